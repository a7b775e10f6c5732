import Database
import Domain

extension WriteTransaction {
    private static let insertSQL = """
        INSERT INTO scorecards (workspace, name, version, source, created_at)
        VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (workspace, name, version) DO NOTHING
        """

    /// Stores a scorecard that has been checked; false when this version is there already, for versions never change.
    package func add(_ card: Scorecard) throws(StoreError) -> Bool {
        try run(
            Self.insertSQL, [scope, .text(card.name), Value(card.version), .text(card.source), Value(now)])
            > 0
    }
}

extension ReadTransaction {
    private static let getSQL = """
        SELECT name, version, source
          FROM scorecards
         WHERE workspace = ? AND name = ? AND version <= ?
         ORDER BY version DESC
         LIMIT 1
        """

    /// An added scorecard by reference (`mine@2`) or name (`mine`, its newest version).
    package func scorecard(_ reference: String) throws(StoreError) -> Scorecard? {
        let parts = reference.split(separator: "@", omittingEmptySubsequences: false)
        guard let name = parts.first, parts.count <= 2 else { return nil }
        let version = parts.count == 2 ? Int(parts[1]) : nil
        guard parts.count == 1 || version != nil else { return nil }
        let card = try first(
            Self.getSQL, [scope, .text(String(name)), .int(Int64(version ?? Int.max))]
        ) { Scorecard(&$0) }
        return version == nil || card?.version == version ? card : nil
    }

    private static let listSQL = """
        SELECT name, version, source
          FROM scorecards
         WHERE workspace = ?
         ORDER BY name, version
         LIMIT ?
        """

    /// Added scorecards, by name and version.
    package func scorecards(limit: Int = 500) throws(StoreError) -> [Scorecard] {
        try rows(Self.listSQL, [scope, Value(limit)]) { Scorecard(&$0) }
    }
}

extension Scorecard {
    fileprivate init(_ row: inout Row) {
        self.init(name: row.text(), version: row.int(), source: row.text(), isBuiltIn: false)
    }
}
