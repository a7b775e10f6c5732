import Domain
import Foundation
import TestSupport
import Testing
import Wire

/// The command line, run as a person or a script runs it.
@Suite struct CommandJourney {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func harrier(_ arguments: String..., input: String = "") async throws -> CommandRun {
        try await CommandRun(arguments, input: input, in: folder)
    }

    private func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: URL(filePath: folder.file(name)))
        return folder.file(name)
    }

    private func contents(of name: String) throws -> String {
        try String(contentsOf: URL(filePath: folder.file(name)), encoding: .utf8)
    }

    @Test func `a list comes back scored, with what was wrong in a side file`() async throws {
        let list = try write(
            Published.leads
                + "Cut Row,CEO,Co,saas,Oslo,Bio with, a comma\n=HYPERLINK(1),CFO,LastCo,saas,Oslo,-2+3\n",
            to: "leads.csv")
        let offer = try write(Published.offer.text, to: "offer.json")
        let run = try await harrier("score", list, "--offer", offer, "-o", folder.file("out.csv"))
        #expect(run.code == 3, "partial: \(run)")
        let rows = try contents(of: "out.csv").split(whereSeparator: \.isNewline)
        #expect(rows.count == 5)
        #expect(rows[0] == "name,role,company,industry,location,linkedin_bio,score,tier,reason")
        #expect(
            rows[1].contains(",95.00,High,") && rows[2].contains(",70.00,Medium,")
                && rows[3].contains(",35.00,Low,"))
        #expect(
            rows[4].hasPrefix("'=HYPERLINK(1),") && rows[4].contains(",'-2+3,"),
            "a spreadsheet must not calculate")
        let rejected = try contents(of: "out.rejected.csv")
        #expect(rejected.contains("Cut Row") && rejected.contains("quotes"))
        #expect(run.errors.contains("1 row"), "\(run.errors)")
    }

    @Test func `lines of JSON come back scored in order, each with its own failure`() async throws {
        let input = """
            {"id":"a","text":"\(Published.skinLab["signal_text"]?.stringValue ?? "")","company_name":"SkinLab","company_website":"https://skinlab.in","source_type":"job_post"}
            {"id":"b","name":"John Smith","role":"CEO","company":"TechCorp","industry":"saas"}
            not json
            {"id":"d","text":"We're looking for someone to help with our marketing. Remote, flexible hours.","source_type":"job_post"}

            """
        let run = try await harrier("score", "--jsonl", "--scorecard", "raptorflow@1", input: input)
        let answers = run.lines.map { (try? JSON.parse(String($0))) ?? .null }
        #expect(answers.count == 4, "\(run)")
        #expect(answers.map { $0["id"]?.stringValue } == ["a", "b", nil, "d"])
        #expect(answers[0]["total"]?.doubleValue == 82.5 && answers[0]["tier"] == "red_hot")
        #expect(answers[2]["error"] != nil)
        #expect(answers[3]["total"] == 15 && answers[3]["tier"] == "parked")
        let lines = answers[0]["lines"]?.arrayValue ?? []
        #expect(lines.compactMap { $0["points"]?.doubleValue }.reduce(0, +) == 82.5)
        for line in lines {
            #expect(Set(["criterion", "points", "of", "reason", "evidence"]).isSubset(of: line.keys))
        }
    }

    @Test func `facts are found with offsets that count scalars`() async throws {
        let text = "👩‍🔬 Naïve GmbH: our team of 12 people writes to team@naive.de"
        let run = try await harrier("read", input: JSON.object(["id": 7, "text": .string(text)]).text + "\n")
        #expect(run.code == 0, "\(run)")
        let answer = (try? JSON.parse(run.output)) ?? .null
        #expect(answer["id"] == 7)
        let scalars = Array(text.unicodeScalars)
        let email = answer["facts"]?.arrayValue?.first { $0["attribute"] == "email" }
        let (start, end) = (Int(email?["start"]?.intValue ?? 0), Int(email?["end"]?.intValue ?? 0))
        var words = String.UnicodeScalarView()
        words.append(contentsOf: scalars[start..<end])
        #expect(String(words) == "team@naive.de" && email?["value"] == "team@naive.de")
    }

    @Test func `titles are read in order`() async throws {
        let run = try await harrier(
            "title",
            input: #"{"id":1,"title":"Director of Marketing"}"# + "\n" + #"{"id":2,"title":"Product Owner"}"#
                + "\n")
        let answers = run.lines.map { (try? JSON.parse(String($0))) ?? .null }
        #expect(
            answers.first?.keys == [
                "id", "current_titles", "function", "seniority", "is_decision_maker", "company",
            ])
        #expect(answers.map { $0["id"]?.intValue } == [1, 2])
        #expect(answers.first?["function"] == "marketing" && answers.first?["seniority"] == "head_director")
        #expect(answers.last?["is_decision_maker"] == false)
    }

    @Test func `a server's leads are explained and exported by the commands`() async throws {
        let server = try await HarrierProcess.start(.sqlite)
        let signal = Published.skinLab.with(["company_name": "=2+2 \"Ltd\""])
        #expect(try await server.client.post("/api/classify/signal", signal).status == 200)
        let at = ["--data", server.place.folder.path]
        let explained = try await CommandRun(["explain", "1"] + at, in: folder)
        #expect(
            explained.code == 0 && explained.output.contains("82.5")
                && explained.output.contains("“D2C”"))
        let exported = try await CommandRun(["export"] + at, in: folder)
        let rows = exported.output.split(whereSeparator: \.isNewline)
        #expect(rows.count == 2 && rows.last?.contains(#""'=2+2 ""Ltd""""#) == true, "\(exported)")
        let lines = try await CommandRun(["export", "--format", "jsonl"] + at, in: folder)
        let lead = (try? JSON.parse(lines.output)) ?? .null
        let points = lead["score"]?["lines"]?.arrayValue?.compactMap { $0["points"]?.doubleValue } ?? []
        #expect(points.reduce(0, +) == 82.5)
        let doctor = try await CommandRun(["doctor", "--json", "--port", "1"] + at, in: folder)
        #expect(
            (try? JSON.parse(doctor.output))?["checks"]?.arrayValue?.contains { $0["name"] == "store" }
                == true)
        let missing = try await CommandRun(["explain", "77"] + at, in: folder)
        #expect(missing.code == 1 && missing.errors.contains("77"))
        try await server.stop()
    }

    struct Ending: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        let code: Int32
        let says: String
        var testDescription: String { arguments.joined(separator: " ") }
    }

    @Test(arguments: [
        Ending(arguments: ["--version"], code: 0, says: "harrier "),
        Ending(arguments: ["completions", "bash"], code: 0, says: "harrier"),
        Ending(arguments: ["scor"], code: 2, says: "score"),
        Ending(arguments: ["serve", "--prot", "1"], code: 2, says: "--port"),
        Ending(arguments: ["serve", "--port", "99999"], code: 2, says: "65535"),
        Ending(arguments: ["score"], code: 2, says: "FILE.csv"),
        Ending(arguments: ["score", "nowhere.csv"], code: 1, says: "nowhere.csv"),
        Ending(arguments: ["score", "--jsonl", "--scorecard", "nothing@9"], code: 4, says: "nothing@9"),
        Ending(arguments: ["serve", "--host", "0.0.0.0", "--port", "0"], code: 4, says: "HARRIER_TOKEN"),
        Ending(arguments: ["doctor", "--database", "mysql://x"], code: 5, says: "DATABASE_URL"),
    ]) func `a command ends with its code and says why`(_ ending: Ending) async throws {
        let run = try await CommandRun(ending.arguments, in: folder)
        #expect(run.code == ending.code, "\(run)")
        #expect((run.output + run.errors).contains(ending.says), "\(run)")
    }

    @Test func `help is made from the registry and stands as agreed`() async throws {
        var text = ""
        for command in [[], ["serve"], ["score"], ["read"], ["title"], ["explain"], ["export"], ["doctor"]] {
            let run = try await CommandRun(command + ["--help"], in: folder)
            #expect(run.code == 0)
            text += "$ harrier \((command + ["--help"]).joined(separator: " "))\n\(run.output)\n"
        }
        try expectGolden(text, "help")
    }

    @Test func `a second start works on what is there and ends cleanly`() async throws {
        let server = try await HarrierProcess.start(.sqlite)
        _ = try await server.client.post("/api/classify/signal", Published.skinLab)
        #expect(try await server.stop() == 0)
        let again = try await HarrierProcess.start(over: server.place)
        #expect(try await again.client.get("/api/leads/1").json["total_score"]?.doubleValue == 82.5)
        #expect(try await again.stop() == 0)
    }
}
