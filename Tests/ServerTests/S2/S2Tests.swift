import Testing
import Wire

@testable import Server

/// The Lead Intelligence System's routes.
@Suite struct S2Tests {
    private static let icp: JSON = [
        "name": "SaaS", "industries": ["SaaS", "FinTech"], "companySizeMin": 10, "companySizeMax": 200,
        "fundingStages": ["Seed"],
        "techStack": ["mustHave": ["React"], "niceToHave": ["AWS"], "avoid": ["PHP"]],
        "geographies": ["India"],
        "decisionMakers": ["titles": ["CTO"], "departments": ["Engineering"]],
        "signals": ["recentFunding": true, "activelyHiring": true, "techStackChange": false],
    ]

    @Test func theProfileComesBackAsItWasSent() async throws {
        let house = try await House()
        #expect(await house.get("/icp").status == 404)
        let made = await house.send(.post, "/icp", Self.icp)
        #expect(made.status == 201)
        let found = await house.get("/icp").json
        for (key, value) in Self.icp.objectValue ?? [:] { #expect(found[key] == value, "\(key)") }
    }

    @Test func changingAProfileLeavesTheRest() async throws {
        let house = try await House()
        _ = await house.send(.post, "/icp", Self.icp)
        let changed = await house.send(.put, "/icp", ["companySizeMax": 50]).json
        #expect(changed["companySizeMin"] == 10 && changed["companySizeMax"] == 50)
        #expect(changed["techStack"] == Self.icp["techStack"])
        #expect(changed["version"] == 2)
        #expect(await house.send(.put, "/icp", ["companySizeMax": 5]).status == 422)
    }

    @Test func aLeadAddedByHandIsListedAndFoundByEveryReference() async throws {
        let house = try await House()
        let made = await house.send(
            .post, "/leads",
            [
                "company": "SkinLab", "website": "https://skinlab.in", "text": "Hiring a marketer.",
            ])
        #expect(made.status == 201)
        let lead = made.json
        #expect(await house.get("/leads").json == [lead])
        #expect(
            await house.get("/leads?signal=hiring_marketing&tier=red_hot&q=skin&min_score=80").json == [lead])
        #expect(await house.get("/leads?signal=funding_round").json == [])
        let named = [lead["id"]?.stringValue, lead["number"]?.text].compactMap(\.self)
        for reference in named {
            let view = await house.get("/leads/\(reference)").json
            #expect(view["lead"] == lead, "\(reference)")
            #expect(view["company"]?["domain"] == "skinlab.in")
        }
        for reference in [lead["company"]?["id"]?.stringValue ?? "", "SkinLab.in"] {
            let view = await house.get("/leads/\(reference)").json
            #expect(view["lead"] == .null)
            #expect(view["leads"]?[0]?["id"] == lead["id"])
            #expect(view["features"]?.arrayValue?.isEmpty == false)
            #expect(view["signals"]?[0]?["type"] == "hiring_marketing")
        }
    }

    @Test func theUploadsNameIsNoReference() async throws {
        let response = await (try await House()).get("/leads/upload")
        #expect(response.status == 405)
        #expect(response.headers[.allow]?.contains("POST") == true)
    }

    @Test func everyAnswerIsAsDocumented() async throws {
        let house = try await House()
        let asks: [(Server.Method, String, JSON?)] = [
            (.post, "/icp", Self.icp), (.get, "/icp", nil), (.put, "/icp", ["name": "Other"]),
            (.post, "/leads", ["company": "SkinLab", "website": "https://skinlab.in"]), (.get, "/leads", nil),
            (.get, "/leads/skinlab.in", nil), (.get, "/leads/1", nil),
        ]
        for (method, path, body) in asks {
            let response = await house.door.ask(
                method, path, body == nil ? [:] : [.contentType: "application/json"], body?.text ?? "")
            guard case .found(let matched, _) = house.door.table.match(method, try Target(path)) else {
                Issue.record("\(path) is no route")
                continue
            }
            #expect(SchemaCheck.faults(response, of: matched.route) == [], "\(method) \(path)")
        }
    }
}
