import Domain
import Pages
import Storage

/// `/app/leads/{lead}`: one lead, and what can be done with it.
struct LeadPageRoutes: Sendable {
    let rooms: Rooms
    let frame: AppFrame

    var all: [Route] {
        [
            .page(
                "/app/leads/{lead}", "A lead with its score, source, facts and activities",
                parameters: [Self.source.doc, Self.was.doc, Self.done.doc, Self.new.doc], action: show),
            .form(
                "/app/leads/{lead}/stage", "Move a lead to a stage", [.required("stage", .stage)],
                action: setStage),
            .form(
                "/app/leads/{lead}/notes", "Write a note", [.required("text", .string)], action: addNote),
            .form("/app/leads/{lead}/dismissal", "Take a lead out of the inbox", action: hide),
            .form("/app/leads/{lead}/restoration", "Bring a lead back", action: restore),
        ]
    }

    /// What was just done, for the page to say.
    private enum Done: String, CaseIterable, Sendable { case hidden, restored }

    private static let source = Parameter.text("source", "The snapshot shown; the newest if left out.")
    private static let was = Parameter.choice("was", Lead.Stage.self, "The stage just left.")
    private static let done = Parameter.choice("done", Done.self, "What was just done.")
    private static let new = Parameter.flag("new", "Lets the score build itself line by line.")

    private func show(_ request: Request) async throws -> Response {
        let id = try request.id(Lead.self, "lead")
        let asked = LeadModel(
            lead: id, source: try request.queryID(Snapshot.self, "source"),
            isNew: try request.value(Self.new), now: rooms.store.world.now())
        var model = try await rooms.find("lead", request) { tx in
            try asked.read(in: tx, tiers: rooms.tierBook(in: tx))
        }
        model.frame = try await frame.frame(request, toast: toast(request, model))
        return .page(Pages.LeadPage.html(model))
    }

    private func toast(_ request: Request, _ model: Pages.LeadPage.Model) throws(HTTPError) -> Toast? {
        if let was = try request.optionalValue(Self.was), was != model.stage {
            return .moved(model.name, lead: model.lead, from: was, to: model.stage)
        }
        switch try request.optionalValue(Self.done) {
        case .hidden where model.hiddenAt != nil: return .hidden(model.name, lead: model.lead)
        case .restored where model.hiddenAt == nil: return .restored(model.name, lead: model.lead)
        default: return nil
        }
    }

    private func setStage(_ request: Request) async throws -> Response {
        let id = try request.id(Lead.self, "lead")
        guard let stage = Lead.Stage(rawValue: try Form(request).requiredText("stage")) else {
            throw HTTPError.invalid([FieldIssue(.body, "stage", "There is no such stage", kind: .notChoice)])
        }
        let change = try await change(id, request) { tx in try tx.setStage(stage, of: id) }
        let was = change?.previous.flatMap(Lead.Stage.init(rawValue:))
        return .redirect((was.map { AppRoute.movedLead(id, was: $0) } ?? .lead(id)).path)
    }

    private func addNote(_ request: Request) async throws -> Response {
        let id = try request.id(Lead.self, "lead")
        let text = String(try Form(request).requiredText("text").trimmed)
        guard !text.isEmpty else { return .redirect(AppRoute.lead(id).path) }
        _ = try await change(id, request) { tx in try tx.addActivity(.note, to: id, text: text) }
        return .redirect(AppRoute.lead(id).path + "#activity")
    }

    private func hide(_ request: Request) async throws -> Response {
        let id = try request.id(Lead.self, "lead")
        _ = try await change(id, request) { tx in try tx.hideLead(id) }
        return .redirect(AppRoute.lead(id).path + "?done=\(Done.hidden.rawValue)")
    }

    private func restore(_ request: Request) async throws -> Response {
        let id = try request.id(Lead.self, "lead")
        _ = try await change(id, request) { tx in try tx.restoreLead(id) }
        return .redirect(AppRoute.lead(id).path + "?done=\(Done.restored.rawValue)")
    }

    /// Changes a lead that must be there.
    private func change<T: Sendable>(
        _ id: ID<Lead>, _ request: Request, _ body: @escaping @Sendable (WriteTransaction) throws -> T
    ) async throws -> T {
        try await rooms.write(request) { tx in
            guard try tx.lead(id) != nil else { throw HTTPError.nothing("lead") }
            return try body(tx)
        }
    }
}
