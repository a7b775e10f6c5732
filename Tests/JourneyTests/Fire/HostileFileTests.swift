import Foundation
import TestSupport
import Testing
import Wire

/// Files that are no lists, or lists that would do harm in a spreadsheet.
@Suite struct HostileFileTests {
    private static let header = "name,role,company,industry,location,linkedin_bio\n"

    @Test func `a list in another encoding comes in with its letters`() async throws {
        let client = try await SharedServer.on(.sqlite)
        var file = Array((Self.header + "J").utf8)
        file +=
            [0xFC] + Array("rgen M".utf8) + [0xFC] + Array("ller,CEO,Stra".utf8) + [0xDF]
            + Array("e AG,saas,K\u{6F}ln,Bio\n".utf8)
        let reply = try await client.upload("/leads/upload?list=latin", file)
        #expect(reply.status == 201 && reply.json["inserted"] == 1, "\(reply)")
        _ = try await client.post("/offer", Published.offer)
        _ = try await client.post("/score?list=latin", [:])
        let results = try await client.get("/results?list=latin").json
        #expect(results[0]?["name"] == "Jürgen Müller" && results[0]?["company"] == "Straße AG", "\(results)")
    }

    @Test func `formulas leave as text and words leave as they came`() async throws {
        let client = try await SharedServer.on(.sqlite)
        let cells = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\"=cmd|' /C calc'!A0\"", "Plain"]
        let rows = cells.enumerated().map { "\($1),CEO,\($1) Corp \($0),saas,\($1),\($1)\n" }.joined()
        let reply = try await client.upload("/leads/upload?list=formulas", Array((Self.header + rows).utf8))
        #expect(reply.json["inserted"] == 6, "\(reply)")
        _ = try await client.post("/offer", Published.offer)
        _ = try await client.post("/score?list=formulas", [:])
        let export = try await client.get("/results/export?list=formulas").text
        for line in export.split(whereSeparator: \.isNewline).dropFirst() {
            for cell in line.split(separator: ",").dropFirst() {
                let first = cell.first == "\"" ? cell.dropFirst().first : cell.first
                #expect(first.map { !"=+-@".contains($0) } ?? true, "\(line)")
            }
        }
        #expect(export.contains(",Plain,"))
        #expect(
            try await client.get("/results?list=formulas").json[0]?["name"] == "=1+1",
            "JSON is no spreadsheet")
    }

    @Test func `one cell of a hundred megabytes costs neither memory nor the rows beside it`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("huge.csv")
        try Data((Published.leads + "\"").utf8).write(to: URL(filePath: path))
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        try file.seekToEnd()
        let block = Data(repeating: UInt8(ascii: "x"), count: 1 << 20)
        for _ in 0..<100 { try file.write(contentsOf: block) }
        try file.write(contentsOf: Data("\",CEO,HugeCo,saas,Oslo,Bio\nAfter,CFO,LastCo,saas,Oslo,Bio\n".utf8))
        try file.close()
        let run = try await CommandRun(["score", path, "-o", folder.file("out.csv")], in: folder)
        #expect(run.code == 3, "\(run.errors)")
        let out = try String(contentsOf: URL(filePath: folder.file("out.csv")), encoding: .utf8)
        #expect(out.contains("John Smith") && out.contains("After,"))
        #expect(run.peakMegabytes < 250, "\(run.peakMegabytes) MB")
    }
}
