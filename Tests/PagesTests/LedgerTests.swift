import Domain
import Foundation
import Testing

@testable import Pages

/// A score adds up on screen, and every line can be pointed at.
struct LedgerTests {
    @Test func theSumSoFarEndsAtTheTotal() {
        let ledger = Ledger(Sample.score)
        #expect(ledger.sum == Sample.score.total)
        #expect(
            ledger.entries.map(\.sumSoFar.hundredths) == [
                2000, 3000, 5000, 8000, 9000, 10000, 9000, 9750, 9750, 8250,
            ])
        #expect(ledger.entries.map(\.key) == ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"])
    }

    @Test func aCapNamesTheLinesItHoldsDown() throws {
        let cap = try #require(Ledger(Sample.score).entries.first { $0.line.kind == .cap })
        #expect(cap.covers == ["d", "e", "f"])
        #expect(cap.covered == Points(50))
    }

    @Test func aGroupsCapHoldsItsOwnLinesAndTheDimensionsCapAll() {
        let lines = [
            Sample.line("hire", 30_00, "Hires"), Sample.line("cue", 5_00, "One"),
            Sample.line("cue", 5_00, "Two"),
            Sample.line("cue", 5_00, "Three"),
            Sample.line("cue_cap", -5_00, of: 0, "Words stop at 10", kind: .cap),
            Sample.line("roles", 10_00, "Roles"),
            Sample.line("pain_cap", -10_00, of: 0, "Stops at 40", kind: .cap),
        ]
        let ledger = Ledger(
            ScoreResult(
                total: Points(40), tier: Sample.bands[0].tier,
                dimensions: [Sample.dimension("pain", "Pain", of: 40, lines)]))
        #expect(ledger.entries[4].covers == ["b", "c", "d"])
        #expect(ledger.entries[4].covered == Points(15))
        #expect(ledger.entries[6].covers == ["a", "b", "c", "d", "f"])
        #expect(ledger.entries[6].covered == Points(50))
    }

    @Test func linesThatDoNotAddUpAreSaidSo() {
        var model = Sample.leadModel
        model.score?.result.total = Points(83)
        let html = LeadPage.html(model).string
        #expect(html.contains("These lines come to 82.50."))
        #expect(!LeadPage.html(Sample.leadModel).string.contains("These lines come to"))
    }

    @Test func evidenceOfAnotherSnapshotIsNotMarkedHere() {
        var model = Sample.leadModel
        model.shown?.id = ID(key: 99)
        let html = LeadPage.html(model).string
        #expect(!html.contains("<mark"))
        #expect(html.contains("See it in the job post"))
    }

    struct Outlook: Sendable {
        var total: Int
        var tier: Int
        var says: String
    }

    @Test(arguments: [
        Outlook(total: 82_50, tier: 0, says: "Red hot starts at 80.00."),
        Outlook(total: 77_50, tier: 1, says: "2.50 short of Red hot. <b>Line i alone could add 2.50.</b>"),
        Outlook(total: 70_00, tier: 1, says: "<p>10.00 short of Red hot. </p>"),
        Outlook(total: 90_00, tier: 1, says: "Red hot starts at 80.00."),
    ]) func theFootSaysWhatIsMissing(_ test: Outlook) {
        var model = Sample.leadModel
        model.score?.result.total = Points(hundredths: test.total)
        model.score?.result.tier = Sample.bands[test.tier].tier
        #expect(LeadPage.html(model).string.contains(test.says))
    }

    @Test(arguments: [(0, "a"), (25, "z"), (26, "aa"), (51, "az"), (52, "ba"), (701, "zz"), (702, "aaa")])
    func keysRunLikeSpreadsheetColumns(_ place: Int, _ key: String) {
        #expect(LineKey.at(place) == key)
    }

    @Test func theStyleSheetLightsEveryKeyItPromises() throws {
        let web = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../web/css/lines.css")
        let sheet = try String(contentsOf: web, encoding: .utf8)
        for key in (0..<LineKey.lit).map(LineKey.at) {
            #expect(
                sheet.contains("[data-lines~=\"\(key)\"],") || sheet.contains("[data-lines~=\"\(key)\"] {"))
            #expect(
                sheet.contains(
                    ".evidence:has([data-lines~=\"\(key)\"]:hover) [data-line=\"\(key)\"] .line-hit"))
            #expect(sheet.contains("[data-covers~=\"\(key)\"]) [data-line=\"\(key)\"] .line-hit"))
        }
    }

    @Test func aHundredLinesAreDrawn() {
        let lines = (0..<100).map { Sample.line("c\($0)", 1_00, "Line \($0)", ["Pune"]) }
        var model = Sample.leadModel
        model.score?.result = ScoreResult(
            total: Points(100), tier: Sample.bands[0].tier,
            dimensions: [Sample.dimension("d", "D", of: 100, lines)])
        #expect(LeadPage.html(model).string.contains("data-line=\"cv\""))
    }
}
