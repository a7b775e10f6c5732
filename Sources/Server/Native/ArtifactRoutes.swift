import Domain
import Storage
import Wire

/// `/v1/artifacts`: what Harrier wrote about a lead, sentence by sentence with its evidence.
struct ArtifactRoutes: Sendable {
    let rooms: Rooms

    var all: [Route] {
        [
            Route(
                .get, "/v1/artifacts", .v1, "The artifacts of a lead, newest first",
                parameters: Paging.docs(Self.lead.doc),
                answers: [.json(Paging.schema(of: .artifact)), .error(.invalid)], action: list),
            Route(
                .get, "/v1/artifacts/{artifact}", .v1, "An artifact", parameters: [Paging.workspace.doc],
                answers: [.json(.artifact), .error(.notFound)], action: get),
        ]
    }

    private static let lead = Parameter.text("lead", isRequired: true, "About which lead.")

    private func list(_ request: Request) async throws -> Response {
        guard let lead = try request.queryID(Lead.self, "lead") else {
            throw HTTPError.invalid([.missing(.query, "lead")])
        }
        let limit = try request.value(Paging.limit)
        let before = try request.cursorID(Artifact.self)
        let found = try await rooms.read(request) { tx in
            try tx.artifacts(of: lead, before: before, limit: limit + 1)
        }
        return .page(found, limit: limit, cursor: \.id.description) { JSON($0) }
    }

    private func get(_ request: Request) async throws -> Response {
        let id = try request.id(Artifact.self, "artifact")
        return .json(JSON(try await rooms.find("artifact", request) { tx in try tx.artifact(id) }))
    }
}

extension JSON {
    init(_ artifact: Artifact) {
        self = [
            "id": .id(artifact.id), "lead": .id(artifact.lead), "kind": .string(artifact.kind.rawValue),
            "writer": .string(artifact.writer), "created_at": .time(artifact.createdAt),
            "sections": .array(artifact.sections.map { JSON($0) }),
        ]
    }

    private init(_ section: Artifact.Section) {
        self = [
            "key": .string(section.key), "title": .string(section.title),
            "sentences": .array(
                section.sentences.map { sentence in
                    [
                        "text": .string(sentence.text),
                        "citations": .array(sentence.citations.map { JSON($0) }),
                    ]
                }),
        ]
    }
}

extension Schema {
    fileprivate static let artifact = named(
        "Artifact",
        .object([
            .required("id", .id(Artifact.self)), .required("lead", .id(Lead.self)),
            .required("kind", .choice([Artifact.Kind.dossier.rawValue])),
            .required("writer", .string, "As in templates@1."), .required("created_at", .time),
            .required(
                "sections",
                .array(
                    of: .object([
                        .required("key", .string), .required("title", .string),
                        .required("sentences", .array(of: sentence)),
                    ]))),
        ]))

    private static let sentence = object([
        .required("text", .string), .required("citations", array(of: evidence)),
    ])
}
