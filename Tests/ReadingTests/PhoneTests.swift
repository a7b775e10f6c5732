import Domain
import Testing

@testable import Reading

@Suite struct PhoneTests {
    private static let recogniser = Result {
        try PhoneRecogniser(data: repositoryData, tools: referenceTools)
    }

    private func numbers(_ text: String, _ attribute: Attribute = .phone) throws -> [String] {
        try facts(of: Self.recogniser.get(), in: text).filter { $0.attribute == attribute }
            .map(\.value.canonical)
    }

    @Test(arguments: [
        ("Call 98450 12345 now", "+919845012345"), ("M: +91 98220 11223", "+919822011223"),
        ("Tel: +47 22 12 34 56", "+4722123456"), ("dm or call 9944556677", "+919944556677"),
    ]) func numbersAreDialable(_ text: String, _ expected: String) throws {
        #expect(try numbers(text) == [expected])
    }

    @Test(arguments: [
        "Ping 98450 12345 on WhatsApp.", "WhatsApp: 98450 12345", "https://wa.me/919845012345",
    ]) func numbersOnWhatsAppAreTold(_ text: String) throws {
        #expect(try numbers(text, .whatsapp) == ["+919845012345"])
    }

    @Test(arguments: ["Fax: 020 2567 8901", "GSTIN 27AAACR5055K1Z5", "Rs 20,00,00,000", "Job 17489123"])
    func otherNumbersAreNot(_ text: String) throws {
        #expect(try numbers(text).isEmpty)
    }

    @Test func aLongTextMustAnnounceItsNumbers() throws {
        let filler = String(repeating: "We build things for people who like them. ", count: 20)
        #expect(try numbers(filler + "Registered 9845012345.").isEmpty)
        #expect(try numbers(filler + "Call 9845012345.") == ["+919845012345"])
    }
}
