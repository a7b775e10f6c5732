import Testing

@testable import Server

/// The route table: which route a path means, and what it refuses to be built from.
@Suite struct RouteTableTests {
    private static func route(_ method: Method, _ pattern: String, _ facade: Facade = .v1) -> Route {
        Route(method, pattern, facade, "A route", answers: [.json(.anything)]) { _ in .noContent }
    }

    private static let routes = [
        route(.get, "/", .ops), route(.get, "/api/leads/", .s1), route(.get, "/api/leads/{lead_id:int}", .s1),
        route(.patch, "/api/leads/{lead_id:int}/status", .s1),
        route(.get, "/api/leads/score-distribution/bucket-counts", .s1), route(.post, "/leads/upload", .s3),
        route(.get, "/leads/{ref}", .s2), route(.get, "/assets/{path*}", .ops), route(.get, "/v1/leads"),
        route(.post, "/v1/leads"),
    ]

    struct Case: Sendable {
        let method: Method
        let path: String
        let pattern: String
        var values: [String] = []
        var facade = Facade.v1
    }

    @Test(arguments: [
        Case(method: .get, path: "/", pattern: "/", facade: .ops),
        Case(method: .get, path: "/api/leads", pattern: "/api/leads/", facade: .s1),
        Case(method: .get, path: "/api/leads/", pattern: "/api/leads/", facade: .s1),
        Case(
            method: .get, path: "/api/leads/7/", pattern: "/api/leads/{lead_id:int}", values: ["7"],
            facade: .s1),
        Case(
            method: .get, path: "/api/leads/score-distribution/bucket-counts",
            pattern: "/api/leads/score-distribution/bucket-counts", facade: .s1),
        Case(
            method: .patch, path: "/api/leads/score-distribution/status",
            pattern: "/api/leads/{lead_id:int}/status",
            values: ["score-distribution"], facade: .s1),
        Case(
            method: .get, path: "/leads/acme.com", pattern: "/leads/{ref}", values: ["acme.com"], facade: .s2),
        Case(method: .get, path: "/leads/a%2Fb", pattern: "/leads/{ref}", values: ["a/b"], facade: .s2),
        Case(method: .get, path: "/leads/upload", pattern: "wrong method", facade: .s3),
        Case(method: .head, path: "/v1/leads", pattern: "/v1/leads"),
        Case(method: .delete, path: "/v1/leads", pattern: "wrong method"),
        Case(
            method: .get, path: "/assets/a/b.css", pattern: "/assets/{path*}", values: ["a/b.css"],
            facade: .ops),
        Case(method: .get, path: "/assets/", pattern: "/assets/{path*}", facade: .ops),
        Case(method: .get, path: "/api/nothing", pattern: "unknown", facade: .s1),
        Case(method: .get, path: "/api/leads/7/nothing", pattern: "unknown", facade: .s1),
        Case(method: .get, path: "/v1/nothing", pattern: "unknown"),
        Case(method: .get, path: "/leads/a/b", pattern: "unknown", facade: .s2),
        Case(method: .get, path: "/nothing", pattern: "unknown", facade: .ops),
        Case(method: .get, path: "//", pattern: "unknown", facade: .ops),
    ]) func find(_ test: Case) throws {
        let match = try RouteTable(Self.routes).match(test.method, Target(test.path))
        #expect(match.label == test.pattern)
        #expect(match.facade == test.facade)
        if case .found(_, let values) = match { #expect(values == test.values) }
    }

    @Test func saysWhichMethodsAPathHas() throws {
        let table = try RouteTable(Self.routes)
        guard case .wrongMethod(let allowed, _) = table.match(.delete, try Target("/v1/leads")) else {
            Issue.record("DELETE should be a wrong method")
            return
        }
        #expect(allowed.map(\.name) == ["GET", "HEAD", "OPTIONS", "POST"])
    }

    @Test(arguments: [
        [route(.get, "/a"), route(.get, "/a/")],
        [route(.get, "/a/{x}"), route(.get, "/a/{y:int}")],
        [route(.get, "/a/{x*}"), route(.get, "/a/{y*}")],
        [route(.get, "/a/{x}/b/{x}")],
        [route(.get, "/a/{x*}/b")],
        [Route(.get, "/a", .v1, "", answers: [.json(.anything)]) { _ in .noContent }],
        [
            Route(
                .get, "/a", .v1, "A", parameters: [ParameterDoc("id", in: .path, .string, "")],
                answers: [.json(.anything)]
            ) { _ in .noContent }
        ],
    ]) func refusesATableThatMeansTwoThings(_ routes: [Route]) {
        #expect(throws: RouteTable.Clash.self) { try RouteTable(routes) }
    }
}
