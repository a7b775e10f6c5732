import Domain
import Storage
import Wire

/// `/v1/workspaces`: the boundaries that no query crosses.
struct WorkspaceRoutes: Sendable {
    let rooms: Rooms

    var all: [Route] {
        [
            Route(
                .get, "/v1/workspaces", .v1, "Workspaces, oldest first",
                parameters: [Paging.limit.doc, Paging.cursor.doc],
                answers: [.json(Paging.schema(of: .workspace))], action: list),
            Route(
                .post, "/v1/workspaces", .v1, "Make a workspace",
                body: .json(.workspaceDraft, example: ["name": "Carl", "phone_region": "DE"]),
                answers: [.json(.workspace, status: 201), .error(.invalid)], action: create),
            Route(
                .get, "/v1/workspaces/{workspace}", .v1, "A workspace",
                answers: [.json(.workspace), .error(.notFound)], action: get),
        ]
    }

    private func list(_ request: Request) async throws -> Response {
        let limit = try request.value(Paging.limit)
        let after = try request.cursorID(Workspace.self)
        let found = try await rooms.store.workspaces(after: after, limit: limit + 1)
        return .page(found, limit: limit, cursor: \.id.description) { JSON($0) }
    }

    private func create(_ request: Request) async throws -> Response {
        var body = try request.fields()
        let name = body.read("name", .filledString, standIn: "")
        let region = body.readIfPresent("phone_region", .filledString) ?? "IN"
        if region.utf8.count != 2 { body.complain("phone_region", "Input should be two letters, as in IN") }
        try body.finish()
        let made = try await rooms.store.createWorkspace(name: name, phoneRegion: region.uppercased())
        return .created(JSON(made), at: "/v1/workspaces/\(made.id)")
    }

    private func get(_ request: Request) async throws -> Response {
        let id = try request.id(Workspace.self, "workspace")
        guard let found = try await rooms.store.workspace(id) else { throw HTTPError.nothing("workspace") }
        return .json(JSON(found))
    }
}

extension JSON {
    init(_ workspace: Workspace) {
        self = [
            "id": .id(workspace.id), "name": .string(workspace.name),
            "phone_region": .string(workspace.phoneRegion), "is_demo": .bool(workspace.isDemo),
            "created_at": .time(workspace.createdAt),
        ]
    }
}

extension Schema {
    static let workspace = named(
        "Workspace",
        .object([
            .required("id", .id(Workspace.self)), .required("name", .string),
            .required("phone_region", .string, "Under which national phone numbers are read."),
            .required("is_demo", .boolean), .required("created_at", .time),
        ]))

    fileprivate static let workspaceDraft = object([
        .required("name", .string), .optional("phone_region", Schema.string.defaulting(to: "IN")),
    ])
}
