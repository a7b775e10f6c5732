import Database
import Domain

/// A score ready to be stored: its ledger packed where it was computed, so that the writer only binds.
package final class PackedScore: Sendable {
    package let id: ID<Score>
    fileprivate let lead: ID<Lead>
    /// The tier's key.
    let tier: String
    /// The columns of `scores` after the lead and the score before.
    fileprivate let rest: [Value]
    /// What the lead's row says of its latest score: the columns of `leads` from `score` to `reason`.
    let standing: [Value]

    package init(_ score: Score) {
        id = score.id
        lead = score.lead
        let (result, tier) = (score.result, score.result.tier)
        self.tier = tier.key
        rest = [
            .text(score.scorecard), Value(score.icp?.id), Value(score.icp?.version), Value(score.offer?.id),
            Value(score.offer?.version), Value(result.total), .text(tier.key), .text(tier.label),
            Value(tier.rank), Value(score.scoredAt), .text(ScoreLedger.pack(score)),
        ]
        standing = [
            Value(score.id), Value(result.total), .text(tier.key), .text(tier.label), Value(tier.rank),
            .text(score.scorecard), Value(score.scoredAt), .text(Self.topReason(of: result)),
        ]
    }

    /// The reason of the first of the lines that gave most.
    private static func topReason(of result: ScoreResult) -> String {
        var top: ScoreLine?
        for dimension in result.dimensions {
            for line in dimension.lines where line.points > top?.points ?? Points(hundredths: .min) {
                top = line
            }
        }
        return top?.reason ?? ""
    }

    /// What the row of a lead without a score says; its total is below every other.
    static let unscored: [Value] = [.null, -100_000_000, "", "", 0, "", 0, ""]
}

/// A score, and what is known of its lead only when it is stored.
struct PlacedScore {
    let score: PackedScore
    let lead: ID<Lead>
    var previous: ID<Score>?
}

extension WriteTransaction {
    /// Stores a score and makes it its lead's latest.
    package func add(_ score: PackedScore) throws(StoreError) {
        try add([score])
    }

    /// Stores scores and makes each its lead's latest; `refused` when a lead is not there.
    package func add(_ scores: [PackedScore]) throws(StoreError) {
        try add(scores.map { PlacedScore(score: $0, lead: $0.lead) })
    }

    private static let insertSQL = """
        INSERT INTO scores (id, workspace, lead, previous, scorecard, icp, icp_version, offer, offer_version,
               total, tier, tier_label, tier_rank, scored_at, lines)
        VALUES @row(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    /// Stores scores whose leads name them already.
    func insert(_ scores: [PlacedScore]) throws(StoreError) {
        try runEach(
            Self.insertSQL,
            scores.map {
                [Value($0.score.id), scope, Value($0.lead), Value($0.previous)] + $0.score.rest
            })
    }

    private static let placesSQL = """
        SELECT id, score, list, card, tier, stage, hidden_at
          FROM leads
         WHERE workspace = ? AND id @among(?)
        """
    private static let latestSQL = """
        UPDATE leads
           SET score = ?, total = ?, tier = ?, tier_label = ?, tier_rank = ?, scored_with = ?, scored_at = ?,
               reason = ?, updated_at = ?
         WHERE workspace = ? AND id = ?
        """

    func add(_ scores: [PlacedScore]) throws(StoreError) {
        guard !scores.isEmpty else { return }
        try lockWorkspace()
        let found = try rows(Self.placesSQL, [scope], keys: scores.map { [Value($0.lead)] }) { row in
            (row.id(Lead.self), (row.optionalID(Score.self), LeadPlace(&row)))
        }
        var places = Dictionary(found) { first, _ in first }
        var chained: [PlacedScore] = []
        for var placed in scores {
            guard let (previous, old) = places[placed.lead] else {
                throw .refused("There is no lead \(placed.lead).")
            }
            var new = old
            new.tier = placed.score.tier
            move(from: old, to: new)
            places[placed.lead] = (placed.score.id, new)
            placed.previous = previous
            chained.append(placed)
        }
        try insert(chained)
        try runEach(
            Self.latestSQL, chained.map { $0.score.standing + [Value(now), scope, Value($0.lead)] })
    }
}

extension ReadTransaction {
    private static let getSQL = """
        SELECT id, lead, scorecard, icp, icp_version, offer, offer_version, total, tier, tier_label, tier_rank,
               scored_at, lines
          FROM scores
         WHERE workspace = ? AND id = ?
         LIMIT 1
        """

    /// The score of this id, with its lines.
    package func score(_ id: ID<Score>) throws(StoreError) -> Score? {
        try first(Self.getSQL, [scope, Value(id)]) { Score(&$0) }
    }

    private static let historySQL = """
        WITH RECURSIVE chain (id, depth) AS (
            SELECT l.score, 1
              FROM leads l
             WHERE l.workspace = ? AND l.id = ?
             UNION ALL
            SELECT s.previous, chain.depth + 1
              FROM chain
              JOIN scores s ON s.id = chain.id
             WHERE s.workspace = ? AND chain.depth < ?
        )
        SELECT s.id, s.lead, s.scorecard, s.icp, s.icp_version, s.offer, s.offer_version, s.total, s.tier,
               s.tier_label, s.tier_rank, s.scored_at, s.lines
          FROM chain
          JOIN scores s ON s.id = chain.id
         WHERE s.workspace = ?
         ORDER BY chain.depth
         LIMIT ?
        """

    /// A lead's scores, newest first.
    package func scores(of lead: ID<Lead>, limit: Int = 20) throws(StoreError) -> [Score] {
        try rows(
            Self.historySQL, [scope, Value(lead), scope, Value(limit), scope, Value(limit)]
        ) { Score(&$0) }
    }

    private static let latestOfSQL = """
        SELECT s.id, s.lead, s.scorecard, s.icp, s.icp_version, s.offer, s.offer_version, s.total, s.tier,
               s.tier_label, s.tier_rank, s.scored_at, s.lines
          FROM leads l
          JOIN scores s ON s.id = l.score AND s.workspace = l.workspace
         WHERE l.workspace = ? AND l.id @among(?)
        """

    /// The latest scores of leads, with their lines; leads without a score are left out.
    package func latestScores(of leads: [ID<Lead>]) throws(StoreError) -> [ID<Lead>: Score] {
        let scores = try rows(Self.latestOfSQL, [scope], keys: leads.map { [Value($0)] }) { Score(&$0) }
        return Dictionary(scores.map { ($0.lead, $0) }) { first, _ in first }
    }
}

extension Score {
    fileprivate init(_ row: inout Row) {
        let (id, lead, scorecard) = (row.id(Score.self), row.id(Lead.self), row.text())
        let icp = VersionedReference<ICP>(&row)
        let offer = VersionedReference<Offer>(&row)
        let total = row.points()
        let tier = Tier(key: row.text(), label: row.text(), rank: row.int())
        let scoredAt = row.moment()
        let (inputs, dimensions) = ScoreLedger.unpack(row.text())
        self.init(
            id: id, lead: lead, scorecard: scorecard, icp: icp, offer: offer, snapshots: inputs,
            result: ScoreResult(total: total, tier: tier, dimensions: dimensions), scoredAt: scoredAt)
    }
}

extension VersionedReference {
    /// Always reads two columns.
    fileprivate init?(_ row: inout Row) {
        let id = row.optionalID(Noun.self)
        let version = row.int()
        guard let id else { return nil }
        self.init(id: id, version: version)
    }
}
