import Domain
import Testing

@testable import Reading

@Suite struct TeamSizeTests {
    private static let recogniser = Result { try TeamSizeRecogniser(data: repositoryData) }

    private func sizes(_ text: String) throws -> [String] {
        try facts(of: Self.recogniser.get(), in: text).map(\.value.canonical)
    }

    @Test(arguments: [
        ("We are a team of 9.", "9", "6-10"),
        ("We are a 3-person D2C brand.", "3", "2-5"),
        ("Kestrel employs 640 people in Odisha.", "640", "501+"),
        ("Wir sind ein Betrieb mit 15 Mitarbeitern.", "15", "11-20"),
        ("Nous sommes une équipe de 8 personnes.", "8", "6-10"),
        ("Une trentaine de salariés à Lyon.", "30", "21-50"),
        ("Somos 7 personas en Valencia.", "7", "6-10"),
        ("Just me and my sister packing orders.", "2", "2-5"),
        ("I run a small bakery in Indore with my husband.", "2", "2-5"),
        ("Offices in 4 cities, 250 people and growing.", "250", "201-500"),
        ("I'm a solo founder.", "1", "1"),
        ("A one-woman candle studio.", "1", "1"),
        ("There are eleven of us.", "11", "11-20"),
        ("Company size: 10-50 employees", "10-50", "21-50"),
        ("We're about 50+ strong.", "50", "21-50"),
        ("Employee strength 140, 23 years in business", "140", "51-200"),
        ("We grew from 4 to 11 people.", "11", "11-20"),
        ("Join our 12-person team in Pune.", "12", "11-20"),
        ("We employ 1,200 staff.", "1200", "501+"),
    ]) func peopleOfTheCompanyAreCounted(_ text: String, _ size: String, _ bucket: String) throws {
        #expect(try sizes(text) == [size, bucket])
    }

    @Test(arguments: [
        "We have taught 12,000 students since 2009.",
        "Used by 300 people every day.",
        "For companies with 10-50 employees.",
        "We are 5 years old.",
        "We plan to be 25 people by December.",
        "Candidates from Infosys (300,000 employees).",
        "You will lead a team of 4.",
        "Founded in 2015, we ship boxes.",
        "We help 500 employees save.",
        "Once we are done, we leave.",
    ]) func otherNumbersAreNot(_ text: String) throws {
        #expect(try sizes(text).isEmpty)
    }

    @Test func evidenceIsTheWords() throws {
        let fact = try #require(facts(of: Self.recogniser.get(), in: "Pune. Team of nine.").first)
        #expect(fact.evidence?.quote == "nine")
        #expect(fact.evidence?.span == Span(14, 18))
    }
}
