import Lexicon
import Testing

@Suite struct PhraseTests {
    struct Case: Sendable, CustomStringConvertible {
        let phrase: String
        let text: String
        let found: [String]
        var description: String { "\(phrase) in \(text)" }
    }

    @Test(arguments: [
        Case(
            phrase: "no marketing team", text: "There is NO Marketing-team yet.", found: ["NO Marketing-team"]
        ),
        Case(phrase: "no marketing team", text: "no, marketing team", found: []),
        Case(
            phrase: "(raised|closed|has secured) ..3 round", text: "We closed our seed round",
            found: ["closed our seed round"]),
        Case(phrase: "need ..2 marketing", text: "need help. Marketing", found: []),
        Case(
            phrase: "we['re] hiring", text: "We're hiring, we hiring", found: ["We're hiring", "we hiring"]),
        Case(
            phrase: "we are [not] hiring", text: "we are not hiring; We are hiring",
            found: ["we are not hiring", "We are hiring"]),
        Case(
            phrase: "market*", text: "marketer of Marketing markets",
            found: ["marketer", "Marketing", "markets"]),
        Case(
            phrase: "team of <number>", text: "a team of three, a team of 12",
            found: ["team of three", "team of 12"]),
        Case(phrase: "at <cap>", text: "at Acme, at home", found: ["at Acme"]),
        Case(phrase: "gross", text: "groß, große", found: ["groß"]),
        Case(phrase: "Geschaftsfuhrer", text: "Geschäftsführer", found: ["Geschäftsführer"]),
        Case(phrase: "c++", text: "C, C++ and C#", found: ["C++"]),
        Case(phrase: "node.js", text: "Node.js or a node. js", found: ["Node.js"]),
        Case(phrase: "l'equipe", text: "dans l’équipe", found: ["l’équipe"]),
        Case(phrase: "<line> hiring", text: "Hiring now\nhiring", found: ["Hiring", "\nhiring"]),
        Case(phrase: "$ <number>", text: "for $50 a month", found: ["$50"]),
    ]) func finds(_ test: Case) throws {
        let book = PhraseBook([(try Phrase(test.phrase), ())])
        let tokens = Tokens(test.text)
        #expect(book.longestMatches(in: tokens).map { tokens.text($0.tokens) } == test.found)
    }

    @Test(arguments: ["", "(a|)", "(a", "a)", "[a", "<", "<>"])
    func refusesAndQuotesWhatItCannotRead(source: String) {
        #expect(throws: PhraseError.self) { try Phrase(source) }
    }

    @Test func marksStandForPlacesTheCallerFound() throws {
        let book = PhraseBook([(try Phrase("based in <place>"), "home")])
        let tokens = Tokens("We are based in New Delhi, India")
        var marks = PhraseMarks()
        marks.add("place", 4..<6)
        let match = try #require(book.matches(in: tokens, marks: marks).first)
        #expect(match.capture("place").map(tokens.text) == "New Delhi")
    }

    @Test func aHostileTextCostsNoMoreThanItsLength() throws {
        let book = PhraseBook([(try Phrase("a ..9 a ..9 a ..9 a ..9 a ..9 b"), ())])
        #expect(book.matches(in: Tokens(String(repeating: "a ", count: 4_000))).isEmpty)
    }
}
