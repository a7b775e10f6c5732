import Testing
import Wire

@testable import Server

/// Errors are written as the façade's originals write theirs, on every route, and say nothing of our insides.
@Suite struct ErrorShapeTests {
    /// Asks every route for each fault it can be made to commit and checks the shape of the answer.
    @Test(arguments: Sample.routes.indices) func everyRouteKeepsItsShape(_ index: Int) async throws {
        let route = Sample.routes[index]
        let door = try FrontDoor(Sample.routes)
        let path = route.pattern.template.replacing("{lead_id}", with: "404").replacing("{ref}", with: "x")
        let wrongMethod = await door.ask(.delete, path)
        #expect(wrongMethod.status == 405)
        #expect(wrongMethod.headers[.allow]?.contains(route.method.name) == true)
        Self.check(wrongMethod, route.facade)
        let wrongType = await door.ask(route.method, path, [.contentType: "image/png"], "x")
        if route.body != nil {
            #expect(wrongType.status == 415)
            Self.check(wrongType, route.facade)
        }
        let large = HTTPError.tooLarge(limit: 1).response(for: route.facade, id: RequestID())
        #expect(large.status == 413)
        Self.check(large, route.facade)
    }

    private static func check(_ response: Response, _ facade: Facade) {
        switch facade.errorShape {
        case .fastAPI:
            #expect(response.headers[.contentType] == "application/json")
            #expect(response.json.objectValue?.keys.first == "detail")
        case .flask:
            #expect(response.headers[.contentType] == "application/json")
            #expect(response.json["error"]?.stringValue?.isEmpty == false)
        case .problem:
            #expect(response.headers[.contentType] == "application/problem+json")
            #expect(response.json["status"] == .int(Int64(response.status)))
            #expect(response.json["title"]?.stringValue?.isEmpty == false)
            #expect(response.json["type"]?.stringValue?.hasPrefix("urn:harrier:problem:") == true)
        case .page:
            #expect(response.headers[.contentType] == "text/html; charset=utf-8")
            #expect(response.text.contains("<h1>"))
        }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let says: String
        var testDescription: String { says }
        var method = Method.post
        var path = "/api/classify/signal"
        var body = ""
        let status: Int
        let answer: String
    }

    @Test(arguments: [
        Case(
            says: "a missing field, as FastAPI says it", body: "{}", status: 422,
            answer: #"{"detail":[{"loc":["body","signal_text"],"msg":"Field required","type":"missing"}]}"#),
        Case(
            says: "a missing body", body: "", status: 422,
            answer: #"{"detail":[{"loc":["body"],"msg":"Field required","type":"missing"}]}"#),
        Case(
            says: "a wrong type and where", body: #"{"signal_text":3,"source_type":[]}"#, status: 422,
            answer: """
                {"detail":[{"loc":["body","signal_text"],"msg":"expected a string, got a number (3)",\
                "type":"type_error"},{"loc":["body","source_type"],"msg":"expected a string, got an array",\
                "type":"type_error"}]}
                """),
        Case(
            says: "a body that is no JSON", body: #"{"a":}"#, status: 422,
            answer: #"{"detail":[{"loc":["body",5],"msg":"JSON decode error","type":"json_invalid"}]}"#),
        Case(
            says: "an id that is no number", method: .get, path: "/api/leads/abc", status: 422,
            answer: """
                {"detail":[{"loc":["path","lead_id"],"msg":"Input should be a valid integer, unable to parse \
                string as an integer","type":"int_parsing"}]}
                """),
        Case(
            says: "a query value out of range", method: .get, path: "/api/leads/?limit=1000", status: 422,
            answer: """
                {"detail":[{"loc":["query","limit"],"msg":"Input should be a whole number from 1 to 100",\
                "type":"int_parsing"}]}
                """),
        Case(
            says: "what is not there", method: .get, path: "/api/leads/404", status: 404,
            answer: #"{"detail":"Lead not found"}"#),
        Case(
            says: "a path FastAPI does not know", method: .get, path: "/api/nothing", status: 404,
            answer: #"{"detail":"Not Found"}"#),
        Case(
            says: "a method FastAPI does not know", method: .put, path: "/api/leads/7", status: 405,
            answer: #"{"detail":"Method Not Allowed"}"#),
        Case(
            says: "missing fields, as Flask says it", path: "/offer", body: "{}", status: 400,
            answer: #"{"error":"Missing required fields: name, value_props"}"#),
    ]) func isWrittenAsTheOriginalWritesIt(_ test: Case) async throws {
        let door = try FrontDoor(Sample.routes)
        let response = await door.ask(test.method, test.path, [.contentType: "application/json"], test.body)
        #expect(response.status == test.status, "\(test.says)")
        #expect(response.text == test.answer, "\(test.says)")
    }

    @Test func aProblemSaysWhatWhereAndHowToMendIt() async throws {
        let door = try FrontDoor(Sample.routes)
        let response = await door.ask(.post, "/v1/leads", [.contentType: "application/json"], #"{"a" 1}"#)
        #expect(response.status == 400)
        #expect(response.json["code"] == "malformed_json")
        #expect(response.json["detail"]?.stringValue?.contains("line 1, column 6") == true)
        #expect(response.json["hint"] != nil)
        #expect(response.json["errors"]?[0]?["in"] == "body")
        #expect(response.json["request_id"]?.stringValue == response.headers[.requestID])
    }

    @Test(arguments: ["/v1/fault"]) func aFaultOfOursShowsNothingButTheRequestsName(
        _ path: String
    ) async throws {
        let response = await (try FrontDoor(Sample.routes)).ask(.get, path, [.requestID: "mine"])
        #expect(response.status == 500)
        #expect(response.text.contains("mine"))
        #expect(!response.text.contains("hunter2") && !response.text.contains("Secret"))
    }

    @Test func anotherRoomsErrorIsTranslatedAtTheDoor() async throws {
        var settings = FrontDoor.Settings()
        settings.translate = { $0 is Sample.Secret ? HTTPError(.conflict, "Somebody was faster.") : nil }
        let response = await (try FrontDoor(Sample.routes, settings)).ask(.get, "/v1/fault")
        #expect(response.status == 409)
    }

    @Test func aPageEscapesWhatItQuotes() {
        let error = HTTPError(.notFound, "<script>alert('x')</script> & \"y\"")
        let text = error.response(for: .app, id: nil).text
        #expect(text.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot;"))
    }

    struct Hostile: Sendable, CustomTestStringConvertible {
        let says: String
        var testDescription: String { says }
        let body: [UInt8]
        let status: Int
    }

    @Test(arguments: [
        Hostile(
            says: "ten thousand levels",
            body: Array((String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)).utf8),
            status: 400),
        Hostile(
            says: "half of them", body: Array(String(repeating: "{\"a\":", count: 10_000).utf8), status: 400),
        Hostile(
            says: "bytes that are no text",
            body: Array("{\"signal_text\":\"".utf8) + [0xFF, 0xC3, 0x22, 0x7D], status: 400),
        Hostile(says: "UTF-16", body: [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00], status: 400),
        Hostile(says: "half a surrogate pair", body: Array(#"{"signal_text":"\ud800"}"#.utf8), status: 422),
        Hostile(
            says: "a number without end",
            body: Array("{\"signal_text\":1\(String(repeating: "0", count: 5000))}".utf8), status: 422),
        Hostile(says: "an array where an object belongs", body: Array("[]".utf8), status: 422),
        Hostile(
            says: "a string of a megabyte",
            body: Array("{\"signal_text\":\"\(String(repeating: "x", count: 1_000_000))\"}".utf8), status: 200
        ),
        Hostile(says: "a NUL in a string", body: Array(#"{"signal_text":"a\u0000b"}"#.utf8), status: 200),
    ]) func survivesHostileJSON(_ test: Hostile) async throws {
        let door = try FrontDoor(Sample.routes)
        let request = Request(
            id: RequestID(), method: .post, target: try Target("/api/classify/signal"),
            headers: [.contentType: "application/json"], body: .bytes(test.body), peer: Peer(address: ""),
            door: Door(port: 0, isLoopback: true))
        let response = await door.gate.handle(request)
        #expect(response.status == test.status, "\(test.says)")
        if response.status >= 400 { #expect(response.json["detail"] != nil) }
    }
}
