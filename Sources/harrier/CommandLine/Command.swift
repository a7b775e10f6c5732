/// One verb of the command line.
///
/// Help, completion and the documentation test are made from this.
struct Command: Sendable {
    let name: String
    let summary: String
    /// More words for `--help`; empty when the summary says it all.
    var discussion = ""
    var positionals: [Positional] = []
    var options: [Option] = []
    let run: @Sendable (Invocation) async throws -> ExitCode

    /// Every command understands these.
    static let common: [Option] = [
        Option(flag: "--json", help: "write the answer as JSON"),
        Option(flag: "--help", short: "-h", help: "show this help"),
    ]

    var allOptions: [Option] { options + Self.common }
}

/// A command line that has been understood.
struct Invocation: Sendable {
    let command: Command
    let positionals: [String]
    private let values: [String: [String]]
    let settings: SettingsSource

    init(command: Command, positionals: [String], values: [String: [String]], settings: SettingsSource) {
        self.command = command
        self.positionals = positionals
        self.values = values
        self.settings = settings
    }

    /// The value of an option: flag, then environment, then file, then its fallback.
    func value(_ flag: String) -> String? {
        if let given = values[flag]?.last { return given }
        guard let option = command.allOptions.first(where: { $0.flag == flag }) else { return nil }
        return option.environment.flatMap(settings.value) ?? option.fallback
    }

    func values(_ flag: String) -> [String] {
        values[flag] ?? value(flag).map { $0.split(separator: ",").map(String.init) } ?? []
    }

    func isOn(_ flag: String) -> Bool {
        if values[flag] != nil { return true }
        return ["1", "true", "yes", "on"].contains(value(flag)?.lowercased() ?? "")
    }

    /// A whole number within bounds.
    ///
    /// - Throws: `CommandFailure` that names the option, the bounds and what was given.
    func number(_ flag: String, in range: ClosedRange<Int>) throws -> Int {
        let text = value(flag) ?? ""
        guard let number = Int(text), range.contains(number) else {
            throw CommandFailure(
                .usage,
                "\(flag) must be a whole number from \(range.lowerBound) to \(range.upperBound), not “\(text)”"
            )
        }
        return number
    }

    /// A setting that has no flag, as in `GEMINI_API_KEY`.
    func setting(_ name: String) -> String? { settings.value(name) }

    var wantsJSON: Bool { isOn("--json") }
}
