import Database
import Domain

/// How many leads stand in one place.
package struct LeadCount: Hashable, Sendable {
    package var list: String
    /// The scorecard's name, without version.
    package var card: String
    /// Empty when not scored.
    package var tier: String
    package var stage: Lead.Stage
    package var isHidden: Bool
    package var count: Int
}

/// Where a lead stands, as far as it is counted.
struct LeadPlace: Hashable, Comparable {
    var list: String
    var card: String
    var tier: String
    var stage: String
    var isHidden: Bool

    static func < (a: LeadPlace, b: LeadPlace) -> Bool { a.sortKey < b.sortKey }

    private var sortKey: (String, String, String, String, Int) { (list, card, tier, stage, isHidden ? 1 : 0) }
}

extension LeadPlace {
    init(_ row: inout Row) {
        self.init(
            list: row.text(), card: row.text(), tier: row.text(), stage: row.text(),
            isHidden: row.optionalInt64() != nil)
    }
}

/// The changes a transaction makes to the counts.
struct LeadTally {
    fileprivate var changes: [LeadPlace: Int] = [:]

    mutating func enter(_ place: LeadPlace) { changes[place, default: 0] += 1 }
    mutating func leave(_ place: LeadPlace) { changes[place, default: 0] -= 1 }
}

extension WriteTransaction {
    private static let changeSQL = """
        INSERT INTO lead_counts (workspace, list, card, tier, stage, is_hidden, count)
        VALUES @row(?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (workspace, list, card, tier, stage, is_hidden)
            DO UPDATE SET count = lead_counts.count + excluded.count
        """

    func storeTally() throws(StoreError) {
        // In a fixed order, so that two processes do not wait for each other in a ring.
        let changes = tally.changes.filter { $0.value != 0 }.sorted { $0.key < $1.key }
        tally = LeadTally()
        try runEach(
            Self.changeSQL,
            changes.map { place, change in
                [
                    scope, .text(place.list), .text(place.card), .text(place.tier), .text(place.stage),
                    Value(place.isHidden), Value(change),
                ]
            })
    }
}

extension ReadTransaction {
    private static let countsSQL = """
        SELECT list, card, tier, stage, is_hidden, count
          FROM lead_counts
         WHERE workspace = ? AND count > 0
         ORDER BY list, card, tier, stage, is_hidden
         LIMIT 10000
        """

    /// How many leads stand where: by list, scorecard, tier, stage and whether they are hidden.
    package func leadCounts() throws(StoreError) -> [LeadCount] {
        try rows(Self.countsSQL, [scope]) { row in
            LeadCount(
                list: row.text(), card: row.text(), tier: row.text(), stage: row.word(else: .new),
                isHidden: row.bool(), count: row.int())
        }
    }
}
