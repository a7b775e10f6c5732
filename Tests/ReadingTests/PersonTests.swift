import Domain
import Testing

@testable import Reading

@Suite struct PersonTests {
    private static let recogniser = Result { try PersonRecogniser(data: repositoryData) }

    private func people(_ text: String) throws -> [String] {
        try facts(of: Self.recogniser.get(), in: text).map { fact in
            guard case .person(let name, let role) = fact.value else { return "" }
            return "\(name): \(role ?? "")"
        }
    }

    @Test(arguments: [
        ("Hey, I'm Arjun, founder of Millet Mama.", "Arjun: founder"),
        ("Founder: Meher Quillton, Kochi.", "Meher Quillton: founder"),
        ("Founded in 2016 by Ingrid Solberg and Peder Vik.", "Ingrid Solberg: founder"),
        ("Rohan Deshpande\nFounder & CEO\nSuryatej Solar", "Rohan Deshpande: Founder & CEO"),
        ("Reports to the CMO, Anil Mohanty.", "Anil Mohanty: CMO"),
        ("Contact HR: Ms. Kavita Rathore, Bhiwadi", "Kavita Rathore: HR"),
        ("Geschäftsführer: Markus Weidner.", "Markus Weidner: Geschäftsführer"),
        ("Contact : Claire Dubois, directrice", "Claire Dubois: directrice"),
        ("Escribe a Lucía Herrera, socia fundadora.", "Lucía Herrera: socia fundadora"),
        ("Get in touch with me, Sooyel (Team Operations) here.", "Sooyel: Team Operations"),
        ("“Yes,” said Avinoam Rubinstain, CEO and founder of Acme.", "Avinoam Rubinstain: CEO and founder"),
        ("Send your CV.\nCheers,\nAnna", "Anna: contact"),
        ("Call Neha 0731 4001234", "Neha: contact"),
        ("CEO Jean-Luc D'Souza speaks.", "Jean-Luc D'Souza: CEO"),
    ]) func peopleAreFoundWithTheirRoles(_ text: String, _ expected: String) throws {
        #expect(try people(text).first?.lowercased() == expected.lowercased())
    }

    @Test(arguments: [
        "I'm Excited to hire a Senior Engineer.", "Marketing Manager, Berlin", "Contact us today.",
        "Halden Freight | Senior Backend Engineer | Rotterdam", "By the author Jane Roe.",
        "Looking for a Product Manager - Exports.",
    ]) func capitalsAreNotPeople(_ text: String) throws {
        #expect(try people(text).isEmpty)
    }
}
