import Domain
import Storage
import Wire

/// `/v1/activities`: what was done about a lead.
struct ActivityRoutes: Sendable {
    let rooms: Rooms

    var all: [Route] {
        [
            Route(
                .get, "/v1/activities", .v1, "What was done about a lead, newest first",
                parameters: Paging.docs(Self.lead.doc),
                answers: [.json(Paging.schema(of: .activity)), .error(.invalid)], action: list),
            Route(
                .post, "/v1/activities", .v1, "Record what was done about a lead",
                parameters: [Paging.workspace.doc], body: .json(.activityDraft),
                answers: [.json(.activity, status: 201), .error(.notFound), .error(.invalid)], action: create),
        ]
    }

    private static let lead = Parameter.text("lead", isRequired: true, "About which lead.")

    private func list(_ request: Request) async throws -> Response {
        guard let lead = try request.queryID(Lead.self, "lead") else {
            throw HTTPError.invalid([.missing(.query, "lead")])
        }
        let limit = try request.value(Paging.limit)
        let before = try request.cursorID(Activity.self)
        let found = try await rooms.read(request) { tx in
            try tx.activities(of: lead, before: before, limit: limit + 1)
        }
        return .page(found, limit: limit, cursor: \.id.description) { JSON($0) }
    }

    private func create(_ request: Request) async throws -> Response {
        var body = try request.fields()
        let kind = body.read("kind", .choice(Activity.Recordable.self), standIn: .note)
        let text = body.read("text", .filledString, standIn: "")
        let lead = ID<Lead>(body.read("lead", .string, standIn: ""))
        try body.finish()
        let made = try await rooms.write(request) { tx in
            guard let lead, try tx.lead(lead) != nil else { throw HTTPError.nothing("lead") }
            return try tx.addActivity(kind.kind, to: lead, text: text)
        }
        return .json(JSON(made), status: 201)
    }
}

extension Activity {
    /// The kinds a person records; the others Harrier writes itself.
    enum Recordable: String, CaseIterable {
        case note, call, email, whatsapp, task, outcome, feedback

        var kind: Kind { Kind(rawValue: rawValue) ?? .note }
    }
}

extension JSON {
    init(_ activity: Activity) {
        self = [
            "id": .id(activity.id), "lead": .id(activity.lead), "kind": .string(activity.kind.rawValue),
            "text": .string(activity.text), "previous": .text(activity.previous), "at": .time(activity.at),
        ]
    }
}

extension Schema {
    static let activity = named(
        "Activity",
        .object([
            .required("id", .id(Activity.self)), .required("lead", .id(Lead.self)),
            .required("kind", .choice(Activity.Kind.allCases.map(\.rawValue))),
            .required("text", .string, "The note's words, the new stage, the outcome."),
            .required("previous", Schema.string.nullable, "The stage before, for a stage change."),
            .required("at", .time),
        ]))

    fileprivate static let activityDraft = object([
        .required("lead", .id(Lead.self)),
        .required("kind", .choice(Activity.Recordable.allCases.map(\.rawValue))), .required("text", .string),
    ])
}
