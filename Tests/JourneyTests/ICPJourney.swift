import Domain
import TestSupport
import Testing
import Wire

/// S1's whiteboard: profiles come, change, decide scores and go.
@Suite struct ICPJourney {
    private static let fields = [
        "id", "name", "description", "size_buckets", "industries", "locations", "hiring_keywords",
        "pain_keywords",
        "channel_preferences", "stages", "budget_signals", "created_at", "updated_at",
    ]

    @Test(arguments: Backend.available) func `a profile is created, read, changed in part and deleted`(
        _ backend: Backend
    ) async throws {
        let server = try await HarrierProcess.start(backend)
        let client = server.client
        let profile: JSON = [
            "name": "Journey D2C", "size_buckets": ["1", "2-5"], "industries": ["d2c"],
            "locations": ["India"],
            "hiring_keywords": ["marketing manager"], "pain_keywords": ["no marketing team"],
            "channel_preferences": ["instagram"],
        ]
        let made = try await client.post("/api/icp/", profile)
        #expect(made.status == 200 && made.json.keys == Self.fields, "\(made)")
        for (key, value) in profile.objectValue ?? [:] { #expect(made.json[key] == value) }
        let path = "/api/icp/\(made.json["id"]?.intValue ?? 0)"
        #expect(try await client.get(path).json == made.json)
        let taken = try await client.post("/api/icp", profile)
        #expect(taken.status == 400 && taken.json["detail"]?.stringValue?.contains("Journey D2C") == true)
        let changed = try await client.send("PUT", path, ["description": "Small brands"])
        #expect(changed.json["description"] == "Small brands" && changed.json["industries"] == ["d2c"])
        #expect(try await client.get("/api/icp").json.arrayValue?.contains(changed.json) == true)
        #expect(try await client.ask("DELETE", path).json.keys == ["message"])
        #expect(try await client.get(path).json == ["detail": "ICP profile not found"])
        #expect(try await client.send("PUT", path, ["description": "x"]).status == 404)
        #expect(try await client.ask("DELETE", path).status == 404)
        try await server.stop()
    }

    @Test(arguments: Backend.available) func `profiles decide the score, and the best of several counts`(
        _ backend: Backend
    ) async throws {
        let server = try await HarrierProcess.start(backend)
        for template in ["solo-founder", "small-d2c"] {
            let made = try await server.client.ask("POST", "/api/icp/templates/\(template)")
            #expect(made.status == 200 && made.json.keys == Self.fields)
        }
        let reply = try await server.client.post("/api/classify/signal", Published.skinLab)
        let matches = reply.json["icp_matches"]?.arrayValue ?? []
        #expect(matches.map { $0["name"]?.stringValue } == ["Solo Founder", "Small D2C"])
        #expect(matches.map { $0["is_match"]?.boolValue } == [false, true])
        #expect(reply.json["classification"]?["score_fit"] == matches.last?["fit"])
        let asked = try await server.client.post(
            "/api/classify/signal", Published.skinLab.with(["icp_id": 1]))
        #expect(asked.json["classification"]?["score_fit"] == matches.first?["fit"])
        try await server.stop()
    }

    struct Wrong: Sendable, CustomTestStringConvertible {
        let body: String
        let place: JSON
        var testDescription: String { body }
    }

    @Test(arguments: [
        Wrong(body: "{}", place: ["body", "name"]), Wrong(body: #"{"name":5}"#, place: ["body", "name"]),
        Wrong(body: #"{"name":"W","industries":"d2c"}"#, place: ["body", "industries"]),
        Wrong(body: #"{"name":"W","size_buckets":["lots"]}"#, place: ["body", "size_buckets"]),
        Wrong(body: "[]", place: ["body"]), Wrong(body: "{bad", place: ["body", 1]),
    ]) func `a wrong profile is refused at the place that is wrong`(_ wrong: Wrong) async throws {
        let reply = try await SharedServer.on(.sqlite).ask(
            "POST", "/api/icp/", ["Content-Type": "application/json"], Array(wrong.body.utf8))
        #expect(reply.status == 422)
        #expect(reply.json["detail"]?[0]?["loc"] == wrong.place, "\(reply)")
        #expect(reply.json["detail"]?[0]?.keys == ["loc", "msg", "type"])
    }

    struct Miss: Sendable, CustomTestStringConvertible {
        let method: String
        let path: String
        let status: Int
        var testDescription: String { "\(method) \(path)" }
    }

    @Test(arguments: [
        Miss(method: "GET", path: "/api/icp/x", status: 422),
        Miss(method: "GET", path: "/api/icp/999999", status: 404),
        Miss(method: "PUT", path: "/api/leads/1", status: 405),
        Miss(method: "GET", path: "/api/nothing", status: 404),
        Miss(method: "POST", path: "/api/classify/signal", status: 415),
        Miss(method: "GET", path: "/api/leads/x", status: 422),
    ]) func `what is not there is answered as FastAPI answers`(_ miss: Miss) async throws {
        let reply = try await SharedServer.on(.sqlite).ask(
            miss.method, miss.path, [:], miss.status == 415 ? [65] : [])
        #expect(reply.status == miss.status && reply.json["detail"] != nil, "\(reply)")
    }
}
