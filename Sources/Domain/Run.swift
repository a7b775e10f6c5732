/// A durable unit of work: import, score, dossier.
package struct Run: Identified, Hashable, Sendable {
    package static let prefix = "run"

    package var id: ID<Run>
    package var kind: Kind
    package var state: State
    /// Rows or items done, and how many there are when that is known.
    package var done: Int
    package var total: Int?
    package var failed: Int
    /// What the run works on and with, as JSON; its shape belongs to the kind.
    package var detail: String
    package var createdAt: Timestamp
    package var updatedAt: Timestamp

    package init(
        id: ID<Run>, kind: Kind, state: State, done: Int, total: Int?, failed: Int, detail: String,
        createdAt: Timestamp, updatedAt: Timestamp
    ) {
        self.id = id
        self.kind = kind
        self.state = state
        self.done = done
        self.total = total
        self.failed = failed
        self.detail = detail
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    package enum Kind: String, Hashable, Sendable { case csvImport = "import", score, dossier }
    package enum State: String, Hashable, Sendable { case waiting, running, done, failed, cancelled }
}
