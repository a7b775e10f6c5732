import Domain
import Pages
import Storage

/// Reads everything the page of a lead shows, as it stands at one moment.
struct LeadModel: Sendable {
    let lead: ID<Lead>
    /// The snapshot to show; nil shows the newest.
    let source: ID<Snapshot>?
    let isNew: Bool
    let now: Timestamp

    /// Sources and activities on the page; the API has the rest.
    private static let limit = 30

    func read(in tx: ReadTransaction, tiers: TierBook) throws -> Pages.LeadPage.Model? {
        guard let row = try tx.lead(lead), let sketch = try tx.sketches([row]).first else { return nil }
        let sources = try snapshots(of: row.subjects, in: tx)
        let testimonies = try tx.testimonies(of: row.subjects)
        return Pages.LeadPage.Model(
            frame: Frame(workspace: ""), now: now, lead: lead, name: sketch.name, about: sketch.about,
            website: sketch.website, owner: row.lead.owner, person: sketch.person, stage: row.lead.stage,
            hiddenAt: row.lead.hiddenAt, score: try scored(in: tx, tiers),
            sources: sources.map { .init($0) }, shown: try shown(sources, in: tx),
            facts: facts(testimonies), activities: try tx.activities(of: lead, limit: Self.limit),
            dossier: try tx.latestArtifact(.dossier, of: lead))
    }

    /// Newest first; one that speaks of account and contact stands once.
    private func snapshots(of subjects: [Subject], in tx: ReadTransaction) throws -> [Snapshot] {
        var found: [ID<Snapshot>: Snapshot] = [:]
        for subject in subjects {
            for snapshot in try tx.snapshots(of: subject, limit: Self.limit) { found[snapshot.id] = snapshot }
        }
        return found.values.sorted { $0.id > $1.id }
    }

    private func shown(_ sources: [Snapshot], in tx: ReadTransaction) throws -> Snapshot? {
        guard let source else { return sources.first }
        return try sources.first { $0.id == source } ?? tx.snapshot(source)
    }

    private func scored(in tx: ReadTransaction, _ tiers: TierBook) throws -> Pages.LeadPage.Scored? {
        let history = try tx.scores(of: lead, limit: 2)
        guard let score = history.first else { return nil }
        // Totals of different scorecards do not compare.
        let before = history.dropFirst().first { $0.scorecard == score.scorecard }
        return Pages.LeadPage.Scored(
            result: score.result, scorecard: score.scorecard, scoredAt: score.scoredAt,
            bands: tiers.bands(of: score.scorecard),
            change: before.map { score.result.total - $0.result.total }, isNew: isNew)
    }

    private func facts(_ testimonies: [Testimony]) -> [Pages.LeadPage.SourcedFact] {
        testimonies.reversed().flatMap { testimony in
            testimony.facts.map { .init($0, snapshot: testimony.snapshot, seenAt: testimony.seenAt) }
        }
    }
}
