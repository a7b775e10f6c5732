import Domain
import Storage
import Wire

/// `/v1/icps`: whom we want.
struct ICPRoutes: Sendable {
    let rooms: Rooms

    var all: [Route] {
        [
            Route(
                .get, "/v1/icps", .v1, "ICPs in use, oldest first", parameters: Paging.docs(),
                answers: [.json(Paging.schema(of: .icp))], action: list),
            Route(
                .post, "/v1/icps", .v1, "Make an ICP", parameters: [Paging.workspace.doc],
                body: .json(.icpDraft),
                answers: [
                    .json(.icp, status: 201), .error(.invalid), .error(.conflict, "The name is taken"),
                ], action: create),
            Route(
                .get, "/v1/icps/{icp}", .v1, "An ICP", parameters: [Self.version.doc, Paging.workspace.doc],
                answers: [.json(.icp), .error(.notFound)], action: get),
            Route(
                .put, "/v1/icps/{icp}", .v1, "Make the next version of an ICP",
                parameters: [Paging.workspace.doc], body: .json(.icpDraft),
                answers: [.json(.icp), .error(.notFound), .error(.invalid), .error(.conflict)],
                action: revise),
            act("activation", "Score against this ICP from now on", .json(.icp), activate),
            act("dismissal", "Take an ICP out of use", .empty(204, "It is out of use"), dismiss),
        ]
    }

    private static let version = Parameter.int("version", in: 1...1_000_000, "An older version.")

    private func act(
        _ name: String, _ summary: String, _ answer: AnswerDoc, _ action: @escaping Route.Action
    ) -> Route {
        Route(
            .post, "/v1/icps/{icp}/\(name)", .v1, summary, parameters: [Paging.workspace.doc],
            answers: [answer, .error(.notFound)], action: action)
    }

    private func list(_ request: Request) async throws -> Response {
        let limit = try request.value(Paging.limit)
        let after = try request.cursorNumber() ?? 0
        let found = try await rooms.read(request) { tx in try tx.icps(after: after, limit: limit + 1) }
        return .page(found, limit: limit, cursor: \.number.description) { JSON($0) }
    }

    private func get(_ request: Request) async throws -> Response {
        let id = try request.id(ICP.self, "icp")
        let version = try request.optionalValue(Self.version)
        return .json(
            JSON(
                try await rooms.find("ICP", request) { tx in
                    try version.map { try tx.icp(VersionedReference(id: id, version: $0)) } ?? tx.icp(id)
                }))
    }

    private func create(_ request: Request) async throws -> Response {
        let criteria = try ICPForm.criteria(request)
        let made = try await rooms.write(request) { tx in try tx.createICP(criteria) }
        return .created(JSON(made), at: "/v1/icps/\(made.id)")
    }

    private func revise(_ request: Request) async throws -> Response {
        let id = try request.id(ICP.self, "icp")
        let criteria = try ICPForm.criteria(request)
        let made = try await rooms.write(request) { tx in try tx.reviseICP(id, criteria) }
        guard let made else { throw HTTPError.nothing("ICP") }
        return .json(JSON(made))
    }

    private func activate(_ request: Request) async throws -> Response {
        let id = try request.id(ICP.self, "icp")
        let active = try await rooms.write(request) { tx in
            guard try tx.icp(id) != nil else { throw HTTPError.nothing("ICP") }
            return try tx.activateICP(id)
        }
        return .json(active.map { JSON($0) } ?? .null)
    }

    private func dismiss(_ request: Request) async throws -> Response {
        let id = try request.id(ICP.self, "icp")
        let done = try await rooms.write(request) { tx in try tx.hideICP(id) }
        guard done else { throw HTTPError.nothing("ICP") }
        return .noContent
    }
}
