import Domain
import Testing

@testable import Reading

@Suite struct IndustryTests {
    private static let recogniser = Result { try IndustryRecogniser(data: repositoryData) }

    private func industry(_ text: String) throws -> String? {
        try facts(of: Self.recogniser.get(), in: text).first?.value.canonical
    }

    @Test(arguments: [
        ("We run a digital freight forwarding platform.", "logistics"),
        ("We are a D2C skincare brand.", "d2c"),
        ("Wir sind ein Maschinenbauer aus Heilbronn.", "manufacturing"),
        ("Agence de communication basée à Nantes.", "agency"),
        ("Estudio de arquitectura en Madrid.", "real_estate"),
        ("Praxis für Physiotherapie sucht Hilfe.", "healthtech"),
        ("We build bookkeeping automation for restaurants.", "fintech"),
        ("Staffwell is a placement consultancy in Noida.", "agency"),
        ("A cybersecurity company protecting hospitals.", "security"),
        ("Indie game studio in Bengaluru.", "gaming"),
        ("I'm a freelance wedding photographer.", "freelance"),
        ("ABC Motors, Maruti dealer, Lucknow.", "automotive"),
        ("We make a SaaS scheduling tool for dentists.", "saas"),
        ("Industry: Electrical cables manufacturer", "manufacturing"),
        ("Brand manager wanted. Industry Type: Retail", "retail"),
        ("We need help for our restaurant.", "food"),
        ("Coaching classes for JEE aspirants in Kota.", "education"),
    ]) func aCompanyIsWhatItSaysItMakes(_ text: String, _ expected: String) throws {
        #expect(try industry(text) == expected)
    }

    @Test(arguments: ["Hello there.", "Send your CV to us by Friday.", ""])
    func textsWithoutACueSayNothing(_ text: String) throws {
        #expect(try industry(text) == nil)
    }

    @Test func thoseServedAreNotTheBusiness() throws {
        #expect(try industry("We offer a booking widget for restaurants and hotels.") != "food")
    }
}
