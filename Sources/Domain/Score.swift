/// An immutable result: a total that equals the sum of its lines, and the tier it falls into.
package struct Score: Identified, Hashable, Sendable {
    package static let prefix = "score"

    package var id: ID<Score>
    package var lead: ID<Lead>
    /// As in `raptorflow@1`.
    package var scorecard: String
    package var icp: VersionedReference<ICP>?
    package var offer: VersionedReference<Offer>?
    /// What it was computed from.
    package var snapshots: [ID<Snapshot>]
    package var result: ScoreResult
    package var scoredAt: Timestamp

    package init(
        id: ID<Score>, lead: ID<Lead>, scorecard: String, icp: VersionedReference<ICP>?,
        offer: VersionedReference<Offer>?, snapshots: [ID<Snapshot>], result: ScoreResult, scoredAt: Timestamp
    ) {
        self.id = id
        self.lead = lead
        self.scorecard = scorecard
        self.icp = icp
        self.offer = offer
        self.snapshots = snapshots
        self.result = result
        self.scoredAt = scoredAt
    }
}

/// One version of something versioned.
package struct VersionedReference<Noun: Identified>: Hashable, Sendable {
    package var id: ID<Noun>
    package var version: Int

    package init(id: ID<Noun>, version: Int) {
        self.id = id
        self.version = version
    }
}

/// What a scorecard makes of its inputs, before it has an id.
package struct ScoreResult: Hashable, Sendable {
    package var total: Points
    package var tier: Tier
    package var dimensions: [DimensionScore]

    package init(total: Points, tier: Tier, dimensions: [DimensionScore]) {
        self.total = total
        self.tier = tier
        self.dimensions = dimensions
    }

    package var lines: [ScoreLine] { dimensions.flatMap(\.lines) }
}

/// A named band of totals.
///
/// Words belong to the scorecard; rank 0 is the best.
package struct Tier: Hashable, Sendable {
    /// Stable, as in `red_hot`.
    package var key: String
    /// As shown, as in `Red hot`.
    package var label: String
    package var rank: Int

    package init(key: String, label: String, rank: Int) {
        self.key = key
        self.label = label
        self.rank = rank
    }
}

/// One dimension's lines and what they come to; the lines include the cap as its own line.
package struct DimensionScore: Hashable, Sendable {
    package var key: String
    package var label: String
    /// The most this dimension can add.
    package var of: Points
    package var points: Points
    /// Weight in hundredths in a weighted scorecard; 100 in a sum.
    package var weight: Int
    package var lines: [ScoreLine]

    package init(key: String, label: String, of: Points, points: Points, weight: Int, lines: [ScoreLine]) {
        self.key = key
        self.label = label
        self.of = of
        self.points = points
        self.weight = weight
        self.lines = lines
    }
}

/// One line of the ledger.
package struct ScoreLine: Hashable, Sendable {
    /// The criterion's key, as in `size_match`.
    package var criterion: String
    package var points: Points
    /// What it could have had.
    package var of: Points
    /// Plain words.
    package var reason: String
    package var strength: Strength
    package var kind: Kind
    /// The words behind it; empty when nothing was found, and then `reason` says what was searched.
    package var evidence: [Evidence]
    /// Who chose the label, as in `rules` or `ollama:gemma3:1b`; nil where no judge was asked.
    package var judge: String?

    /// What a line is in the ledger.
    package enum Kind: String, Hashable, Sendable {
        case award
        /// Takes away what goes over a dimension's or the card's cap.
        case cap
        /// Takes points away for evidence against.
        case against
        /// Nothing was found; says what was searched.
        case absent
        /// Turns a weighted sum into a total that adds up.
        case rounding
        /// Holds the tier down.
        case disqualified
    }

    package init(
        criterion: String, points: Points, of: Points, reason: String, strength: Strength, kind: Kind,
        evidence: [Evidence] = [], judge: String? = nil
    ) {
        self.criterion = criterion
        self.points = points
        self.of = of
        self.reason = reason
        self.strength = strength
        self.kind = kind
        self.evidence = evidence
        self.judge = judge
    }
}
