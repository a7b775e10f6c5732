import Domain
import Storage
import Wire

/// `/v1/scores` and `/v1/explain`: results that never change, line by line.
struct ScoreRoutes: Sendable {
    let rooms: Rooms

    var all: [Route] {
        [
            Route(
                .get, "/v1/scores", .v1, "The scores of a lead, newest first",
                parameters: [Self.lead.doc, Paging.limit.doc, Paging.workspace.doc],
                answers: [.json(Paging.schema(of: .score)), .error(.invalid)], action: list),
            Route(
                .get, "/v1/scores/{score}", .v1, "A score with its lines", parameters: [Paging.workspace.doc],
                answers: [.json(.score), .error(.notFound)], action: get),
            Route(
                .get, "/v1/explain/{score}", .v1, "A score with the words behind every line",
                parameters: [Paging.workspace.doc], answers: [.json(.explanation), .error(.notFound)],
                action: explain),
        ]
    }

    private static let lead = Parameter.text("lead", isRequired: true, "Whose scores.")

    private func list(_ request: Request) async throws -> Response {
        guard let lead = try request.queryID(Lead.self, "lead") else {
            throw HTTPError.invalid([.missing(.query, "lead")])
        }
        let limit = try request.value(Paging.limit)
        let found = try await rooms.read(request) { tx in try tx.scores(of: lead, limit: limit) }
        return .page(found.map { JSON($0) }, next: nil)
    }

    private func get(_ request: Request) async throws -> Response {
        let id = try request.id(Score.self, "score")
        return .json(JSON(try await rooms.find("score", request) { tx in try tx.score(id) }))
    }

    private func explain(_ request: Request) async throws -> Response {
        let id = try request.id(Score.self, "score")
        return .json(
            try await rooms.find("score", request) { tx in
                try tx.score(id).map { try Explanation($0, in: tx).json }
            })
    }
}
