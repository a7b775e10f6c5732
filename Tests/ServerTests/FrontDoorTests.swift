import Synchronization
import Testing
import Wire

@testable import Server

/// What a request passes before it reaches its action, without sockets.
@Suite struct FrontDoorTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let says: String
        var testDescription: String { says }
        var method = Method.get
        var path = "/health"
        var headers: Headers = [:]
        var body = ""
        var isLoopback = true
        var status: Int
        var code: String?
    }

    private static func check(_ test: Case, _ settings: FrontDoor.Settings = .init()) async throws {
        let door = try FrontDoor(Sample.routes, settings)
        let response = await door.ask(
            test.method, test.path, test.headers, test.body, isLoopback: test.isLoopback)
        #expect(response.status == test.status, "\(test.says)")
        if let code = test.code { #expect(response.json["code"] == .string(code), "\(test.says)") }
    }

    @Test(arguments: [
        Case(says: "localhost", headers: [.host: "localhost:8080"], status: 200),
        Case(says: "an address of the loopback", headers: [.host: "127.0.0.1:8080"], status: 200),
        Case(says: "IPv6's loopback", headers: [.host: "[::1]:8080"], status: 200),
        Case(says: "a name under localhost", headers: [.host: "harrier.localhost"], status: 200),
        Case(says: "a configured name", headers: [.host: "Harrier.example:443"], status: 200),
        Case(says: "no name", status: 200),
        Case(says: "a rebound name", headers: [.host: "evil.example"], status: 421, code: "unknown_host"),
        Case(says: "a name that begins well", headers: [.host: "localhost.evil.example"], status: 421),
        Case(says: "an address that begins well", headers: [.host: "127.0.0.1.evil.example"], status: 421),
        Case(
            says: "any name, where a token guards", headers: [.host: "evil.example"], isLoopback: false,
            status: 200),
    ]) func answersOnlyToItsOwnNames(_ test: Case) async throws {
        var settings = FrontDoor.Settings()
        settings.hosts = ["harrier.example"]
        try await Self.check(test, settings)
    }

    private static func post(_ says: String, _ headers: Headers, _ status: Int) -> Case {
        var headers = headers
        headers.add(.contentType, "application/json")
        headers.add(.host, "localhost:8080")
        return Case(
            says: says, method: .post, path: "/v1/leads", headers: headers, body: "{}", status: status)
    }

    @Test(arguments: [
        post("a program", [:], 201),
        post("our own page", [.secFetchSite: "same-origin"], 201),
        post("the address bar", [.secFetchSite: "none"], 201),
        post("another site", [.secFetchSite: "cross-site"], 403),
        post("a sister site", [.secFetchSite: "same-site"], 403),
        post("our own origin", [.origin: "http://localhost:8080"], 201),
        post("another port", [.origin: "http://localhost:9090"], 403),
        post("another host", [.origin: "https://evil.example"], 403),
        post("a hidden origin", [.origin: "null"], 403),
        post("the proxy's name", [.origin: "https://harrier.example"], 201),
        Case(
            says: "another site's link", path: "/v1/large",
            headers: [.host: "localhost", .secFetchSite: "cross-site"], status: 200),
    ]) func refusesChangesAskedForByOtherSites(_ test: Case) async throws {
        var settings = FrontDoor.Settings()
        settings.hosts = ["harrier.example"]
        try await Self.check(test, settings)
    }

    @Test(arguments: [
        Case(says: "no token", path: "/v1/large", status: 401, code: "unauthorized"),
        Case(
            says: "another token", path: "/v1/large", headers: [.authorization: "Bearer secres"], status: 401),
        Case(says: "half a token", path: "/v1/large", headers: [.authorization: "Bearer secre"], status: 401),
        Case(
            says: "another scheme", path: "/v1/large", headers: [.authorization: "Basic secret"], status: 401),
        Case(says: "the token", path: "/v1/large", headers: [.authorization: "Bearer secret"], status: 200),
        Case(
            says: "the token, spelled freely", path: "/v1/large",
            headers: [.authorization: "bearer  secret "], status: 200),
        Case(says: "health", status: 200),
        Case(says: "a path nobody knows", path: "/nothing", status: 401),
        Case(says: "a person's page", path: "/app/leads", status: 303),
        Case(
            says: "a person signed in", path: "/app/leads", headers: [.cookie: "a=b; session=ok"], status: 200
        ),
    ]) func asksForTheToken(_ test: Case) async throws {
        var settings = FrontDoor.Settings()
        settings.access = Access(token: Token("secret"))
        settings.access.isSignedIn = { $0.cookie("session") == "ok" }
        settings.access.signInPath = "/app/login"
        try await Self.check(test, settings)
    }

    @Test func opensNoDoorToOtherMachinesWithoutAToken() throws {
        let open = try FrontDoor(Sample.routes)
        let everywhere = try ListenAddress("0.0.0.0:8080")
        #expect(throws: ListenError.needsToken(everywhere)) { try open.check([everywhere]) }
        #expect(throws: Never.self) { try open.check([ListenAddress("8080")]) }
        var settings = FrontDoor.Settings()
        settings.access = Access(token: Token("secret"))
        #expect(throws: Never.self) { try FrontDoor(Sample.routes, settings).check([everywhere]) }
        #expect(Token("") == nil)
    }

    @Test(arguments: [
        Case(says: "JSON", headers: [.contentType: "application/json"], status: 201),
        Case(
            says: "JSON with a charset", headers: [.contentType: "Application/JSON; charset=utf-8"],
            status: 201),
        Case(says: "a kind of JSON", headers: [.contentType: "application/merge-patch+json"], status: 201),
        Case(says: "a form", headers: [.contentType: "application/x-www-form-urlencoded"], status: 415),
        Case(says: "text, which any page may send", headers: [.contentType: "text/plain"], status: 415),
        Case(says: "nothing said", status: 415, code: "unsupported_media_type"),
    ]) func takesOnlyTheBodiesARouteDeclares(_ test: Case) async throws {
        var test = test
        test.method = .post
        test.path = "/v1/leads"
        test.body = "{}"
        try await Self.check(test)
    }

    @Test(arguments: [
        ("gzip", true), ("gzip, deflate, br", true), ("GZIP;q=0.5", true), ("*", true), ("br, *;q=0.1", true),
        ("", false), ("identity", false), ("gzip;q=0", false), ("gzip; q=0.000", false), ("*;q=0", false),
        ("*, gzip;q=0", false), ("xgzip", false),
    ]) func compressesForClientsThatAsk(_ accepted: String, _ isPacked: Bool) async throws {
        let door = try FrontDoor(Sample.routes)
        let response = await door.ask(.get, "/v1/large", [.acceptEncoding: accepted])
        #expect((response.headers[.contentEncoding] == "gzip") == isPacked)
        #expect(response.headers[.vary] == "Accept-Encoding")
        #expect(isPacked ? (response.contentLength ?? 0) < 500 : response.contentLength == 9002)
    }

    @Test func leavesSmallAnswersAsTheyAre() async throws {
        let response = await (try FrontDoor(Sample.routes)).ask(.get, "/health", [.acceptEncoding: "gzip"])
        #expect(response.headers[.contentEncoding] == nil)
        #expect(response.headers[.vary] == nil)
    }

    @Test func tellsBrowsersWhatNotToDo() async throws {
        let door = try FrontDoor(Sample.routes)
        for path in ["/health", "/app/leads", "/nothing", "/v1/fault"] {
            let headers = await door.ask(.get, path).headers
            #expect(headers["x-content-type-options"] == "nosniff")
            #expect(headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true)
            #expect(headers["access-control-allow-origin"] == nil)
        }
        let page = await door.ask(.get, "/app/leads").headers
        #expect(page[.contentSecurityPolicy]?.hasPrefix("default-src 'self'") == true)
        #expect(page["referrer-policy"] == "same-origin")
    }

    @Test func namesEveryAnswerAsTheClientDid() async throws {
        let door = try FrontDoor(Sample.routes)
        #expect(await door.ask(.get, "/health", [.requestID: "mine-7"]).headers[.requestID] == "mine-7")
        #expect(await door.ask(.get, "/nothing").headers[.requestID]?.hasPrefix("req_") == true)
    }

    @Test func answersOptionsWithTheMethods() async throws {
        let response = await (try FrontDoor(Sample.routes)).ask(.options, "/v1/leads")
        #expect(response.status == 204)
        #expect(response.headers[.allow] == "OPTIONS, POST")
    }

    @Test func logsEachRequestAsOneLineOfJSONWithoutItsQuery() async throws {
        let lines = Lines()
        var settings = FrontDoor.Settings()
        settings.log = lines.log
        let door = try FrontDoor(Sample.routes, settings)
        _ = await door.ask(.get, "/api/leads/7%22?email=jane@example.com", [.requestID: "mine-7"])
        _ = await door.ask(.get, "/v1/fault")
        let parsed = try lines.all.map { try JSON.parse($0) }
        #expect(parsed[0]["id"] == "mine-7")
        #expect(parsed[0]["path"] == "/api/leads/7%22")
        #expect(parsed[0]["route"] == "/api/leads/{lead_id:int}")
        #expect(parsed[0]["status"] == 422)
        #expect(parsed.map { $0["event"] } == ["request", "fault", "request"])
        #expect(parsed[1]["error"]?.stringValue?.contains("Secret") == true)
        #expect(!lines.all.joined().contains("jane"))
    }

    @Test func countsByRouteNeverByWhatAClientTyped() async throws {
        let door = try FrontDoor(Sample.routes)
        for path in ["/api/leads/1", "/api/leads/2", "/api/leads/x", "/secret/path", "/v1/fault"] {
            _ = await door.ask(.get, path)
        }
        let text = await door.ask(.get, "/metrics").text
        let route = #"method="GET",route="/api/leads/{lead_id:int}""#
        #expect(text.contains("harrier_http_requests_total{\(route),status=\"200\"} 2\n"))
        #expect(text.contains("harrier_http_requests_total{\(route),status=\"422\"} 1\n"))
        #expect(text.contains("harrier_http_request_duration_seconds_count{\(route)} 3\n"))
        #expect(text.contains(#"harrier_http_requests_total{method="",route="unknown",status="404"} 1"#))
        #expect(text.contains("process_resident_memory_bytes "))
        #expect(text.contains("# TYPE process_cpu_seconds_total counter\n"))
        #expect(!text.contains("secret"))
    }
}

/// A log that is kept.
final class Lines: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    var log: ServerLog {
        ServerLog { [self] line in lines.withLock { $0.append(String(decoding: line, as: UTF8.self)) } }
    }
}

extension FrontDoor {
    /// Answers a request that no socket carried.
    func ask(
        _ method: Method, _ path: String, _ headers: Headers = [:], _ body: String = "",
        isLoopback: Bool = true
    ) async -> Response {
        let target: Target
        do { target = try Target(path) } catch { return error.response(for: .ops, id: nil) }
        let request = Request(
            id: RequestID(client: headers[.requestID]) ?? RequestID(), method: method, target: target,
            headers: headers, body: .bytes(Array(body.utf8)), peer: Peer(address: "127.0.0.1"),
            door: Door(port: 8080, isLoopback: isLoopback))
        return await gate.handle(request)
    }
}

extension Response {
    var text: String {
        guard case .bytes(let bytes) = body else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    var json: JSON { (try? JSON.parse(text)) ?? .null }  // not JSON: the comparison that follows fails
}
