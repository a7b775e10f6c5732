import Domain
import Pages
import Storage

/// Reads the inbox: tiers, best first, and the leads of each.
struct InboxModel: Sendable {
    let tiers: TierBook
    let query: InboxQuery
    /// Rows a tier shows beside others, and alone.
    let glance: Int

    /// The rows of a tier that is shown alone.
    private static let pageSize = 50
    /// What the address calls the leads that have no score yet.
    static let unscored = Tier(key: "unscored", label: "Not scored yet", rank: 9)

    /// Tiers with their leads.
    func groups(in tx: ReadTransaction) throws -> [TierGroup] {
        let counts = try tx.leadCounts().filter { !$0.isHidden }
        let bands = bands(present: counts)
        return try bands.compactMap { place in
            guard query.tier == nil || query.tier == place.band.tier.key else { return nil }
            return try group(place, counts, in: tx)
        }
    }

    /// Leads per stage; nil under a search, for which counts do not tell.
    func stageCounts(in tx: ReadTransaction) throws -> [Lead.Stage: Int]? {
        guard query.words.isEmpty else { return nil }
        return try tx.leadCounts().filter { !$0.isHidden }.reduce(into: [:]) { sums, count in
            sums[count.stage, default: 0] += count.count
        }
    }

    /// A tier's band and the total just above it.
    private struct Place {
        let band: TierBand
        let below: Points?
    }

    /// Every tier of the cards that leads are scored with, each once, best first.
    private func bands(present counts: [LeadCount]) -> [Place] {
        var places: [String: Place] = [:]
        for card in Set(counts.filter { $0.count > 0 }.map(\.card)).sorted() {
            var below: Points?
            for band in tiers.bands(named: card) {
                if places[band.tier.key] == nil { places[band.tier.key] = Place(band: band, below: below) }
                below = band.startsAt
            }
        }
        for count in counts where !count.tier.isEmpty && places[count.tier] == nil && count.count > 0 {
            // Scored with a card that is gone: the tier keeps its key as its name.
            let tier = Tier(key: count.tier, label: count.tier, rank: Self.unscored.rank)
            places[count.tier] = Place(band: TierBand(tier: tier, startsAt: .zero), below: nil)
        }
        if counts.contains(where: { $0.tier.isEmpty && $0.count > 0 }) {
            places[Self.unscored.key] = Place(
                band: TierBand(tier: Self.unscored, startsAt: .zero), below: nil)
        }
        return places.values.sorted { Self.sortKey($0) < Self.sortKey($1) }
    }

    private static func sortKey(_ place: Place) -> (Int, Int, String) {
        let isUnscored = place.band.tier == unscored
        return (isUnscored ? 1 : 0, -place.band.startsAt.hundredths, place.band.tier.key)
    }

    private func group(_ place: Place, _ counts: [LeadCount], in tx: ReadTransaction) throws -> TierGroup {
        let page = try tx.leads(leadQuery(place.band.tier))
        let key = place.band.tier == Self.unscored ? "" : place.band.tier.key
        let count = counts.filter { $0.tier == key && (query.stage == nil || query.stage == $0.stage) }
            .reduce(0) { $0 + $1.count }
        return TierGroup(
            band: place.band, below: place.below,
            count: query.words.isEmpty ? count : page.rows.count, rows: try rows(page.rows, in: tx),
            next: query.tier == nil ? nil : page.next?.text)
    }

    private func leadQuery(_ tier: Tier) throws -> LeadQuery {
        var leads = LeadQuery()
        leads.tiers = [tier == Self.unscored ? "" : tier.key]
        leads.stages = query.stage.map { [$0] } ?? []
        leads.text = query.words
        leads.sort =
            switch query.sort {
            case .score: .score
            case .newest: .newest
            case .name: .name
            }
        leads.limit = query.tier == nil ? glance : Self.pageSize
        if let cursor = query.cursor {
            guard let place = LeadCursor(cursor) else { throw HTTPError.badCursor }
            leads.after = place
        }
        return leads
    }

    private func rows(_ leads: [Storage.LeadRow], in tx: ReadTransaction) throws -> [Pages.LeadRow] {
        let scores = try tx.latestScores(of: leads.map(\.lead.id))
        return try tx.sketches(leads).map { sketch in
            let (lead, result) = (sketch.row.lead, scores[sketch.row.lead.id]?.result)
            return Pages.LeadRow(
                lead: lead.id, name: sketch.name, about: sketch.line, total: sketch.row.standing?.total,
                bar: result.map { ScoreBar($0) }, whyNow: result.map { WhyNow.phrases($0) } ?? [],
                stage: lead.stage, at: lead.updatedAt)
        }
    }
}

extension Rooms {
    /// Every scorecard of a workspace: those that come with Harrier and those added.
    func tierBook(in tx: ReadTransaction) throws -> TierBook { TierBook(try scorecards(in: tx)) }
}
