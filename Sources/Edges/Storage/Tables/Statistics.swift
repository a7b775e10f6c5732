import Database
import Domain

/// How much a store holds, for metrics and `doctor`.
package struct StoreStatistics: Hashable, Sendable {
    package let snapshots: Int
    package let accounts: Int
    package let contacts: Int
    package let leads: Int
}

extension Store {
    private static let countsSQL = """
        SELECT COALESCE(SUM(snapshots), 0), COALESCE(SUM(accounts), 0), COALESCE(SUM(contacts), 0),
               COALESCE(SUM(leads), 0)
          FROM counters
         ORDER BY 1
         LIMIT 1
        """

    /// Counts over all workspaces, kept by the writer, so that asking costs the same at any size.
    package func statistics() async throws -> StoreStatistics {
        let counts = try await readAcross { connection in
            try connection.query(Self.countsSQL, []) { row in
                StoreStatistics(
                    snapshots: row.int(), accounts: row.int(), contacts: row.int(), leads: row.int())
            }
        }
        return counts.first ?? StoreStatistics(snapshots: 0, accounts: 0, contacts: 0, leads: 0)
    }
}
