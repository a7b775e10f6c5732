import Domain
import Pages
import Storage

/// `/app/leads`: the inbox.
struct InboxRoutes: Sendable {
    let rooms: Rooms
    let frame: AppFrame

    var all: [Route] {
        [
            .page(
                "/app/leads", "The inbox by tier",
                parameters: [Self.tier.doc, Self.words.doc, Self.stage.doc, Self.sort.doc, Self.cursor.doc],
                action: show),
            .page("/app/leads/{lead}/preview", "The inbox's side panel", action: preview),
        ]
    }

    private static let tier = Parameter.text("tier", "Only this tier, by its key.")
    private static let words = Parameter.text("q", default: "", "Words in the names.")
    private static let stage = Parameter.choice("stage", Lead.Stage.self, "Only leads at this stage.")
    private static let sort = Parameter.choice(
        "sort", InboxQuery.Sort.self, default: .score, "The order within a tier.")
    private static let cursor = Parameter.text("cursor", "Where a tier's page begins.")
    /// Rows a tier shows beside the others: four tiers fit on two screens.
    private static let glance = 12

    private func show(_ request: Request) async throws -> Response {
        let query = try query(request)
        let frame = try await frame.frame(request)
        let now = rooms.store.world.now()
        let model = try await rooms.read(request) { tx in
            let tiers = try rooms.tierBook(in: tx)
            let inbox = InboxModel(tiers: tiers, query: query, glance: Self.glance)
            let groups = try inbox.groups(in: tx)
            let first = groups.lazy.compactMap(\.rows.first).first
            return InboxPage.Model(
                frame: frame, now: now, query: query, groups: groups,
                stageCounts: try inbox.stageCounts(in: tx),
                preview: try first.flatMap { try tx.preview(of: $0.lead, tiers) })
        }
        return .page(InboxPage.html(model))
    }

    private func query(_ request: Request) throws(HTTPError) -> InboxQuery {
        // A form sends what is left empty, too.
        let stage = request.query["stage"] == "" ? nil : try request.optionalValue(Self.stage)
        let tier = request.query["tier"].flatMap { $0.isEmpty ? nil : $0 }
        return InboxQuery(
            tier: tier, words: String(try request.value(Self.words).trimmed), stage: stage,
            sort: try request.value(Self.sort), cursor: tier == nil ? nil : request.query["cursor"])
    }

    private func preview(_ request: Request) async throws -> Response {
        let id = try request.id(Lead.self, "lead")
        let preview = try await rooms.find("lead", request) { tx in
            try tx.preview(of: id, rooms.tierBook(in: tx))
        }
        return .page(InboxPage.fragment(preview))
    }
}

extension ReadTransaction {
    /// A lead as the inbox's side panel shows it.
    func preview(of id: ID<Lead>, _ tiers: TierBook) throws -> LeadPreview? {
        guard let row = try lead(id), let sketch = try sketches([row]).first else { return nil }
        let score = try latestScores(of: [id])[id]
        return LeadPreview(
            lead: id, name: sketch.name, website: sketch.website, stage: row.lead.stage, score: score?.result,
            bands: score.map { tiers.bands(of: $0.scorecard) } ?? [], person: sketch.person)
    }
}
