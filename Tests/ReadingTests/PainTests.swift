import Domain
import Testing

@testable import Reading

@Suite struct PainTests {
    private static let recogniser = Result { try PainRecogniser(data: repositoryData) }

    private func pains(_ text: String) throws -> [String] {
        try facts(of: Self.recogniser.get(), in: text).map(\.value.canonical)
    }

    @Test(arguments: [
        ("Our pipeline is empty every second month.", "lead_gen"),
        ("Leads come only through references.", "lead_gen"),
        ("Neue Patienten kommen nur über Empfehlungen.", "lead_gen"),
        ("Sales have plateaued.", "scaling"),
        ("Notre croissance stagne depuis un an.", "scaling"),
        ("Everything is on WhatsApp.", "no_system"),
        ("No CRM, no follow up.", "no_system"),
        ("The founders do all the marketing at night.", "no_team"),
        ("No tenemos equipo de marketing.", "no_team"),
        ("Bisher macht der Chef das Marketing selbst.", "no_team"),
        ("CAC has doubled since Diwali.", "ads_performance"),
        ("Our blog has 3 posts.", "content"),
        ("Churn is killing us.", "retention"),
        ("Customers buy once and vanish.", "retention"),
        ("Nobody has heard of us.", "brand"),
        ("Nadie conoce nuestra marca.", "brand"),
        ("No idea which channel works.", "attribution"),
    ]) func aCompanysOwnTroubleIsFound(_ text: String, _ expected: String) throws {
        #expect(try pains(text).contains(expected))
    }

    @Test(arguments: [
        "We help clinics whose pipeline is empty.",
        "Our tool helps shops reduce churn.",
        "We are looking to grow our team.",
        "If we had no CRM we would worry.",
        "A platform for businesses whose sales have plateaued.",
    ]) func othersTroublesAreNot(_ text: String) throws {
        #expect(try pains(text).isEmpty)
    }

    @Test func painsComeInTheOrderOfTheText() throws {
        #expect(try pains("Churn is killing us. Everything is on WhatsApp.") == ["retention", "no_system"])
    }
}
