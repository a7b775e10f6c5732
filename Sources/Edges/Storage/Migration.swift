import Database
import Domain

/// One step of the tables' history; steps are added at the end and never changed.
struct Migration {
    let version: Int
    let name: String
    let sql: String

    static let all = [
        Migration(version: 1, name: "spine", sql: text(PackageResources.V0001_spine_sql))
    ]

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private static let lockSQL = "SELECT pg_advisory_xact_lock(?)"
    /// Any number that no other program on the server locks: "harrier" on a telephone's keys.
    private static let lockNumber: Int64 = 4_277_437

    private static let ledgerSQL = """
        CREATE TABLE IF NOT EXISTS schema_migrations (
            version BIGINT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            hash TEXT NOT NULL,
            applied_at BIGINT NOT NULL
        )
        """

    /// Brings the tables to the newest step, inside the caller's transaction.
    ///
    /// SQLite's write lock, or this lock on PostgreSQL, makes a second process wait and then find the work done.
    static func runAll(
        _ migrations: [Migration], on connection: Connection, now: Timestamp
    ) throws(StoreError) {
        if connection.dialect == .postgres {
            _ = try connection.query(lockSQL, [.int(lockNumber)]) { _ in }
        }
        try connection.run(ledgerSQL)
        let applied = try applied(on: connection)
        try refuseStrangers(in: applied, among: migrations)
        for migration in migrations where !applied.contains(where: { $0.version == migration.version }) {
            try migration.apply(to: connection, now: now)
        }
        try Workspaces.makeDefault(on: connection, now: now)
    }

    /// A step as the database remembers it.
    private struct Applied {
        let version: Int
        let hash: String
    }

    private static let appliedSQL = "SELECT version, hash FROM schema_migrations ORDER BY version LIMIT 10000"

    private static func applied(on connection: Connection) throws(StoreError) -> [Applied] {
        try connection.query(appliedSQL) { Applied(version: $0.int(), hash: $0.text()) }
    }

    private static func refuseStrangers(
        in applied: [Applied], among migrations: [Migration]
    ) throws(StoreError) {
        for step in applied {
            guard let known = migrations.first(where: { $0.version == step.version }) else {
                throw .refused(
                    "The data was written by a newer Harrier (step \(step.version) of its tables is unknown "
                        + "here). Start that version, or restore a backup made before the update.")
            }
            guard known.hash == step.hash else {
                throw .refused(
                    "Step \(step.version) of the tables was made by an unfinished version of Harrier. "
                        + "Export with that version and start with an empty data directory.")
            }
        }
    }

    private static let recordSQL =
        "INSERT INTO schema_migrations (version, name, hash, applied_at) VALUES (?, ?, ?, ?)"

    private func apply(to connection: Connection, now: Timestamp) throws(StoreError) {
        try connection.runScript(sql)
        try connection.run(Self.recordSQL, [Value(version), .text(name), .text(hash), Value(now)])
    }

    private var hash: String { ContentHash.sha256(Array(sql.utf8)).hexadecimal }
}
