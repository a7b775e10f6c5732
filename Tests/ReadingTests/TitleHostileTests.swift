import Domain
import Testing

@testable import Reading

/// What nobody calls a title must be read in bounded time, and as nothing much.
@Suite("Hostile titles") struct TitleHostileTests {
    static let texts: [String] = [
        "", " ", "\n\n", "|||///---", "🚀🔥💯", "((((((((", "))))", "&&&&", "@", "@@@ at at at", "ex", "-", "﷽",
        "\u{200B}\u{200C}\u{200D}", "\u{202E}OEC", "ＣＥＯ", "a", "1", "3-5 yrs", "hiring", "of of of",
        "and & and",
        "(m/w/d)", "m/f/x", "'s", "Leiter:", ":in", "c++ c# .net", "é\u{301}\u{301}\u{301}", "\u{0}\u{1}CEO",
    ]

    @Test(arguments: texts) func anythingIsRead(_ text: String) throws {
        let parsed = try Titles.parser.get().parse(text)
        #expect(parsed.currentTitles.allSatisfy { !$0.isEmpty })
    }

    @Test(arguments: ["a", "CEO ", "🚀", "|", "head of ", "(", "é", "営業", "x&", "ex-", "\u{200B}"])
    func aMegabyteCostsNoMoreThanItsFirstThousandCharacters(_ unit: String) throws {
        let long = String(repeating: unit, count: 1_000_000 / unit.utf8.count)
        let short = String(
            long.unicodeScalars.filter { $0 != "\u{200B}" }.prefix(TitleScalars.longest).map(Character.init))
        let parser = try Titles.parser.get()
        #expect(parser.parse(long) == parser.parse(short))
    }

    @Test func zeroWidthAndDirectionMarksHideNothing() throws {
        let parsed = try Titles.parser.get().parse("C\u{200B}E\u{200D}O \u{202E}of Amber\u{AD}line\u{202C}")
        #expect(parsed.currentTitles == ["CEO"])
        #expect(parsed.company == "Amberline")
    }

    @Test func fullWidthLettersAreLetters() throws {
        #expect(try Titles.parser.get().parse("ＣＥＯ").isDecisionMaker)
    }
}
