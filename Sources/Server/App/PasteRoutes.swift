import Domain
import Pages
import Storage

/// `/app`: the paste box, with the inbox beside it.
struct PasteRoutes: Sendable {
    let rooms: Rooms
    let frame: AppFrame

    var all: [Route] {
        [
            .page("/app", "The paste box and the inbox", parameters: [Self.example.doc], action: show),
            .form(
                "/app/paste", "Read a text and open its lead",
                [
                    .required("text", .string), .optional("company_name", .string),
                    .optional("company_website", .string),
                    .optional("source_type", .choice(SourceType.allCases.map(\.rawValue))),
                ], action: paste),
        ]
    }

    private static let example = Parameter.int("example", in: 1...99, "Puts a sample text into the box.")
    /// Rows a tier shows beside the box.
    private static let glance = 4

    private func show(_ request: Request) async throws -> Response {
        let number = try request.optionalValue(Self.example)
        let draft = number.flatMap { PastePage.Draft(example: $0) } ?? PastePage.Draft()
        return .page(PastePage.html(try await model(request, draft)))
    }

    private func paste(_ request: Request) async throws -> Response {
        let draft = try draft(Form(request))
        guard !draft.text.allSatisfy(\.isWhitespace) else {
            return try await refuse(request, draft, "There is no text to read yet.")
        }
        do {
            let made = try await rooms.engine.classify(capture(draft, in: rooms.workspace(of: request)))
            return .redirect(AppRoute.lead(made.lead.id).path + "?new=1")
        } catch let failure as EngineFailure {
            return try await refuse(request, draft, failure.description)
        }
    }

    private func refuse(
        _ request: Request, _ draft: PastePage.Draft, _ problem: String
    ) async throws -> Response {
        var model = try await model(request, draft)
        model.problem = problem
        return .page(PastePage.html(model), status: HTTPError.Code.invalid.status)
    }

    private func model(_ request: Request, _ draft: PastePage.Draft) async throws -> PastePage.Model {
        let frame = try await frame.frame(request)
        let now = rooms.store.world.now()
        let groups = try await rooms.read(request) { tx in
            let tiers = try rooms.tierBook(in: tx)
            return try InboxModel(tiers: tiers, query: InboxQuery(), glance: Self.glance).groups(in: tx)
        }
        return PastePage.Model(frame: frame, now: now, draft: draft, groups: groups)
    }

    private func draft(_ form: Form) throws(HTTPError) -> PastePage.Draft {
        PastePage.Draft(
            text: try form.text("text") ?? "", companyName: try form.text("company_name") ?? "",
            companyWebsite: try form.text("company_website") ?? "",
            sourceType: try form.text("source_type").flatMap(SourceType.init(rawValue:)) ?? .manual)
    }

    private func capture(_ draft: PastePage.Draft, in workspace: ID<Workspace>) -> Capture {
        let website = String(draft.companyWebsite.trimmed)
        let source = Snapshot.Source(
            type: draft.sourceType, companyName: String(draft.companyName.trimmed),
            companyWebsite: website.isEmpty ? nil : website)
        return Capture(workspace: workspace, source: source, text: draft.text)
    }
}
