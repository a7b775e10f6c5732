import Database
import Domain

extension WriteTransaction {
    private static let insertSQL = """
        INSERT INTO runs (id, workspace, kind, state, done, total, failed, detail, created_at, updated_at)
        VALUES (?, ?, ?, ?, 0, ?, 0, ?, ?, ?)
        """

    /// Makes a run that waits for its work.
    package func createRun(_ kind: Run.Kind, total: Int? = nil, detail: String) throws(StoreError) -> Run {
        let run = Run(
            id: newID(), kind: kind, state: .waiting, done: 0, total: total, failed: 0, detail: detail,
            createdAt: now,
            updatedAt: now)
        try self.run(
            Self.insertSQL,
            [
                Value(run.id), scope, .text(kind.rawValue), .text(run.state.rawValue),
                Value(total.map(Int64.init)),
                .text(detail), Value(now), Value(now),
            ])
        return run
    }

    private static let progressSQL = """
        UPDATE runs
           SET done = ?, failed = ?, updated_at = ?
         WHERE workspace = ? AND id = ?
        """

    /// Says how far a run is.
    package func setProgress(of run: ID<Run>, done: Int, failed: Int) throws(StoreError) {
        try self.run(Self.progressSQL, [Value(done), Value(failed), Value(now), scope, Value(run)])
    }

    private static let stateSQL = """
        UPDATE runs
           SET state = ?, detail = ?, total = COALESCE(?, total), updated_at = ?
         WHERE workspace = ? AND id = ?
        """

    /// Moves a run to a state, with what it works on or what came of it; false when there is no such run.
    package func setState(
        _ state: Run.State, of run: ID<Run>, detail: String, total: Int? = nil
    ) throws(StoreError) -> Bool {
        try self.run(
            Self.stateSQL,
            [
                .text(state.rawValue), .text(detail), Value(total.map(Int64.init)), Value(now), scope,
                Value(run),
            ]) > 0
    }
}

extension ReadTransaction {
    private static let getSQL = """
        SELECT id, kind, state, done, total, failed, detail, created_at, updated_at
          FROM runs
         WHERE workspace = ? AND id = ?
         LIMIT 1
        """

    /// The run of this id.
    package func run(_ id: ID<Run>) throws(StoreError) -> Run? {
        try first(Self.getSQL, [scope, Value(id)]) { Run(&$0) }
    }

    private static let listSQL = """
        SELECT id, kind, state, done, total, failed, detail, created_at, updated_at
          FROM runs
         WHERE workspace = ? AND id < ?
         ORDER BY id DESC
         LIMIT ?
        """

    /// Runs, newest first.
    package func runs(before id: ID<Run>? = nil, limit: Int = 50) throws(StoreError) -> [Run] {
        try rows(Self.listSQL, [scope, .int(id?.key ?? .max), Value(limit)]) { Run(&$0) }
    }
}

extension Store {
    private static let unfinishedSQL = """
        SELECT workspace, id, kind, state, done, total, failed, detail, created_at, updated_at
          FROM runs
         WHERE state IN ('waiting', 'running')
         ORDER BY id
         LIMIT ?
        """

    /// Runs of all workspaces that wait or were interrupted, oldest first: what to take up again after a start.
    package func unfinishedRuns(limit: Int = 100) async throws -> [(workspace: ID<Workspace>, run: Run)] {
        try await readAcross { connection in
            try connection.query(Self.unfinishedSQL, [Value(limit)]) { row in
                (workspace: row.id(), run: Run(&row))
            }
        }
    }
}

extension Run {
    fileprivate init(_ row: inout Row) {
        self.init(
            id: row.id(), kind: row.word(else: .csvImport), state: row.word(else: .failed), done: row.int(),
            total: row.optionalInt(), failed: row.int(), detail: row.text(), createdAt: row.moment(),
            updatedAt: row.moment())
    }
}
