import Domain
import TestSupport
import Testing
import Wire

/// S1's main road, as its document walks it: a signal in, a score, a lead, a dossier out.
@Suite struct ClassifyJourney {
    @Test(arguments: Backend.available) func `the published call gets the published answer`(
        _ backend: Backend
    ) async throws {
        let server = try await HarrierProcess.start(backend)
        let reply = try await server.client.post("/api/classify/signal", Published.skinLab)
        #expect(reply.status == 200, "\(reply)")
        #expect(
            Array(reply.json.keys.prefix(6)) == [
                "icp_match", "total_score", "score_bucket", "company_id", "lead_id", "classification",
            ])
        #expect(
            reply.text.hasPrefix(
                #"{"icp_match":true,"total_score":82.5,"score_bucket":"red_hot","company_id":1,"#))
        #expect(reply.json["lead_id"] == 1)
        let said = reply.json["classification"] ?? .null
        #expect(
            Array(said.keys.prefix(12)) == [
                "score_fit", "score_pain", "score_data_quality", "role_type", "pain_tags", "situation",
                "problem",
                "implication", "need_payoff", "economic_buyer_guess", "chaos_flags", "silver_bullet_phrases",
            ])
        #expect(
            said["score_fit"] == 45 && said["score_pain"] == 35
                && said["score_data_quality"]?.doubleValue == 2.5)
        #expect(said["role_type"] == "first_marketer")
        for key in ["pain_tags", "chaos_flags", "silver_bullet_phrases"] {
            #expect(said[key]?.arrayValue != nil)
        }
        for key in ["situation", "problem", "implication", "need_payoff", "economic_buyer_guess"] {
            #expect(said[key]?.stringValue != nil)
        }
        try await dossierAppears(server.client)
        #expect(try await server.stop() == 0)
    }

    /// A total above 70 gets a dossier in the background.
    private func dossierAppears(_ client: Client) async throws {
        let lead = try await eventually { () -> JSONObject? in
            let lead = try await client.get("/api/leads/1").json.objectValue
            return lead?["context_dossier"]?.stringValue == nil ? nil : lead
        }
        #expect(lead?["context_dossier"]?.stringValue?.contains("SkinLab") == true)
        #expect(lead?["challenger_insight"]?.stringValue?.isEmpty == false)
        #expect(lead?["reframe_suggestion"]?.stringValue?.isEmpty == false)
    }

    struct Example: Sendable, CustomTestStringConvertible {
        let name: String
        let body: JSON
        let parts: [Double]
        let total: Double
        let bucket: String
        var testDescription: String { name }
    }

    static let examples = [
        Example(
            name: "SkinLab", body: Published.skinLab, parts: [45, 35, 2.5], total: 82.5, bucket: "red_hot"),
        Example(
            name: "solo founder", body: Published.soloFounder, parts: [50, 35, 2.5], total: 87.5,
            bucket: "red_hot"),
        Example(name: "vague post", body: Published.vague, parts: [10, 5, 0], total: 15, bucket: "parked"),
    ]

    @Test(arguments: examples, Backend.available) func `the three published texts score as published`(
        _ example: Example, _ backend: Backend
    ) async throws {
        let reply = try await SharedServer.on(backend).post("/api/classify/signal", example.body)
        let said = reply.json["classification"]
        #expect(
            ["score_fit", "score_pain", "score_data_quality"].map { said?[$0]?.doubleValue } == example.parts,
            "\(reply)")
        #expect(reply.json["total_score"]?.doubleValue == example.total)
        #expect(reply.json["score_bucket"]?.stringValue == example.bucket)
    }

    @Test(arguments: Backend.available) func `the same signal again updates the lead and makes no second one`(
        _ backend: Backend
    ) async throws {
        let client = try await SharedServer.on(backend)
        let signal = Published.skinLab.with([
            "company_name": "Twice", "company_website": "https://twice.example",
        ])
        let first = try await client.post("/api/classify/signal", signal)
        let again = try await client.post("/api/classify/signal", signal)
        #expect(again.json == first.json)
        let other = try await client.post(
            "/api/classify/signal",
            signal.with(["signal_text": "Twice is hiring a social media manager in Pune, India."]))
        #expect(other.json["lead_id"] == first.json["lead_id"])
        #expect(other.json["company_id"] == first.json["company_id"])
    }

    @Test(arguments: Backend.available) func `a batch counts what it made, filtered and could not read`(
        _ backend: Backend
    ) async throws {
        let client = try await SharedServer.on(backend)
        let hot = Published.skinLab.with([
            "company_name": "Batch One", "company_website": "https://batch-one.in",
        ])
        let reply = try await client.post(
            "/api/classify/signal/batch",
            [
                hot, ["signal_text": ""], ["signal_text": "hello there from batch three"],
                hot.with(["icp_id": 999_999]),
            ])
        #expect(reply.status == 200)
        #expect(reply.json.keys == ["count", "created_leads", "filtered", "errors", "results"])
        #expect(
            ["count", "created_leads", "filtered", "errors"].map { reply.json[$0]?.intValue } == [4, 1, 1, 2])
        #expect(reply.json["results"]?[0]?["total_score"]?.doubleValue == 82.5)
        #expect(reply.json["results"]?[1]?["error"]?.stringValue?.contains("signal_text") == true)
        #expect(try await client.post("/api/classify/signal/batch", ["signal_text": "x"]).status == 422)
    }

    @Test(arguments: Backend.available) func `a key repeats the first answer and refuses another request`(
        _ backend: Backend
    ) async throws {
        let client = try await SharedServer.on(backend)
        let key = ["Idempotency-Key": "journey-\(backend.rawValue)"]
        let signal = Published.skinLab.with([
            "company_name": "Keyed", "company_website": "https://keyed.example",
        ])
        let first = try await client.post("/api/classify/signal", signal, key)
        #expect(first.status == 200 && first.headers["idempotency-replayed"] == nil)
        // What happened since does not change the repeated answer.
        _ = try await client.post(
            "/api/classify/signal", signal.with(["signal_text": "Keyed has 400 employees in Berlin."]))
        let repeated = try await client.post("/api/classify/signal", signal, key)
        #expect(repeated.body == first.body && repeated.headers["idempotency-replayed"] == "true")
        let conflict = try await client.post(
            "/api/classify/signal", signal.with(["signal_text": "Other."]), key)
        #expect(
            conflict.status == 422
                && conflict.json["detail"]?.stringValue?.contains("Idempotency-Key") == true)
    }

    @Test(arguments: Backend.available)
    func `fifty posts at once about a new company make one account and one lead`(
        _ backend: Backend
    ) async throws {
        let client = try await SharedServer.on(backend)
        let ids = try await withThrowingTaskGroup(of: [Int64?].self) { group in
            for number in 0..<50 {
                group.addTask {
                    let signal = Published.skinLab.with([
                        "company_name": "Rush", "company_website": "https://rush.example",
                        "signal_text": .string("Rush is hiring a growth marketer, opening number \(number)."),
                    ])
                    let reply = try await client.post("/api/classify/signal", signal)
                    return [reply.json["company_id"]?.intValue, reply.json["lead_id"]?.intValue]
                }
            }
            return try await group.reduce(into: Set<[Int64?]>()) { $0.insert($1) }
        }
        #expect(ids.count == 1 && ids.first?.contains(nil) == false, "\(ids)")
        let leads = try await client.get("/api/leads/?limit=500").json.arrayValue ?? []
        #expect(leads.filter { $0["company"]?["name"] == "Rush" }.count == 1)
    }
}
