import Domain
import Storage
import Wire

/// The Lead Intelligence System's routes: its ICP and its scored leads.
package func s2Routes(_ rooms: Rooms) -> [Route] {
    S2ICPRoutes(rooms: rooms).all + S2LeadRoutes(rooms: rooms).all
}

/// `/icp`: the active profile.
struct S2ICPRoutes: Sendable {
    let rooms: Rooms

    var all: [Route] {
        [
            Route(
                .get, "/icp", .s2, "The ideal customer profile", parameters: [Paging.workspace.doc],
                answers: [.json(S2ICP.schema), .error(.notFound, "None is there yet")], action: get),
            Route(
                .post, "/icp", .s2, "Make a profile and use it from now on",
                parameters: [Paging.workspace.doc], body: .json(S2ICP.draft),
                answers: [
                    .json(S2ICP.schema, status: 201), .error(.invalid),
                    .error(.conflict, "The name is taken"),
                ], action: create),
            Route(
                .put, "/icp", .s2, "Change the profile", about: "What the body leaves out stays as it is.",
                parameters: [Paging.workspace.doc], body: .json(S2ICP.draft),
                answers: [.json(S2ICP.schema), .error(.invalid), .error(.notFound)], action: revise),
        ]
    }

    private static let none = HTTPError(
        .notFound, "No profile is active yet.", hint: "POST /icp makes one.")

    private func get(_ request: Request) async throws -> Response {
        guard let icp = try await rooms.read(request, { tx in try tx.activeICP() }) else { throw Self.none }
        return .json(S2ICP.json(icp))
    }

    private func create(_ request: Request) async throws -> Response {
        let criteria = try S2ICP.criteria(request)
        let made = try await rooms.write(request) { tx in try tx.createICP(criteria, isActive: true) }
        return .created(S2ICP.json(made), at: "/icp")
    }

    private func revise(_ request: Request) async throws -> Response {
        let made = try await rooms.write(request) { tx in
            guard let old = try tx.activeICP() else { throw Self.none }
            return try tx.reviseICP(old.id, S2ICP.criteria(request, over: old.criteria))
        }
        guard let made else { throw Self.none }
        return .json(S2ICP.json(made))
    }
}
