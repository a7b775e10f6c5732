import Domain
import Testing

@testable import Reading

@Suite struct SellingTests {
    private func read(_ text: String) throws -> [Fact] {
        let before: [any Recogniser] = [
            try TeamSizeRecogniser(data: repositoryData), try IndustryRecogniser(data: repositoryData),
            try PersonRecogniser(data: repositoryData), try PainRecogniser(data: repositoryData),
        ]
        return try facts(of: SellingRecogniser(data: repositoryData), in: text, after: before)
    }

    private func values(_ text: String, _ attribute: Attribute) throws -> [String] {
        try read(text).filter { $0.attribute == attribute }.map(\.value.canonical)
    }

    /// The example of the published classification.
    private static let example = """
        Hiring Growth Marketer. We are a 3-person D2C skincare brand doing $50K MRR. Looking for someone to own our \
        Instagram and email. No marketing team currently.
        """

    @Test func theExampleIsReadAsPublished() throws {
        #expect(try Set(values(Self.example, .chaosFlag)) == ["chaos_culture", "diy", "first_hire"])
        #expect(try Set(values(Self.example, .silverBullet)) == ["own our", "no marketing team"])
        #expect(try values(Self.example, .economicBuyer) == ["founder"])
        #expect(try values(Self.example, .needPayoff).first?.contains("own our Instagram and email") == true)
        #expect(try values(Self.example, .problem) == ["No marketing team currently."])
        #expect(try values(Self.example, .situation).first?.contains("3-person D2C skincare brand") == true)
    }

    @Test(arguments: [
        ("Rockstar marketer wanted!", "rockstar"), ("You will wear many hats.", "wear_many_hats"),
        ("Need a content writer ASAP", "asap"), ("Everything is on WhatsApp.", "chaos_culture"),
        ("Our founder still runs the ads.", "diy"), ("Our first marketing hire.", "first_hire"),
    ]) func disorderIsFlagged(_ text: String, _ flag: String) throws {
        #expect(try values(text, .chaosFlag).contains(flag))
    }

    @Test(arguments: [
        ("You report to the CMO. Team of 9.", "marketing_head"), ("Founder: Meher Quillton.", "founder"),
        ("We are 60 people.", "ceo"), ("Geschäftsführer: Markus Weidner.", "ceo"),
        ("We employ 900 people.", "marketing_head"),
    ]) func theBuyerIsGuessed(_ text: String, _ buyer: String) throws {
        #expect(try values(text, .economicBuyer) == [buyer])
    }

    @Test func answersAreTheTextsOwnWordsAndShort() throws {
        let text =
            "Team of 4. " + String(repeating: "We have no CRM and we want more of it ", count: 12) + "."
        for fact in try read(text) {
            let evidence = try #require(fact.evidence)
            guard [.problem, .needPayoff].contains(fact.attribute) else { continue }
            #expect(fact.value.canonical == evidence.quote)
            #expect(fact.value.canonical.split(separator: " ").count <= 40)
        }
    }

    @Test func aPlainTextSaysNothing() throws {
        #expect(try read("Hello there.").isEmpty)
    }
}
