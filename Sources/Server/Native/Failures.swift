import Domain
import Storage
import Tabular

extension HTTPError {
    /// What an error of the store, the pipeline or a file's reader means to a client; nil when it means nothing to one.
    @Sendable package static func meaning(of error: any Error) -> HTTPError? {
        switch error {
        case let error as EngineFailure: HTTPError(error)
        case let error as StoreError: HTTPError(error)
        case let error as TableProblem: HTTPError(.invalid, "The file cannot be read: \(error).")
        case let error as OpenFile.Failure where error.isDiskFull: .diskFull
        default: nil
        }
    }

    static let diskFull = HTTPError(
        .diskFull, "The disk is full; nothing was changed.", hint: "Free some space and try again.")

    private init(_ failure: EngineFailure) {
        switch failure {
        case .notFound: self.init(.notFound, "\(failure).")
        case .missing(let what): self.init(.conflict, what)
        case .invalid(let field, let reason):
            self = .invalid([FieldIssue(.body, field, reason, kind: .invalid)])
        }
    }

    /// Nil for what is broken on our side: the log has it, the client gets the request's name.
    private init?(_ error: StoreError) {
        switch error {
        case .taken(let detail): self.init(.conflict, detail)
        case .refused(let detail): self.init(.invalid, detail)
        case .busy, .collided, .lostConnection:
            self.init(
                .unavailable, "The database could not be reached in time; nothing was changed.",
                hint: "Send the request again.", headers: ["retry-after": "1"])
        case .diskFull: self = .diskFull
        case .constraint, .corrupt, .other: return nil
        }
    }
}
