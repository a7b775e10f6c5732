import TestSupport
import Testing
import Wire

/// HTML and SQL in every text field come back as the text they are, over every façade.
@Suite struct InertTests {
    struct Payload: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        var testDescription: String { name }
    }

    static let payloads = [
        Payload(name: "a script", text: "<script>alert('xss')</script>"),
        Payload(name: "an attribute's end", text: "\"><img src=x onerror=alert(1)>"),
        Payload(name: "a dropped table", text: "'; DROP TABLE leads; --"),
        Payload(name: "a deletion", text: "Robert'); DELETE FROM accounts WHERE ('1'='1"),
        Payload(name: "an address that runs", text: "javascript:alert(1)"),
        Payload(name: "templates", text: "{{7*7}} ${7*7} <%= 7*7 %>"),
        Payload(name: "a title's end", text: "</title></textarea><svg/onload=alert(1)>"),
        Payload(name: "letters one cannot see", text: "\u{202E}evil\u{0} %00 \\x00"),
    ]

    @Test(arguments: payloads, Backend.available) func `what is sent comes back as text and runs nowhere`(
        _ payload: Payload, _ backend: Backend
    ) async throws {
        let client = try await SharedServer.on(backend)
        let text = payload.text
        let number = try await s1(text, client)
        try await s3(text, client)
        try await s2AndNative(text, client)
        try await pages(number, text, client)
        #expect(try await client.get("/api/leads/?limit=1").json[0] != nil, "the tables stand")
    }

    private func s2AndNative(_ text: String, _ client: Client) async throws {
        let profile = try await client.post(
            "/api/icp/",
            ["name": .string("I " + text), "description": .string(text), "industries": [.string(text)]])
        #expect(profile.status == 200 && profile.json["description"]?.stringValue == text, "\(profile)")
        let id = profile.json["id"]?.intValue ?? 0
        #expect(try await client.get("/api/icp/\(id)").json["industries"]?[0]?.stringValue == text)
        #expect(try await client.ask("DELETE", "/api/icp/\(id)").status == 200)
        let captured = try await client.post(
            "/v1/snapshots", ["text": .string("Hiring. " + text), "company_name": .string("V " + text)])
        #expect(captured.status == 202, "\(captured)")
        let snapshot = try await client.get("/v1/snapshots/\(captured.json["id"]?.stringValue ?? "")")
        #expect(snapshot.json["text"]?.stringValue?.contains(text.prefix(4)) == true, "\(snapshot)")
        #expect(try await client.get("/leads?q=" + Self.percent(text)).status == 200)
        #expect(try await client.get("/v1/leads?q=" + Self.percent(text)).status == 200)
    }

    private static func percent(_ text: String) -> String {
        text.utf8.map { byte in
            let digits = String(byte, radix: 16)
            return "%" + (digits.count == 1 ? "0" : "") + digits
        }.joined()
    }

    private func s1(_ payload: String, _ client: Client) async throws -> Int64 {
        let made = try await client.post(
            "/api/classify/signal",
            [
                "signal_text": .string("Hiring a growth marketer. \(payload) We are 3 people."),
                "company_name": .string("Inert \(payload)"), "company_website": .string(payload),
                "source_url": .string(payload),
            ])
        #expect(made.status == 200, "\(made)")
        let number = made.json["lead_id"]?.intValue ?? 0
        let noted = try await client.send("PATCH", "/api/leads/\(number)/notes", ["notes": .string(payload)])
        #expect(noted.status == 200, "\(noted)")
        let lead = try await client.get("/api/leads/\(number)")
        #expect(lead.headers["content-type"]?.hasPrefix("application/json") == true)
        #expect(lead.headers["x-content-type-options"] == "nosniff")
        #expect(lead.json["notes"]?.stringValue == payload, "\(lead)")
        #expect(lead.json["company"]?["name"]?.stringValue?.contains(payload.prefix(4)) == true, "\(lead)")
        let status = try await client.send(
            "PATCH", "/api/leads/\(number)/status", ["status": .string(payload)])
        #expect(status.status == 400)
        return number
    }

    private func s3(_ payload: String, _ client: Client) async throws {
        let quoted = "\"" + payload.replacing("\"", with: "\"\"") + "\""
        let file =
            "name,role,company,industry,location,linkedin_bio\n"
            + Array(repeating: quoted, count: 6).joined(separator: ",")
        let list = "inert-\(payload.utf8.count)"
        let upload = try await client.upload("/leads/upload?list=\(list)", Array((file + "\n").utf8))
        #expect(upload.status == 201 && upload.json["inserted"] == 1, "\(upload)")
        _ = try await client.post(
            "/offer",
            ["name": .string(payload), "value_props": .string(payload), "ideal_use_cases": .string(payload)])
        #expect(try await client.post("/score?list=\(list)", [:]).json == ["processed": 1])
        let result = try await client.get("/results?list=\(list)").json[0]
        #expect(
            result?["industry"]?.stringValue?.contains(payload.prefix(4)) == true,
            "\(String(describing: result))")
        #expect(try await client.get("/results/export?list=\(list)").status == 200)
    }

    private func pages(_ number: Int64, _ payload: String, _ client: Client) async throws {
        let lead = try await client.get("/v1/leads?limit=200")
        #expect(lead.headers["content-type"]?.contains("json") == true)
        let paths = ["/app/", "/app/leads", "/app/leads/\(number)", "/app/import"]
        for path in paths {
            let page = try await client.get(path, ["Accept": "text/html"])
            guard page.headers["content-type"]?.hasPrefix("text/html") == true else { continue }
            for alive in ["<script>alert", "<img src=x", "<svg/onload", "</title></textarea>"]
            where payload.contains(alive) {
                #expect(!page.text.contains(alive), "\(path) runs \(alive)")
            }
            #expect(page.headers["content-security-policy"]?.isEmpty == false)
        }
    }
}
