/// Understands a command line against the registry.
struct ArgumentParser {
    let commands: [Command]
    let settings: SettingsSource

    enum Request {
        case run(Invocation)
        case help(Command?)
        case version
    }

    /// - Throws: `CommandFailure(.usage)` that names the word that is wrong and the nearest right one.
    func parse(_ words: [String]) throws -> Request {
        guard let first = words.first else { return .help(nil) }
        if ["--help", "-h", "help"].contains(first) {
            return .help(words.dropFirst().first.flatMap { name in commands.first { $0.name == name } })
        }
        if first == "--version" || first == "version" { return .version }
        guard let command = commands.first(where: { $0.name == first }) else {
            throw CommandFailure(.usage, "unknown command “\(first)”\(nearest(first, commands.map(\.name)))")
        }
        return try parse(words.dropFirst(), of: command)
    }

    private func parse(_ words: ArraySlice<String>, of command: Command) throws -> Request {
        var (positionals, values, rest) = ([String](), [String: [String]](), words)
        var onlyPositionals = false
        while let word = rest.popFirst() {
            if word == "--" && !onlyPositionals {
                onlyPositionals = true
            } else if onlyPositionals || word == "-" || !word.hasPrefix("-") {
                positionals.append(word)
            } else {
                let (flag, inline) = split(word)
                let option = try option(flag, of: command)
                if option.flag == "--help" { return .help(command) }
                values[option.flag, default: []].append(try value(of: option, inline, &rest))
            }
        }
        try check(positionals, of: command)
        return .run(
            Invocation(command: command, positionals: positionals, values: values, settings: settings))
    }

    private func split(_ word: String) -> (String, String?) {
        guard word.hasPrefix("--"), let sign = word.firstIndex(of: "=") else { return (word, nil) }
        return (String(word[..<sign]), String(word[word.index(after: sign)...]))
    }

    private func option(_ flag: String, of command: Command) throws -> Option {
        if let option = command.allOptions.first(where: { $0.flag == flag || $0.short == flag }) {
            return option
        }
        throw CommandFailure(
            .usage, "\(command.name) has no option “\(flag)”\(nearest(flag, command.allOptions.map(\.flag)))")
    }

    private func value(
        of option: Option, _ inline: String?, _ rest: inout ArraySlice<String>
    ) throws -> String {
        guard let name = option.value else {
            guard inline == nil else { throw CommandFailure(.usage, "\(option.flag) takes no value") }
            return "true"
        }
        guard let value = inline ?? rest.popFirst() else {
            throw CommandFailure(.usage, "\(option.flag) needs a value: \(option.flag) \(name)")
        }
        guard option.choices.isEmpty || option.choices.contains(value) else {
            throw CommandFailure(
                .usage,
                "\(option.flag) must be one of \(option.choices.joined(separator: ", ")), not “\(value)”")
        }
        return value
    }

    private func check(_ given: [String], of command: Command) throws {
        let needed = command.positionals.filter { !$0.isOptional }
        if given.count < needed.count {
            throw CommandFailure(
                .usage, "\(command.name) needs \(needed[given.count].name): \(Help.usage(command))")
        }
        if given.count > command.positionals.count {
            throw CommandFailure(
                .usage, "\(command.name) does not know what to do with “\(given[command.positionals.count])”")
        }
    }

    /// “; did you mean …?” when a known word is at most two edits away.
    private func nearest(_ word: String, _ known: [String]) -> String {
        let scored = known.map { (distance(word, $0), $0) }.min { $0 < $1 }
        guard let (edits, match) = scored, edits <= 2 else { return "; see harrier --help" }
        return "; did you mean “\(match)”?"
    }

    private func distance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a), Array(b))
        var row = Array(0...b.count)
        for (i, letter) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for j in b.indices {
                let change = diagonal + (letter == b[j] ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(change, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[b.count]
    }
}
