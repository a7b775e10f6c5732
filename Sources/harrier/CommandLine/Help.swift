/// Help texts, made from the registry.
enum Help {
    static func overview(_ commands: [Command]) -> String {
        """
        Harrier finds who has a reason to buy now, and shows the words behind every point.

        Usage: harrier COMMAND [OPTIONS]

        \(table(commands.map { ($0.name, $0.summary) }))

        harrier COMMAND --help says more. Settings come from flags, then the environment, then the file
        harrier.conf in the data directory.
        """
    }

    static func page(_ command: Command) -> String {
        var parts = ["\(command.summary)\n\nUsage: \(usage(command))"]
        if !command.discussion.isEmpty { parts.append(command.discussion) }
        if !command.positionals.isEmpty {
            parts.append(table(command.positionals.map { ($0.name, $0.help) }))
        }
        parts.append("Options:\n" + table(command.allOptions.map { (signature($0), words($0)) }))
        return parts.joined(separator: "\n\n")
    }

    static func usage(_ command: Command) -> String {
        (["harrier", command.name]
            + command.positionals.map { $0.isOptional ? "[\($0.name)]" : $0.name } + ["[OPTIONS]"])
            .joined(separator: " ")
    }

    private static func signature(_ option: Option) -> String {
        [option.short.map { $0 + "," }, option.flag, option.value].compactMap(\.self).joined(separator: " ")
    }

    private static func words(_ option: Option) -> String {
        var notes: [String] = []
        if !option.choices.isEmpty { notes.append("one of \(option.choices.joined(separator: ", "))") }
        if let fallback = option.fallback { notes.append("default \(fallback)") }
        if let environment = option.environment { notes.append("or \(environment)") }
        return option.help + (notes.isEmpty ? "" : " (" + notes.joined(separator: "; ") + ")")
    }

    private static func table(_ rows: [(String, String)]) -> String {
        let width = min(28, rows.map(\.0.count).max() ?? 0)
        return rows.map { left, right in
            let gap =
                left.count > width
                ? "\n" + String(repeating: " ", count: width + 4)
                : String(repeating: " ", count: width + 2 - left.count)
            return "  " + left + gap + right
        }.joined(separator: "\n")
    }
}
