import Domain
import Testing
import Wire

@testable import Server

/// Every route of the native API answers in the form it documents.
@Suite struct NativeShapeTests {
    /// A request for each route; `{x}` stands for the id of the x made before.
    private static let walk: [(Server.Method, String, JSON?)] = [
        (.get, "/v1/workspaces", nil), (.post, "/v1/workspaces", ["name": "Carl", "phone_region": "de"]),
        (.get, "/v1/workspaces/{workspace}", nil),
        (.post, "/v1/offers", ["name": "Raptorflow", "value_props": "Fast"]), (.get, "/v1/offers", nil),
        (.get, "/v1/offers/{offer}", nil), (.put, "/v1/offers/{offer}", ["name": "Raptorflow 2"]),
        (
            .post, "/v1/icps",
            [
                "name": "Small D2C", "industries": ["d2c"], "sizes": ["from": 1, "to": 20],
                "tech": ["must": ["Shopify"]], "signals": ["recent_funding": false],
            ]
        ), (.get, "/v1/icps", nil), (.get, "/v1/icps/{icp}", nil),
        (.get, "/v1/icps/{icp}?version=1", nil),
        (.put, "/v1/icps/{icp}", ["name": "Smaller D2C"]), (.post, "/v1/icps/{icp}/activation", nil),
        (.post, "/v1/leads", ["text": .string(House.text), "company_name": "SkinLab"]),
        (
            .get, "/v1/leads?list=inbox&tier=red_hot&stage=new&min_score=10&max_score=100&q=skin&sort=name",
            nil
        ),
        (.get, "/v1/leads/{lead}", nil), (.get, "/v1/leads/{lead}/explanation", nil),
        (.post, "/v1/leads/{lead}/stage", ["stage": "contacted"]),
        (.post, "/v1/leads/{lead}/notes", ["text": "Called."]),
        (.post, "/v1/leads/{lead}/owner", ["owner": "Ada"]),
        (.post, "/v1/leads/{lead}/owner", ["owner": .null]), (.post, "/v1/leads/{lead}/dismissal", nil),
        (.post, "/v1/leads/{lead}/restoration", nil), (.get, "/v1/accounts", nil),
        (.get, "/v1/accounts/{account}", nil), (.get, "/v1/accounts/{account}/leads", nil),
        (.get, "/v1/contacts", nil), (.get, "/v1/contacts?account={account}", nil),
        (.post, "/v1/snapshots", ["text": "Another post.", "company_name": "Other"]),
        (.get, "/v1/snapshots", nil), (.get, "/v1/snapshots?account={account}", nil),
        (.get, "/v1/snapshots/{snapshot}", nil), (.get, "/v1/facts?account={account}", nil),
        (.get, "/v1/facts?account={account}&as_of=2020-01-01&current=true", nil),
        (.get, "/v1/signals", nil), (.get, "/v1/signals?account={account}", nil),
        (.get, "/v1/signals/{signal}", nil), (.get, "/v1/scores?lead={lead}", nil),
        (.get, "/v1/scores/{score}", nil), (.get, "/v1/explain/{score}", nil), (.get, "/v1/lists", nil),
        (.post, "/v1/activities", ["lead": "{lead}", "kind": "call", "text": "No answer."]),
        (.get, "/v1/activities?lead={lead}", nil), (.get, "/v1/artifacts?lead={lead}", nil),
        (.get, "/v1/artifacts/{artifact}", nil), (.get, "/v1/scorecards", nil),
        (.post, "/v1/scorecards", ["name": "mine"]), (.get, "/v1/scorecards/mine@1", nil),
        (.get, "/v1/scorecards/raptorflow", nil), (.get, "/v1/runs", nil), (.get, "/v1/runs/{run}", nil),
        (.post, "/v1/icps/{icp}/dismissal", nil), (.get, "/v1/contacts/{contact}", nil),
    ]

    @Test func everyRouteAnswersAsItDocuments() async throws {
        let house = try await House()
        var ids = try await house.furnish()
        var asked: Set<String> = ["GET /v1/export"]
        for (method, template, body) in Self.walk {
            let path = Self.fill(template, ids)
            let response = await house.door.ask(
                method, path, body == nil ? [:] : [.contentType: "application/json"],
                body.map { Self.fill($0.text, ids) } ?? "")
            let target = try Server.Target(path)
            guard case .found(let matched, _) = house.door.table.match(method, target) else {
                Issue.record("\(method) \(path) is no route")
                continue
            }
            asked.insert("\(method) \(matched.label)")
            #expect(response.status < 300, "\(method) \(path): \(response.text)")
            if response.status != 204 {
                #expect(SchemaCheck.faults(response, of: matched.route) == [], "\(method) \(path)")
            }
            Self.note(response.json, &ids)
        }
        let all = Set(nativeRoutes(house.rooms).map { "\($0.method) \($0.pattern)" })
        #expect(all.subtracting(asked) == [])
    }

    @Test func whatIsNotAsDocumentedIsSeen() {
        let check = SchemaCheck(named: Schema.activity.named)
        var activity: JSONObject = [
            "id": "act_1", "lead": "lead_1", "kind": "note", "text": "x", "previous": .null, "at": "now",
        ]
        #expect(check.faults(.object(activity), Schema.activity.json) == [])
        activity["kind"] = "shout"
        activity["text"] = 3
        activity["more"] = true
        activity["previous"] = nil
        #expect(check.faults(.object(activity), Schema.activity.json).count == 4)
    }

    /// Remembers the first id of each noun.
    private static func note(_ json: JSON, _ ids: inout [String: String]) {
        for item in [json] + (json["items"]?.arrayValue ?? []) {
            for key in ["id", "lead", "snapshot"] {
                guard let id = item[key]?.stringValue, let cut = id.firstIndex(of: "_") else { continue }
                let noun = nouns[String(id[..<cut])] ?? ""
                if ids[noun] == nil { ids[noun] = id }
            }
            for key in ["account", "score"] {
                if let id = item[key]?["id"]?.stringValue, ids[key] == nil { ids[key] = id }
            }
        }
    }

    private static let nouns = [
        "ws": "workspace", "offer": "offer", "icp": "icp", "lead": "lead", "acct": "account",
        "cont": "contact", "snap": "snapshot", "sig": "signal", "score": "score", "run": "run",
        "art": "artifact",
    ]

    private static func fill(_ text: String, _ ids: [String: String]) -> String {
        ids.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) }
    }
}

extension House {
    /// What no route makes by itself: a contact, a run and an artifact.
    func furnish() async throws -> [String: String] {
        let lead = ID<Lead>(await makeLead()["lead"]?.stringValue ?? "")
        return try await test.write { tx in
            let keys = [IdentityKey(.email, "ann@skinlab.in")]
            let contact = try tx.contact(
                for: .init(account: nil, name: "Ann Lee", role: "Founder", keys: keys)
            ).contact
            let run = try tx.createRun(.score, detail: "{}")
            guard let lead else { return [:] }
            let evidence = Evidence(span: Span(0, 6), quote: "Hiring")
            let sentence = Artifact.Sentence(text: "They are hiring.", citations: [evidence])
            let artifact = Artifact(
                id: tx.newID(), lead: lead, kind: .dossier, writer: "templates@1",
                sections: [.init(key: "snapshot", title: "Snapshot", sentences: [sentence])],
                createdAt: tx.now)
            try tx.add(artifact)
            return [
                "contact": "\(contact.id)", "run": "\(run.id)", "artifact": "\(artifact.id)",
                "lead": "\(lead)",
            ]
        }
    }
}
