import Database
import Domain

/// The table `workspaces`, the one that is not inside a workspace.
enum Workspaces {
    private static let makeSQL = """
        INSERT INTO workspaces (id, name, phone_region, is_demo, created_at)
        VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING
        """
    private static let makeCountersSQL = """
        INSERT INTO counters (workspace)
        VALUES (?)
            ON CONFLICT (workspace) DO NOTHING
        """

    static func make(_ workspace: Workspace, on connection: Connection) throws(StoreError) {
        try connection.run(
            makeSQL,
            [
                Value(workspace.id), .text(workspace.name), .text(workspace.phoneRegion),
                Value(workspace.isDemo), Value(workspace.createdAt),
            ])
        try connection.run(makeCountersSQL, [Value(workspace.id)])
    }

    /// The workspace every fresh installation has; `IN` because the first users are there (S1-27).
    static func makeDefault(on connection: Connection, now: Timestamp) throws(StoreError) {
        try make(
            Workspace(
                id: Workspace.defaultID, name: "Default", phoneRegion: "IN", isDemo: false, createdAt: now),
            on: connection)
    }

    private static let getSQL = """
        SELECT id, name, phone_region, is_demo, created_at
          FROM workspaces
         WHERE id = ?
         LIMIT 1
        """

    static func get(_ id: ID<Workspace>, on connection: Connection) throws(StoreError) -> Workspace? {
        try connection.query(getSQL, [Value(id)]) { Workspace(&$0) }.first
    }

    private static let listSQL = """
        SELECT id, name, phone_region, is_demo, created_at
          FROM workspaces
         WHERE id > ?
         ORDER BY id
         LIMIT ?
        """

    static func list(
        after id: ID<Workspace>?, limit: Int, on connection: Connection
    ) throws(StoreError) -> [Workspace] {
        try connection.query(listSQL, [Value(orZero: id), Value(limit)]) { Workspace(&$0) }
    }
}

extension Store {
    /// Makes a workspace.
    package func createWorkspace(
        name: String, phoneRegion: String = "IN", isDemo: Bool = false
    ) async throws -> Workspace {
        let workspace = Workspace(
            id: world.newID(), name: name, phoneRegion: phoneRegion, isDemo: isDemo, createdAt: world.now())
        try await writeAcross { connection in try Workspaces.make(workspace, on: connection) }
        return workspace
    }

    /// The workspace of this id.
    package func workspace(_ id: ID<Workspace>) async throws -> Workspace? {
        try await readAcross { connection in try Workspaces.get(id, on: connection) }
    }

    /// Workspaces, oldest first.
    package func workspaces(after id: ID<Workspace>? = nil, limit: Int = 100) async throws -> [Workspace] {
        try await readAcross { connection in try Workspaces.list(after: id, limit: limit, on: connection) }
    }
}

extension Workspace {
    fileprivate init(_ row: inout Row) {
        self.init(
            id: row.id(), name: row.text(), phoneRegion: row.text(), isDemo: row.bool(),
            createdAt: row.moment())
    }
}
