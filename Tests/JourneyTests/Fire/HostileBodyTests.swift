import TestSupport
import Testing
import Wire

/// Bodies no decent client sends: refused in the words of the API they were sent to, and the server goes on.
@Suite struct HostileBodyTests {
    struct Body: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        var testDescription: String { name }

        init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }

        init(_ name: String, _ bytes: [UInt8]) { (self.name, self.bytes) = (name, bytes) }
    }

    private static let deep = 10_000

    static let bodies = [
        Body("half an object", #"{"signal_text": "#), Body("two values", #"{} {}"#),
        Body("nothing but a brace", "}"),
        Body("single quotes", "{'signal_text':'x'}"), Body("a comment", #"{"signal_text":"x"} // y"#),
        Body("NaN", #"{"signal_text":NaN}"#), Body("a lone surrogate", #"{"signal_text":"\ud800"}"#),
        Body("a raw newline in a string", "{\"signal_text\":\"a\nb\"}"),
        Body("deep arrays", String(repeating: "[", count: deep) + String(repeating: "]", count: deep)),
        Body(
            "deep objects",
            String(repeating: #"{"a":"#, count: deep) + "1" + String(repeating: "}", count: deep)),
        Body("deep and unfinished", String(repeating: #"[{"a":"#, count: deep)),
        Body(
            "invalid UTF-8", Array(#"{"signal_text":""#.utf8) + [0xC3, 0x28, 0xFF, 0xFE] + Array(#""}"#.utf8)),
        Body("an overlong slash", Array(#"{"signal_text":""#.utf8) + [0xC0, 0xAF] + Array(#""}"#.utf8)),
        Body("UTF-16", Array("\u{FEFF}{}".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
        Body(
            "a number of a thousand digits", #"{"signal_text":"# + String(repeating: "9", count: 1000) + "}"),
        Body("1e999999999", #"{"signal_text":1e999999999,"name":1e999999999,"text":1e999999999}"#),
        Body("numbers for words", #"{"signal_text":7,"name":7,"text":7}"#),
        Body("lists for words", #"{"signal_text":[],"name":[],"text":[]}"#),
        Body("objects for words", #"{"signal_text":{},"name":{},"text":{}}"#),
        Body("nothing for words", #"{"signal_text":null,"name":null,"text":null}"#),
        Body("a list", "[1,2,3]"), Body("a string", #""signal_text""#), Body("no bytes", ""),
    ]

    /// Addresses that take JSON, and the member that holds the reason in that API's errors.
    static let routes = [
        ("/api/classify/signal", "detail"), ("/api/icp/", "detail"), ("/offer", "error"),
        ("/v1/snapshots", "detail"),
    ]

    @Test(arguments: bodies) func `a hostile body is refused in every API's own shape`(
        _ body: Body
    ) async throws {
        let client = try await SharedServer.on(.sqlite)
        for (path, member) in Self.routes {
            let reply = try await client.ask("POST", path, ["Content-Type": "application/json"], body.bytes)
            #expect((400..<500).contains(reply.status), "\(body.name) to \(reply)")
            #expect(reply.json[member] != nil, "\(body.name) to \(reply)")
            #expect(
                reply.body.count < 4096, "an error must not echo what it refuses: \(reply.body.count) bytes")
        }
        #expect(try await client.get("/api/leads/?limit=1").status == 200)
    }

    @Test func `text of a megabyte is too large or is read, and never hurts`() async throws {
        let client = try await SharedServer.on(.sqlite)
        for word in ["a", "hiring ", "😀", "\\u0000", "((((", "https://a.b/"] {
            let text = String(repeating: word, count: (1 << 20) / word.utf8.count)
            let body = Array(#"{"signal_text":"\#(text)"}"#.utf8)
            let reply = try await client.ask(
                "POST", "/api/classify/signal", ["Content-Type": "application/json"], body)
            #expect([200, 413, 422].contains(reply.status), "\(word): \(reply)")
        }
        let half = String(repeating: "We are hiring a growth marketer in Pune. ", count: 12_000)
        #expect(try await client.post("/api/classify/signal", ["signal_text": .string(half)]).status == 200)
    }

    @Test func `a long name is kept whole or refused, and can be read back`() async throws {
        let client = try await SharedServer.on(.sqlite)
        let name = String(repeating: "N", count: 100_000)
        let reply = try await client.post(
            "/api/classify/signal",
            ["signal_text": "Hiring a growth marketer.", "company_name": .string(name)])
        if reply.status == 200 {
            let lead = try await client.get("/api/leads/\(reply.json["lead_id"]?.intValue ?? 0)")
            #expect(lead.json["company"]?["name"]?.stringValue == name)
        } else {
            #expect(reply.status == 422, "\(reply)")
        }
    }
}
