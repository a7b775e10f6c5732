import Domain
import Lexicon
import Testing

@testable import Reading

@Suite struct DocumentTests {
    private func sentences(_ text: String) throws -> [String] {
        let document = try document(text)
        return document.sentences.map { document.text($0) }
    }

    @Test(arguments: [
        ("We build boats. Join us!", ["We build boats.", "Join us!"]),
        ("Sr. Engineer at Acme Inc. in Pune", ["Sr. Engineer at Acme Inc. in Pune"]),
        ("Roles: dev • design • QA", ["Roles: dev", "design", "QA"]),
        ("Work with us.We pay well.", ["Work with us.", "We pay well."]),
        ("Uses Node.js and 3.5 GB.", ["Uses Node.js and 3.5 GB."]),
        ("one line\n\nanother", ["one line", "another"]),
    ]) func sentencesEndWhereTheyEnd(_ text: String, _ expected: [String]) throws {
        #expect(try sentences(text) == expected)
    }

    @Test func aLineBrokenByItsWidthIsOneSentence() throws {
        let text = "We are looking for somebody who can take over our\nmarketing and build a team.\nApply now"
        #expect(try sentences(text).count == 2)
    }

    @Test(arguments: [
        ("Acme | Pune | Designer\nMore", ["Acme", "Pune", "Designer"]),
        ("Acme - Pune - Designer", ["Acme", "Pune", "Designer"]),
        ("ZipGo Technology-Bangalore-Full time\nMore", ["ZipGo Technology", "Bangalore", "Full time"]),
        ("Acme. Pune. Designer\nMore text", ["Acme", "Pune", "Designer"]),
        ("We are a company - and we hire", ["We are a company", "and we hire"]),
        ("We are hiring in Pune\nMore", []),
    ]) func aHeaderIsCutIntoItsCells(_ text: String, _ expected: [String]) throws {
        let document = try document(text)
        #expect(document.header.segments.map { document.text($0) } == expected)
    }

    @Test(arguments: [
        ("We have no marketing team", "marketing", true),
        ("We don't have a designer", "designer", true),
        ("We are not hiring engineers", "engineers", true),
        ("Not only engineers", "engineers", false),
        ("We have no designer but need a writer", "writer", false),
        ("Wir haben kein Marketing", "Marketing", true),
        ("Nous n'avons pas de graphiste", "graphiste", true),
        ("Trabajamos sin agencia", "agencia", true),
        ("Experience with SEO is not required", "SEO", true),
        ("We hire engineers", "engineers", false),
    ]) func denialsReachTheirClause(_ text: String, _ word: String, _ expected: Bool) throws {
        let document = try document(text)
        let key = Tokens(word)[0].key
        let token = try #require(document.tokens.list.firstIndex { $0.key == key })
        #expect(document.isNegated(at: token) == expected)
    }

    @Test func aSuppositionIsNoStatement() throws {
        let document = try document("If we were to hire a designer, it would be you.")
        let key = Tokens("designer")[0].key
        let token = try #require(document.tokens.list.firstIndex { $0.key == key })
        #expect(document.isHypothetical(at: token))
    }

    @Test(arguments: [
        ("We are looking for a designer", Language.english),
        ("Wir suchen zum nächsten Monat eine Kollegin", .german),
        ("Nous recherchons une personne pour notre équipe", .french),
        ("Buscamos una persona para nuestro equipo", .spanish),
        ("...", .english),
    ]) func theLanguageIsGuessedFromItsSmallWords(_ text: String, _ expected: Language) throws {
        #expect(try document(text).language == expected)
    }

    @Test(arguments: ["🚀 Join Acme at a@acme.in", "हम Acme में a@acme.in", "one\r\ntwo a@acme.in\r\n"])
    func spansCountScalarsWhateverStandsBefore(_ text: String) throws {
        let document = try document(text)
        let email = try #require(document.emails.first)
        #expect(document.quote(email.span) == "a@acme.in")
        #expect(document.tokens.scalars.count == text.unicodeScalars.count)
    }

    @Test func wordsAroundATokenStayInItsSentence() throws {
        let document = try document("First one. We really need help. Last one.")
        let key = Tokens("need")[0].key
        let need = try #require(document.tokens.list.firstIndex { $0.key == key })
        #expect(document.text(document.words(9, before: need)) == "We really")
        #expect(document.text(document.words(9, from: need)) == "need help.")
    }
}
