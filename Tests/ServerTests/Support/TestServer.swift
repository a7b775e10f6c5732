import Foundation
import Server
import Wire

/// A server on a loopback port of its own, stopped when the test is over.
struct TestServer: Sendable {
    let listener: Listener

    var port: UInt16 { listener.addresses[0].port }

    /// Connects to it.
    func client() throws -> Client { try Client(port: port) }

    /// Sends one request on a connection of its own and reads the answer.
    func ask(_ request: String, toHead: Bool = false) async throws -> Reply {
        let client = try client()
        try await client.send(request)
        return try await client.receive(toHead: toHead)
    }

    /// Sends one GET.
    func get(_ path: String, _ headers: String...) async throws -> Reply {
        try await ask("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\(Self.lines(headers))\r\n")
    }

    /// Sends one POST of JSON.
    func post(_ path: String, _ body: String, _ headers: String...) async throws -> Reply {
        try await ask(
            """
            POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
            Content-Length: \(body.utf8.count)\r\n\(Self.lines(headers))\r\n\(body)
            """)
    }

    private static func lines(_ headers: [String]) -> String { headers.map { $0 + "\r\n" }.joined() }
}

/// Starts a server for `routes`, runs `body` against it and stops it.
func withServer(
    _ routes: [Route] = Sample.routes, _ settings: FrontDoor.Settings = .init(),
    adjust: (inout ListenerSettings) -> Void = { _ in },
    _ body: (TestServer) async throws -> Void
) async throws {
    var listening = ListenerSettings(
        addresses: [ListenAddress(loopbackPort: 0)], spool: NSTemporaryDirectory())
    adjust(&listening)
    let door = try FrontDoor(routes, settings)
    let server = TestServer(listener: try Listener.start(listening, gate: door.gate))
    do {
        try await body(server)
    } catch {
        await server.listener.stop(grace: .zero)
        throw error
    }
    await server.listener.stop(grace: .zero)
}

/// A small route table with one route of each kind.
enum Sample {
    static let limit = Parameter.int("limit", in: 1...100, default: 50, "How many at most.")
    static let lead = Schema.named(
        "Lead", .object([.required("id", .integer), .optional("company", .string, "Its name.")]))

    static let routes: [Route] = [
        Route(.get, "/health", .ops, "Whether the server is well", answers: [.json(.anything)], isOpen: true)
        { _ in
            .json(["status": "ok"])
        },
        Route(
            .get, "/api/leads/", .s1, "Leads", parameters: [limit.doc], answers: [.json(.array(of: lead))]
        ) { request in
            .json(["limit": .int(Int64(try request.value(limit)))])
        },
        Route(.get, "/api/leads/{lead_id:int}", .s1, "A lead", answers: [.json(lead), .error(.notFound)]) {
            request in
            let id = try request.pathInt("lead_id")
            guard id != 404 else { throw HTTPError.notFound("Lead not found") }
            return .json(["id": .int(id)])
        },
        Route(
            .get, "/api/leads/score-distribution/bucket-counts", .s1, "Counts", answers: [.json(.anything)]
        ) { _ in .json(["red_hot": 1]) },
        Route(
            .post, "/api/classify/signal", .s1, "Classify",
            body: .json(.object([.required("signal_text", .string)])),
            answers: [.json(.anything)]
        ) { request in
            var body = try request.fields()
            let text = body.read("signal_text", .string, standIn: "")
            let source = body.readIfPresent("source_type", .string)
            try body.finish()
            return .json([
                "length": .int(Int64(text.unicodeScalars.count)), "source": source.map(JSON.string) ?? .null,
            ])
        },
        Route(
            .post, "/offer", .s3, "Offer", body: .json(.anything), answers: [.json(.anything, status: 201)]
        ) { request in
            let fields = try request.fields()
            let missing = fields.missing(of: ["name", "value_props"])
            guard missing.isEmpty else {
                throw HTTPError(.badRequest, "Missing required fields: " + missing.joined(separator: ", "))
            }
            return .json(["id": 1], status: 201)
        },
        Route(
            .post, "/leads/upload", .s3, "Upload", body: .multipart(.object([.required("file", .file)])),
            answers: [.json(.anything, status: 201)], bodyPolicy: .file(maxBytes: 4 << 20), isLong: true
        ) { request in
            let file = try Form(request).requiredFile("file")
            let isOnDisk = if case .file = file.content { true } else { false }
            return .json(["bytes": .int(Int64(file.content.count)), "onDisk": .bool(isOnDisk)], status: 201)
        },
        Route(.get, "/leads/{ref}", .s2, "By reference", answers: [.json(.anything)]) { request in
            .json(["ref": .string(request.path("ref"))])
        },
        Route(
            .post, "/v1/leads", .v1, "Create a lead", body: .json(lead), answers: [.json(lead, status: 201)]
        ) { request in
            .json(try request.json(), status: 201)
        },
        Route(.get, "/v1/fault", .v1, "Fail", answers: [.json(.anything)]) { _ in throw Secret() },
        Route(.get, "/v1/large", .v1, "Answer at length", answers: [.json(.anything)]) { _ in
            .json(.string(String(repeating: "evidence ", count: 1000)))
        },
        Route(.get, "/app/leads", .app, "Leads, a page", answers: [.content("text/html", "The page")]) { _ in
            .html("<p>Leads</p>")
        },
    ]

    struct Secret: Error {
        let password = "hunter2"
    }
}
