import Domain

/// A tier as the scorecard draws it: where it begins and what it asks for.
package struct TierBand: Hashable, Sendable {
    package var tier: Tier
    /// The lowest total in it.
    package var startsAt: Points
    /// What to do with its leads, as in `Call today`; nil when the scorecard does not say.
    package var action: String?

    package init(tier: Tier, startsAt: Points, action: String? = nil) {
        self.tier = tier
        self.startsAt = startsAt
        self.action = action
    }
}

extension [TierBand] {
    /// Best first.
    var ranked: [TierBand] { sorted { $0.tier.rank < $1.tier.rank } }

    /// The band a score has reached.
    func band(of tier: Tier) -> TierBand? { first { $0.tier.key == tier.key } }

    /// The next better band; nil at the top.
    func above(_ tier: Tier) -> TierBand? { ranked.last { $0.tier.rank < tier.rank } }

    /// The edge worth drawing: the next one up, or the top tier's own.
    func gate(for tier: Tier) -> Points? { (above(tier) ?? band(of: tier))?.startsAt }
}

extension Tier {
    /// How it is drawn: rank 0 is solid with four bars, 3 and below plain with one.
    fileprivate var drawn: Int { min(max(rank, 0), 3) }
}

extension HTML {
    /// A word and four rising bars: readable in grey, readable aloud.
    mutating func tier(_ tier: Tier) {
        self(.span, .class("tier"), .rank(tier.drawn), text: tier.label)
    }

    /// The same on its own ground; the first rank's is solid.
    mutating func tierBadge(_ tier: Tier) {
        self(.span, .class("tier tier-badge"), .rank(tier.drawn), text: tier.label)
    }
}
