import Domain
import Storage
import Wire

/// `/leads`: the scored leads of the Lead Intelligence System, and the whole view of a company.
struct S2LeadRoutes: Sendable {
    let rooms: Rooms

    /// The list its leads stand in, and what scores them (S2-21).
    static let list = "discovery"
    static let scorecard = "balanced@1"

    var all: [Route] {
        [
            Route(
                .get, "/leads", .s2, "Scored leads, best first",
                about: "Those made here with the scorecard balanced@1; `list` names another list.",
                parameters: S2LeadQuery.docs, answers: [.json(.array(of: S2Lead.schema))], action: find),
            Route(
                .post, "/leads", .s2, "Add a lead by hand", parameters: [Paging.workspace.doc],
                body: .json(S2Lead.draft), answers: [.json(S2Lead.schema, status: 201), .error(.invalid)],
                isLong: true, action: create),
            Route(
                .get, "/leads/{ref}", .s2, "Everything about a company",
                about:
                    "By account id, lead id, domain, or the number of a lead, which then stands under `lead`.",
                parameters: [Paging.workspace.doc], answers: [.json(Company360.schema), .error(.notFound)],
                action: show),
        ]
    }

    private func find(_ request: Request) async throws -> Response {
        let query = try S2LeadQuery(request)
        let leads = try await rooms.read(request) { tx in
            try query.rows(in: tx).map { try S2Lead(row: $0, in: tx) }
        }
        return .json(.array(leads.map(\.json)))
    }

    private func create(_ request: Request) async throws -> Response {
        let capture = try S2Lead.capture(request, in: rooms.workspace(of: request))
        let made = try await rooms.engine.classify(capture)
        let lead = try await rooms.find("lead", request) { tx in
            try tx.lead(made.lead.id).map { try S2Lead(row: $0, in: tx) }
        }
        return .created(lead.json, at: "/leads/\(made.lead.id)", status: made.isNew ? 201 : 200)
    }

    private func show(_ request: Request) async throws -> Response {
        let reference = LeadReference(request.path("ref"))
        // The published upload stands at this path; it is no name of a lead (C6).
        guard reference != .reserved else { throw LeadReference.isUpload }
        let company = try await rooms.read(request) { tx in try Company360(reference, in: tx) }
        guard let company else { throw HTTPError.notFound("No company or lead goes by this reference.") }
        return .json(company.json)
    }
}

/// What `/leads/{ref}` may name (C5).
enum LeadReference: Hashable, Sendable {
    case account(ID<Account>)
    case lead(ID<Lead>)
    case number(Int)
    case domain(String)
    /// `upload`, which is another route's.
    case reserved

    init(_ text: String) {
        if text == "upload" {
            self = .reserved
        } else if let id = ID<Account>(text) {
            self = .account(id)
        } else if let id = ID<Lead>(text) {
            self = .lead(id)
        } else if let number = Int(text) {
            self = .number(number)
        } else {
            self = .domain(text.lowercased())
        }
    }

    static let isUpload = HTTPError(
        .methodNotAllowed, "GET is not a method of /leads/upload.", hint: "Its method is POST.",
        headers: [.allow: "OPTIONS, POST"])
}
