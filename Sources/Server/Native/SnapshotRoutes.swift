import Domain
import Storage
import Wire

/// `/v1/snapshots`: what was captured, word for word.
struct SnapshotRoutes: Sendable {
    let rooms: Rooms

    var all: [Route] {
        [
            Route(
                .get, "/v1/snapshots", .v1, "Snapshots, newest first, without their texts",
                parameters: Paging.docs(Self.account.doc, Self.contact.doc),
                answers: [.json(Paging.schema(of: .snapshot))], action: list),
            Route(
                .post, "/v1/snapshots", .v1, "Capture a text",
                about: "Answers when it is on the disk; reading and scoring follow by themselves.",
                parameters: [Paging.workspace.doc], body: .json(.capture, example: CaptureForm.example),
                answers: [
                    .json(.object([.required("id", .id(Snapshot.self))]), "Stored", status: 202),
                    .error(.invalid),
                ], action: create),
            Route(
                .get, "/v1/snapshots/{snapshot}", .v1, "A snapshot with its text",
                parameters: [Paging.workspace.doc], answers: [.json(.snapshotInFull), .error(.notFound)],
                action: get),
        ]
    }

    private static let account = Parameter.text("account", "Only those that say something of this account.")
    private static let contact = Parameter.text("contact", "Only those that say something of this contact.")

    private func list(_ request: Request) async throws -> Response {
        let limit = try request.value(Paging.limit)
        let before = try request.cursorID(Snapshot.self)
        let subject = try request.subject()
        let found = try await rooms.read(request) { tx in
            guard let subject else { return try tx.snapshots(before: before, limit: limit + 1) }
            return try tx.snapshots(of: subject, before: before, limit: limit + 1)
        }
        return .page(found, limit: limit, cursor: \.id.description) { JSON($0) }
    }

    private func create(_ request: Request) async throws -> Response {
        let capture = try CaptureForm.capture(request, in: rooms.workspace(of: request))
        let id = try await rooms.engine.capture(capture)
        return .created(["id": .id(id)], at: "/v1/snapshots/\(id)", status: 202)
    }

    private func get(_ request: Request) async throws -> Response {
        let id = try request.id(Snapshot.self, "snapshot")
        let found = try await rooms.find("snapshot", request) { tx in try tx.snapshot(id) }
        var json = JSON(found).objectValue ?? [:]
        json["text"] = .string(found.text)
        return .json(.object(json))
    }
}

extension Request {
    /// The account or contact in the query, if it names one.
    func subject() throws(HTTPError) -> Subject? {
        if let id = try queryID(Account.self, "account") { return .account(id) }
        return try queryID(Contact.self, "contact").map(Subject.contact)
    }
}

extension JSON {
    /// A snapshot without its text.
    init(_ snapshot: Snapshot) {
        let source = snapshot.source
        self = [
            "id": .id(snapshot.id), "hash": .string(snapshot.hash),
            "captured_at": .time(snapshot.capturedAt), "source_type": .string(source.type.rawValue),
            "source_url": .text(source.url), "company_name": .string(source.companyName),
            "company_website": .text(source.companyWebsite),
            "length": .count(snapshot.text.unicodeScalars.count),
        ]
    }
}

extension Schema {
    static let snapshot = named("Snapshot", .object(snapshotProperties))
    static let snapshotInFull = named(
        "SnapshotInFull", .object(snapshotProperties + [.required("text", .string)]))

    private static let snapshotProperties: [Property] = [
        .required("id", .id(Snapshot.self)), .required("hash", .string, "SHA-256 of the captured bytes."),
        .required("captured_at", .time),
        .required("source_type", choice(SourceType.allCases.map(\.rawValue))),
        .required("source_url", Schema.string.nullable),
        .required("company_name", .string, "What the sender said of it."),
        .required("company_website", Schema.string.nullable),
        .required("length", .integer, "In Unicode scalars."),
    ]
}
