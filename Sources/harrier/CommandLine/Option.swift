/// A setting given by flag, by environment or by file, in that order.
struct Option: Sendable {
    /// As typed, with its dashes: `--port`.
    let flag: String
    /// One letter, as in `-o`.
    var short: String?
    /// What stands for the value in help, as in `PORT`; nil for a switch.
    var value: String?
    /// The environment variable and file key that set it too.
    var environment: String?
    var fallback: String?
    let help: String
    /// The values allowed, when they are few.
    var choices: [String] = []
    /// May be given several times.
    var repeats = false

    var isSwitch: Bool { value == nil }
}

/// A word given by position.
struct Positional: Sendable {
    let name: String
    let help: String
    var isOptional = false
}

/// What a finished command tells the shell.
///
/// `docs/command-line.md` lists these.
enum ExitCode: Int32, CaseIterable, Sendable {
    case ok = 0
    /// The work failed; the message says why and what to do.
    case failed = 1
    /// The command line is wrong.
    case usage = 2
    /// Done, but some rows were rejected and are listed in the side file.
    case partial = 3
    /// A data file, scorecard or setting is invalid.
    case configuration = 4
    /// A check of `doctor` failed.
    case unhealthy = 5

    var meaning: String {
        switch self {
        case .ok: "done"
        case .failed: "failed; the message says why and what to do"
        case .usage: "the command line is wrong"
        case .partial: "done, but some rows were rejected; they are listed with reasons in the side file"
        case .configuration: "a setting, scorecard or data file is invalid"
        case .unhealthy: "a check of doctor failed"
        }
    }
}

/// A failure with the exit code it leads to.
struct CommandFailure: Error, CustomStringConvertible {
    let code: ExitCode
    let description: String

    init(_ code: ExitCode, _ description: String) {
        self.code = code
        self.description = description
    }
}
