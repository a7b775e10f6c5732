import Domain
import TestSupport
import Testing
import Wire

/// S1's leads: list, filters, detail, pipeline state, notes, deletion, and the CSV that fills them.
@Suite struct LeadJourney {
    @Test(arguments: Backend.available) func `a lead goes through the pipeline and is gone when deleted`(
        _ backend: Backend
    ) async throws {
        let client = try await SharedServer.on(backend)
        let signal = Published.skinLab.with([
            "company_name": "Piper", "company_website": "https://piper.example",
        ])
        let number = try await client.post("/api/classify/signal", signal).json["lead_id"]?.intValue ?? 0
        let path = "/api/leads/\(number)"
        try await detailHasThePublishedShape(try await client.get(path))
        let moved = try await client.ask("PATCH", path + "/status?status=contacted")
        #expect(moved.json == ["status": "ok", "lead_id": .int(number), "new_status": "contacted"])
        #expect(try await client.send("PATCH", path + "/status", ["status": "qualified"]).status == 200)
        let wrong = try await client.ask("PATCH", path + "/status?status=sleeping")
        #expect(wrong.status == 400 && wrong.json["detail"]?.stringValue?.contains("pitched") == true)
        #expect(try await client.ask("PATCH", path + "/status").status == 422)
        #expect(try await client.ask("PATCH", path + "/notes?notes=call%20her").status == 200)
        #expect(try await client.send("PATCH", path + "/notes", ["notes": "she called back"]).status == 200)
        let lead = try await client.get(path).json
        #expect(lead["status"] == "qualified" && lead["notes"] == "she called back")
        let activities = try await client.get(path + "/activities").json.arrayValue ?? []
        #expect(
            activities.map { $0["kind"]?.stringValue } == [
                "note", "note", "stage_change", "stage_change", "capture",
            ])
        #expect(activities.dropFirst(2).first?["previous"] == "contacted")
        #expect(try await client.ask("DELETE", path).json.keys == ["message"])
        for (method, path) in [("GET", path), ("DELETE", path), ("PATCH", path + "/status?status=won")] {
            let gone = try await client.ask(method, path)
            #expect(gone.status == 404 && gone.json == ["detail": "Lead not found"], "\(gone)")
        }
    }

    private func detailHasThePublishedShape(_ reply: Reply) async throws {
        #expect(reply.status == 200)
        let published = [
            "id", "company_id", "contact_id", "score_icp_fit", "score_marketing_pain", "score_data_quality",
            "total_score", "score_bucket", "role_type", "pain_tags", "status", "created_at", "updated_at",
            "context_dossier", "challenger_insight", "reframe_suggestion", "company", "contact",
        ]
        #expect(Set(published).isSubset(of: reply.json.keys), "\(reply)")
        #expect(Set(["id", "name", "website", "sector"]).isSubset(of: reply.json["company"]?.keys ?? []))
        #expect(reply.json["status"] == "new")
    }

    @Test(arguments: Backend.available) func `lists come hottest first, and filters add up to the whole`(
        _ backend: Backend
    ) async throws {
        let server = try await HarrierProcess.start(backend)
        let client = server.client
        for (index, body) in [Published.vague, Published.skinLab, Published.soloFounder].enumerated() {
            let signal = body.with([
                "company_name": .string("Listed \(index)"),
                "company_website": .string("listed\(index).in"),
            ])
            #expect(try await client.post("/api/classify/signal", signal).status == 200)
        }
        let totals = { (query: String) in
            let leads = try await client.get("/api/leads/" + query).json.arrayValue ?? []
            return leads.compactMap { $0["total_score"]?.doubleValue }
        }
        let all = try await totals("")
        #expect(all.count == 3 && all == all.sorted(by: >), "\(all)")
        #expect(try await totals("?score_min=80").count == 2)
        #expect(try await totals("?score_max=79.99").count == 1)
        #expect(try await totals("?score_bucket=red_hot").count == 2)
        #expect(try await totals("?status=new").count == 3)
        #expect(try await totals("?status=won").isEmpty)
        #expect(try await totals("?limit=1&offset=1") == [all[1]])
        let counts = try await client.get("/api/leads/score-distribution/bucket-counts")
        #expect(counts.text == #"{"red_hot":2,"warm":0,"nurture":0,"parked":1}"#)
        for query in [
            "?score_bucket=hot", "?limit=0", "?status=asleep", "?score_min=x", "?score_min=9&score_max=1",
        ] {
            #expect(try await client.get("/api/leads/" + query).status == 422, "\(query)")
        }
        #expect(try await client.get("/api/leads").json == client.get("/api/leads/").json)
        try await server.stop()
    }

    @Test(arguments: Backend.available) func `a CSV of signals becomes leads, row by row`(
        _ backend: Backend
    ) async throws {
        let client = try await SharedServer.on(backend)
        let file = """
            company_name,signal_text,company_website
            Csv One,"Hiring a marketing manager. We are 5 people in Pune, India",csv-one.example
            No Text,,
            Csv Two,"Looking for a growth marketer, ""first"" of the team",

            """
        let reply = try await client.upload("/api/ingest/csv", Array(file.utf8))
        #expect(reply.status == 200, "\(reply)")
        #expect(reply.json.keys == ["total_processed", "total_created", "results", "message"])
        #expect(reply.json["total_processed"] == 2 && reply.json["total_created"] == 2)
        let rows = reply.json["results"]?.arrayValue ?? []
        #expect(rows.map { $0["company"]?.stringValue } == ["Csv One", "Csv Two"])
        for row in rows {
            #expect(row.keys == ["company", "score", "bucket", "lead_id", "status"])
            let lead = try await client.get("/api/leads/\(row["lead_id"]?.intValue ?? 0)").json
            #expect(lead["total_score"] == row["score"] && lead["score_bucket"] == row["bucket"])
        }
    }

    @Test(arguments: ["/api/ingest/ocr", "/api/ingest/ocr-and-classify"])
    func `images are refused with a reason`(
        _ path: String
    ) async throws {
        let reply = try await SharedServer.on(.sqlite).upload(
            path, [0x89, 0x50, 0x4E, 0x47], named: "card.png")
        #expect(reply.status == 501)
        #expect(reply.json["detail"]?.stringValue?.contains("/api/classify/signal") == true)
    }
}
