import Database
import Domain

/// How much is stored, for `/metrics` and `harrier doctor`.
package struct StoreStatistics: Hashable, Sendable {
    package var workspaces = 0
    package var offers = 0
    package var icps = 0
    package var accounts = 0
    package var contacts = 0
    package var snapshots = 0
    package var leads = 0
    /// Bytes of the database, without blobs.
    package var bytes: Int64 = 0
    /// The newest step of the tables.
    package var schemaVersion = 0
    /// Writes waiting for the writer.
    package var writerDepth = 0
}

extension Store {
    private static let countsSQL = """
        SELECT COUNT(*), COALESCE(SUM(offers), 0), COALESCE(SUM(icps), 0), COALESCE(SUM(accounts), 0),
               COALESCE(SUM(contacts), 0), COALESCE(SUM(snapshots), 0)
          FROM counters
         LIMIT 1
        """
    private static let leadsSQL = "SELECT COALESCE(SUM(count), 0) FROM lead_counts LIMIT 1"
    private static let versionSQL = "SELECT COALESCE(MAX(version), 0) FROM schema_migrations LIMIT 1"

    /// Counts what is stored; costs the same whether there are a thousand leads or a million.
    package func statistics() async throws -> StoreStatistics {
        var statistics = try await readAcross { connection in
            var statistics = StoreStatistics()
            for counted in try connection.query(Self.countsSQL, [], { StoreStatistics(&$0) }) {
                statistics = counted
            }
            statistics.leads = try connection.query(Self.leadsSQL) { $0.int() }.first ?? 0
            statistics.schemaVersion = try connection.query(Self.versionSQL) { $0.int() }.first ?? 0
            statistics.bytes = try connection.databaseBytes()
            return statistics
        }
        statistics.writerDepth = writerDepth
        return statistics
    }

    /// Asks the database whether it is whole; empty when it is, else what it found.
    package func integrityProblems() async throws -> [String] {
        try await readAcross { connection in try connection.integrityProblems() }
    }
}

extension StoreStatistics {
    fileprivate init(_ row: inout Row) {
        self.init(
            workspaces: row.int(), offers: row.int(), icps: row.int(), accounts: row.int(),
            contacts: row.int(), snapshots: row.int())
    }
}
