import Domain
import Storage
import Testing
import Wire

@testable import Server

/// What the native API promises beyond the shape of its answers.
@Suite struct NativeBehaviourTests {
    @Test func aLeadIsMadeOnceAndFoundWhereItSays() async throws {
        let house = try await House()
        let body: JSON = ["text": .string(House.text), "company_name": "SkinLab"]
        let first = await house.send(.post, "/v1/leads", body)
        let again = await house.send(.post, "/v1/leads", body)
        #expect(first.status == 201 && again.status == 200)
        #expect(first.json["lead"] == again.json["lead"])
        let found = await house.get(first.headers[.location] ?? "")
        #expect(found.json["id"] == first.json["lead"])
        #expect(found.json["score"]?["total"] == 82.5)
    }

    @Test func anExplanationQuotesTheSnapshotWordForWord() async throws {
        let house = try await House()
        let lead = await house.makeLead()["lead"]?.stringValue ?? ""
        let line = await house.get("/v1/leads/\(lead)/explanation").json["dimensions"]?[0]?["lines"]?[0]
        let evidence = line?["evidence"]?[0]
        #expect(evidence?["quote"] == "Hiring:")
        #expect(evidence?["before"] == "")
        #expect(evidence?["after"]?.stringValue == String(House.text.dropFirst("Hiring:".count)))
        #expect(evidence?["holds"] == true)
    }

    @Test func evidenceThatDoesNotStandSaysSo() {
        let passage = Passages("Grüße aus Köln 👋 heute").around(Span(10, 14))
        #expect(passage?.quote == "Köln")
        #expect(passage?.before == "Grüße aus ")
        #expect(passage?.after == " 👋 heute")
        #expect(Passages("short").around(Span(3, 9)) == nil)
    }

    @Test func pagesFollowOneAnotherWithoutGapOrRepeat() async throws {
        let house = try await House()
        for number in 1...7 {
            _ = await house.send(
                .post, "/v1/leads",
                [
                    "text": .string("Post \(number)"), "company_name": .string("Company \(number)"),
                ])
        }
        for path in ["/v1/leads", "/v1/accounts", "/v1/snapshots", "/v1/signals"] {
            var seen: [String] = []
            var next: String? = ""
            while let cursor = next, seen.count < 20 {
                let query = cursor.isEmpty ? "" : "&cursor=\(Percent.encode(cursor))"
                let page = await house.get("\(path)?limit=3\(query)").json
                seen += page["items"]?.arrayValue?.compactMap { $0["id"]?.stringValue } ?? []
                next = page["next"]?.stringValue
            }
            #expect(seen.count == 7 && Set(seen).count == 7, "\(path)")
        }
    }

    struct Refusal: Sendable {
        let method: Server.Method
        let path: String
        var body: JSON?
        let status: Int
        let field: String
    }

    @Test(arguments: [
        Refusal(method: .post, path: "/v1/leads", body: [:], status: 422, field: "text"),
        Refusal(
            method: .post, path: "/v1/leads", body: ["text": "x", "at": "yesterday"], status: 422, field: "at"
        ),
        Refusal(
            method: .post, path: "/v1/leads", body: ["text": "x", "icp": "lead_1"], status: 422, field: "icp"),
        Refusal(method: .post, path: "/v1/leads", body: ["text": "refuse"], status: 422, field: "text"),
        Refusal(method: .get, path: "/v1/leads?limit=0", status: 422, field: "limit"),
        Refusal(method: .get, path: "/v1/leads?cursor=nonsense", status: 422, field: "cursor"),
        Refusal(
            method: .get, path: "/v1/leads?min_score=9&max_score=1", status: 422, field: "min_score"),
        Refusal(method: .get, path: "/v1/facts", status: 422, field: "account"),
        Refusal(method: .get, path: "/v1/scores", status: 422, field: "lead"),
        Refusal(method: .get, path: "/v1/leads?workspace=home", status: 422, field: "workspace"),
        Refusal(
            method: .post, path: "/v1/scorecards", body: ["cap": 1], status: 422, field: "dimensions[0].cap"),
        Refusal(
            method: .post, path: "/v1/icps", body: ["name": "x", "sizes": ["from": 9, "to": 1]], status: 422,
            field: "sizes.from"),
    ]) func aRefusalNamesTheField(_ test: Refusal) async throws {
        let house = try await House()
        let response =
            if let body = test.body {
                await house.send(test.method, test.path, body)
            } else { await house.door.ask(test.method, test.path) }
        #expect(response.status == test.status)
        #expect(response.headers[.contentType] == "application/problem+json")
        #expect(response.json["errors"]?[0]?["field"]?.stringValue == test.field, "\(response.text)")
    }

    @Test func aTakenNameIsAConflict() async throws {
        let house = try await House()
        _ = await house.send(.post, "/v1/icps", ["name": "One"])
        #expect(await house.send(.post, "/v1/icps", ["name": "One"]).status == 409)
        _ = await house.send(.post, "/v1/scorecards", ["name": "mine"])
        #expect(await house.send(.post, "/v1/scorecards", ["name": "mine"]).status == 409)
    }

    @Test func oneWorkspaceDoesNotSeeAnother() async throws {
        let house = try await House()
        _ = await house.makeLead()
        let other = await house.send(.post, "/v1/workspaces", ["name": "Other"]).json["id"]?.stringValue ?? ""
        #expect(await house.get("/v1/leads").json["items"]?.arrayValue?.count == 1)
        #expect(await house.get("/v1/leads?workspace=\(other)").json["items"]?.arrayValue == [])
    }

    @Test func anExportHoldsEveryLeadAndRunsNoFormula() async throws {
        let house = try await House()
        for name in ["=HYPERLINK(1)", "Plain"] { _ = await house.makeLead(name, "Post of \(name)") }
        let csv = try await house.get("/v1/export").streamed()
        #expect(csv.split(separator: "\r\n").count == 2)
        #expect(!csv.contains(",=HYPERLINK"))
        let lines = try await house.get("/v1/export?format=jsonl").streamed().split(separator: "\n")
        #expect(try lines.map { try JSON.parse(String($0))["score"]?["total"] } == [82.5])
    }
}

extension Response {
    /// The whole of a streamed body.
    func streamed() async throws -> String {
        guard case .stream(let stream) = body else { return text }
        let sink = Sink()
        try await stream.produce(ResponseStream.Writer { await sink.add($0) })
        return String(decoding: await sink.bytes, as: UTF8.self)
    }

    private actor Sink {
        var bytes: [UInt8] = []
        func add(_ more: [UInt8]) { bytes += more }
    }
}
