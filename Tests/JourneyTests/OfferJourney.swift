import Domain
import LoopbackServer
import TestSupport
import Testing
import Wire

/// S3's main road: an offer, a list of prospects, scores, results.
@Suite struct OfferJourney {
    @Test(arguments: Backend.available) func `the published calls get the published answers`(
        _ backend: Backend
    ) async throws {
        let server = try await HarrierProcess.start(backend)
        let client = server.client
        try await beforeAnything(client)
        let offer = try await client.post("/offer", Published.offer)
        #expect(offer.status == 201 && offer.text == #"{"id":1}"#)
        #expect(try await client.post("/score", [:]).text == #"{"processed":0}"#)
        let upload = try await client.upload("/leads/upload", Array(Published.leads.utf8))
        #expect(upload.status == 201 && upload.text == #"{"inserted":3}"#, "\(upload)")
        let again = try await client.upload("/leads/upload", Array(Published.leads.utf8))
        #expect(again.text == #"{"inserted":0,"skipped":3}"#)
        let score = try await client.post("/score", [:])
        #expect(score.status == 200 && score.text == #"{"processed":3}"#)
        try await resultsStand(client)
        #expect(try await client.post("/score", [:]).text == #"{"processed":3}"#)
        #expect(try await client.post("/score", ["only_unscored": true]).text == #"{"processed":0}"#)
        try await resultsStand(client)
        try await server.stop()
    }

    private func beforeAnything(_ client: Client) async throws {
        let early = try await client.post("/score", [:])
        #expect(early.status == 400 && early.json["error"]?.stringValue?.contains("offer") == true)
        #expect(try await client.get("/results").text == "[]")
        let empty = try await client.get("/results/export")
        #expect(empty.status == 404 && empty.json.keys == ["error"])
    }

    private static let columns = [
        "lead_id", "name", "company", "role", "industry", "score", "intent", "reasoning",
    ]

    private func resultsStand(_ client: Client) async throws {
        let results = try await client.get("/results").json.arrayValue ?? []
        #expect(results.map { $0["name"]?.stringValue } == ["John Smith", "Sarah Johnson", "Mike Chen"])
        #expect(results.map { $0["industry"]?.stringValue } == ["saas", "technology", "retail"])
        #expect(results.map { $0["score"]?.intValue } == [95, 70, 35])
        #expect(results.map { $0["intent"]?.stringValue } == ["High", "Medium", "Low"])
        for result in results {
            #expect(result.keys == Self.columns)
            let (intent, why) = (result["intent"]?.stringValue ?? "", result["reasoning"]?.stringValue ?? "")
            #expect(why.hasPrefix("\(intent) intent: ") && why.contains("Enterprise CRM Platform"), "\(why)")
        }
        let export = try await client.get("/results/export")
        #expect(export.headers["content-type"]?.hasPrefix("text/csv") == true)
        #expect(export.headers["content-disposition"] == #"attachment; filename="lead_scores.csv""#)
        let lines = export.text.split(whereSeparator: \.isNewline)
        #expect(lines.first.map(String.init) == Self.columns.joined(separator: ","))
        #expect(lines.count == 4 && lines[1].hasPrefix("1,John Smith,TechCorp,CEO,saas,95,High,"))
    }

    @Test func `an offer without a field is refused by its name`() async throws {
        let client = try await SharedServer.on(.sqlite)
        let reply = try await client.post("/offer", ["name": "CRM"])
        #expect(reply.status == 400)
        #expect(reply.json == ["error": "Missing required fields: value_props, ideal_use_cases"])
        let malformed = try await client.ask(
            "POST", "/offer", ["Content-Type": "application/json"], Array("{".utf8))
        #expect(malformed.status == 400 && malformed.json.keys == ["error"])
    }

    struct BadFile: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        let says: [String]
        var testDescription: String { name }
    }

    @Test(arguments: [
        BadFile(
            name: "missing columns", bytes: Array("name,role\nAda,CEO\n".utf8),
            says: ["company", "industry", "location", "linkedin_bio"]),
        BadFile(name: "empty", bytes: [], says: ["empty"]),
        BadFile(name: "an image", bytes: [0x89, 0x50, 0x4E, 0x47, 0, 1, 2, 0xFF, 0xFE, 0], says: [""]),
    ]) func `a file that is no list is refused with what it lacks`(_ file: BadFile) async throws {
        let reply = try await SharedServer.on(.sqlite).upload("/leads/upload", file.bytes)
        #expect(reply.status == 400 && reply.json.keys == ["error"], "\(reply)")
        for word in file.says {
            #expect(reply.json["error"]?.stringValue?.contains(word) == true || word.isEmpty)
        }
    }

    @Test func `a row cut in two is named and the others come in`() async throws {
        let client = try await SharedServer.on(.sqlite)
        let file =
            Published.leads
            + "Cut Row,CEO,Co,saas,Oslo,Bio with, a comma\nIn Time,CFO,LastCo,saas,Oslo,Numbers\n"
        let reply = try await client.upload("/leads/upload?list=ragged", Array(file.utf8))
        #expect(reply.status == 201 && reply.json["inserted"] == 4, "\(reply)")
        #expect(reply.json["rejected"]?[0]?["row"] == 5)
        #expect(reply.json["rejected"]?[0]?["reason"]?.stringValue?.contains("quotes") == true, "\(reply)")
    }
}
