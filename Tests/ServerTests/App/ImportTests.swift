import Domain
import Testing

@testable import Server

/// A CSV from the upload to the result.
@Suite struct ImportTests {
    private static let csv = """
        Company,Role
        Acme,Founder
        ,
        Bolt,CTO
        Crumb,bad

        """

    /// Uploads a file and says where its import is.
    private func uploaded(_ house: House, _ text: String = csv) async throws -> String {
        let answer = await house.upload("/app/import", "people.csv", text)
        #expect(answer.status == 303, "\(answer.text)")
        return try #require(answer.headers[.location])
    }

    @Test func aFileIsShownBeforeAnythingHappens() async throws {
        let house = try await House()
        let place = try await uploaded(house)
        let page = await house.get(place).text
        for words in ["people.csv", "3 rows", "commas", "UTF-8", "column_0", "column_1", "Acme", "Founder"] {
            #expect(page.contains(words), "\(words)")
        }
        #expect(await house.get("/v1/leads").json["items"]?.arrayValue == [])
    }

    @Test func anImportRunsToItsResult() async throws {
        let house = try await House()
        let place = try await uploaded(house)
        let started = await house.form(
            place + "/start",
            ["column_0": "company", "column_1": "role", "list": "march", "offer_name": "Raptorflow"])
        #expect(started.status == 303 && started.headers[.location] == place)
        await house.desk.finish()
        let page = await house.get(place).text
        #expect(page.contains("2 leads scored") && page.contains("march"))
        #expect(page.contains("Red hot"))
        let scored = try await house.get(place + "/scored.csv").streamed()
        #expect(scored.contains("Acme") && scored.contains("Bolt"))
        let rejected = await house.get(place + "/rejected.csv")
        #expect(rejected.status == 200)
        let run = await house.get("/v1/runs").json["items"]?[0]
        #expect(run?["state"] == "done")
        #expect(await house.get("/v1/offers").json["items"]?[0]?["name"] == "Raptorflow")
    }

    @Test func startingTwiceImportsOnce() async throws {
        let house = try await House()
        let place = try await uploaded(house)
        async let first = house.form(place + "/start", ["column_0": "company"])
        async let second = house.form(place + "/start", ["column_0": "company"])
        #expect(await [first.status, second.status] == [303, 303])
        await house.desk.finish()
        #expect(await house.get("/v1/leads").json["items"]?.arrayValue?.count == 2)
    }

    @Test(arguments: [("", "empty"), ("PK\u{3}\u{4}rest", "Excel"), ("%PDF-1.4 x", "PDF")])
    func whatIsNoListIsRefusedAndForgotten(_ text: String, _ words: String) async throws {
        let house = try await House()
        let answer = await house.upload("/app/import", "people.csv", text)
        #expect(answer.status == 422)
        #expect(answer.text.contains(words))
        #expect(await house.get("/v1/runs").json["items"]?.arrayValue == [])
    }

    @Test func aStoppedImportIsResumed() async throws {
        let house = try await House()
        let place = try await uploaded(house)
        let id = try #require(ID<Run>(String(place.split(separator: "/").last ?? "")))
        // As a server leaves it that stops between starting and finishing.
        try await house.test.write { tx in
            guard let run = try tx.run(id) else { return }
            _ = try tx.setState(.running, of: id, detail: run.detail)
        }
        try await house.desk.resume()
        await house.desk.finish()
        #expect(await house.get("/v1/runs/\(id)").json["state"] == "done")
        #expect(await house.get("/v1/leads").json["items"]?.arrayValue?.count == 2)
    }

    @Test func aStopLeavesTheImportToBeTakenUpAgain() async throws {
        let house = try await House(importFile: { _ in
            while true {
                try Task.checkCancellation()
                await Task.yield()
            }
        })
        let place = try await uploaded(house)
        _ = await house.form(place + "/start", ["column_0": "company"])
        #expect(await house.get(place).text.contains("3 rows"))
        await house.desk.stop()
        #expect(await house.get("/v1/runs").json["items"]?[0]?["state"] == "running")
    }

    @Test func whatThePersonCanMendComesBackWithTheChoicesMade() async throws {
        let house = try await House(importFile: { _ in
            throw EngineFailure.invalid(field: "file", reason: "missing column: role")
        })
        let place = try await uploaded(house)
        _ = await house.form(place + "/start", ["column_0": "company", "column_1": "", "list": "march"])
        await house.desk.finish()
        let page = await house.get(place).text
        #expect(page.contains("Missing column: role.") && page.contains(#"value="march""#))
        #expect(page.contains("column_1"))
    }

    @Test func aDetailComesBackAsItWasKept() throws {
        var detail = ImportDetail()
        (detail.name, detail.stored, detail.bytes, detail.rows) = ("a \"b\".csv", "upload-1.csv", 12, 3)
        detail.columns = [0: "company", 4: "role"]
        (detail.kind, detail.list, detail.scorecard) = (.signals, "märz", "intent@1")
        detail.offer = ID(key: 7)
        detail.startedAt = Timestamp(milliseconds: 1_767_603_600_000)
        detail.tally = .init(new: 1, known: 2, rejected: 3)
        detail.rejects = [RejectedRow(number: 4, column: nil, reason: "No company.")]
        #expect(ImportDetail(detail.text) == detail)
        #expect(ImportDetail("{}") == nil)
    }
}
