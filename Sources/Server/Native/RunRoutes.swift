import Domain
import Storage
import Wire

/// `/v1/runs`: imports, scorings and dossiers, and how far they are.
struct RunRoutes: Sendable {
    let rooms: Rooms

    var all: [Route] {
        [
            Route(
                .get, "/v1/runs", .v1, "Runs, newest first", parameters: Paging.docs(),
                answers: [.json(Paging.schema(of: .run))], action: list),
            Route(
                .get, "/v1/runs/{run}", .v1, "A run", parameters: [Paging.workspace.doc],
                answers: [.json(.run), .error(.notFound)], action: get),
        ]
    }

    private func list(_ request: Request) async throws -> Response {
        let limit = try request.value(Paging.limit)
        let before = try request.cursorID(Run.self)
        let found = try await rooms.read(request) { tx in try tx.runs(before: before, limit: limit + 1) }
        return .page(found, limit: limit, cursor: \.id.description) { JSON($0) }
    }

    private func get(_ request: Request) async throws -> Response {
        let id = try request.id(Run.self, "run")
        return .json(JSON(try await rooms.find("run", request) { tx in try tx.run(id) }))
    }
}

extension JSON {
    init(_ run: Run) {
        self = [
            "id": .id(run.id), "kind": .string(run.kind.rawValue), "state": .string(run.state.rawValue),
            "done": .count(run.done), "total": .count(run.total), "failed": .count(run.failed),
            "created_at": .time(run.createdAt), "updated_at": .time(run.updatedAt),
        ]
    }
}

extension Schema {
    fileprivate static let run = named(
        "Run",
        .object([
            .required("id", .id(Run.self)),
            .required("kind", .choice([Run.Kind.csvImport, .score, .dossier].map(\.rawValue))),
            .required(
                "state",
                .choice([Run.State.waiting, .running, .done, .failed, .cancelled].map(\.rawValue))),
            .required("done", .integer), .required("total", Schema.integer.nullable, "Null until counted."),
            .required("failed", .integer), .required("created_at", .time), .required("updated_at", .time),
        ]))
}
