import Database
import Domain

/// A score ready to be stored: its ledger packed where it was computed, so that the writer only binds.
package struct PackedScore: Sendable {
    var lead: ID<Lead>
    package let id: ID<Score>
    let tier: Tier
    fileprivate let total: Points
    fileprivate let scorecard: String
    fileprivate let icp: VersionedReference<ICP>?
    fileprivate let offer: VersionedReference<Offer>?
    fileprivate let scoredAt: Timestamp
    fileprivate let reason: String
    fileprivate let lines: String

    package init(_ score: Score) {
        lead = score.lead
        id = score.id
        tier = score.result.tier
        total = score.result.total
        scorecard = score.scorecard
        icp = score.icp
        offer = score.offer
        scoredAt = score.scoredAt
        // The first of the lines that gave most, so that equal scores read alike.
        let lines = score.result.lines
        reason = lines.reversed().max { $0.points < $1.points }?.reason ?? ""
        self.lines = ScoreLedger.pack(score)
    }

    /// The total of a lead without a score: below every other.
    static let unscored = Points(hundredths: -100_000_000)

    /// What a lead's row says of its latest score: the columns from `score` to `reason`.
    static func standing(_ score: PackedScore?) -> [Value] {
        guard let score else {
            return [.null, Value(unscored), "", "", 0, "", 0, ""]
        }
        return [
            Value(score.id), Value(score.total), .text(score.tier.key), .text(score.tier.label),
            Value(score.tier.rank), .text(score.scorecard), Value(score.scoredAt), .text(score.reason),
        ]
    }
}

extension WriteTransaction {
    /// Stores a score and makes it its lead's latest.
    package func add(_ score: PackedScore) throws(StoreError) {
        try add([score])
    }

    /// Stores scores and makes each its lead's latest; `refused` when a lead is not there.
    package func add(_ scores: [PackedScore]) throws(StoreError) {
        try insert(scores)
        try setLatest(scores)
    }

    private static let insertSQL = """
        INSERT INTO scores (id, workspace, lead, scorecard, icp, icp_version, offer, offer_version, total, tier,
               tier_label, tier_rank, scored_at, lines)
        VALUES @row(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    /// Stores scores whose leads were made with them.
    func insert(_ scores: [PackedScore]) throws(StoreError) {
        try runEach(
            Self.insertSQL,
            scores.map { score in
                [
                    Value(score.id), scope, Value(score.lead), .text(score.scorecard), Value(score.icp?.id),
                    Value(score.icp?.version), Value(score.offer?.id), Value(score.offer?.version),
                    Value(score.total), .text(score.tier.key), .text(score.tier.label),
                    Value(score.tier.rank), Value(score.scoredAt), .text(score.lines),
                ]
            })
    }

    private static let placesSQL = """
        SELECT id, list, card, tier, stage, hidden_at
          FROM leads
         WHERE workspace = ? AND id IN (@keys)
        """
    private static let latestSQL = """
        UPDATE leads
           SET score = ?, total = ?, tier = ?, tier_label = ?, tier_rank = ?, scored_with = ?, scored_at = ?,
               reason = ?, updated_at = ?
         WHERE workspace = ? AND id = ?
        """

    private func setLatest(_ scores: [PackedScore]) throws(StoreError) {
        try lockWorkspace()
        let pairs = try rows(Self.placesSQL, [scope], keys: scores.map { Value($0.lead) }) { row in
            let id = row.id(Lead.self)
            let place = LeadPlace(
                list: row.text(), card: row.text(), tier: row.text(), stage: row.text(),
                isHidden: row.optionalInt64() != nil)
            return (id, place)
        }
        var places = Dictionary(pairs) { first, _ in first }
        for score in scores {
            guard let old = places[score.lead] else { throw .refused("There is no lead \(score.lead).") }
            var new = old
            new.tier = score.tier.key
            move(from: old, to: new)
            places[score.lead] = new
        }
        try runEach(
            Self.latestSQL,
            scores.map { score in PackedScore.standing(score) + [Value(now), scope, Value(score.lead)] })
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
        SELECT id, lead, scorecard, icp, icp_version, offer, offer_version, total, tier, tier_label, tier_rank,
               scored_at, lines
          FROM scores
         WHERE workspace = ? AND lead = ? AND id < ?
         ORDER BY id DESC
         LIMIT ?
        """

    /// A lead's scores, newest first.
    package func scores(
        of lead: ID<Lead>, before id: ID<Score>? = nil, limit: Int = 20
    ) throws(StoreError) -> [Score] {
        try rows(
            Self.historySQL, [scope, Value(lead), .int(id?.key ?? .max), Value(limit)]
        ) { Score(&$0) }
    }

    private static let latestOfSQL = """
        SELECT s.id, s.lead, s.scorecard, s.icp, s.icp_version, s.offer, s.offer_version, s.total, s.tier,
               s.tier_label, s.tier_rank, s.scored_at, s.lines
          FROM leads l
          JOIN scores s ON s.id = l.score AND s.workspace = l.workspace
         WHERE l.workspace = ? AND l.id IN (@keys)
        """

    /// The latest scores of leads, with their lines; leads without a score are left out.
    package func latestScores(of leads: [ID<Lead>]) throws(StoreError) -> [ID<Lead>: Score] {
        let scores = try rows(Self.latestOfSQL, [scope], keys: leads.map(Value.init)) { Score(&$0) }
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
