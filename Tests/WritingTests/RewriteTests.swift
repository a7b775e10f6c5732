import Domain
import Testing

@testable import Writing

/// What a model may do to a part, and what it may not.
@Suite struct RewriteTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let isKept: Bool
        var testDescription: String { text }
    }

    static let section = Project.dossier.write(Post.skinLab.subject())[1]

    @Test(arguments: [
        Case(
            text: "Nobody looks after marketing; they say so themselves: “No marketing team currently”.",
            isKept: true),
        Case(text: "With no marketing team, the Growth Marketer would start alone.", isKept: true),
        Case(text: "Advertising costs them too much.", isKept: true),
        Case(text: "I would start with the ads.", isKept: true),
        Case(text: "They waste 40% of their budget.", isKept: false),
        Case(text: "They waste half of their budget.", isKept: false),
        Case(text: "They waste a million.", isKept: false),
        Case(text: "Seven people share the work.", isKept: false),
        Case(text: "Nobody owns marketing at Glowco.", isKept: false),
        Case(text: "Like Nykaa, they buy ads.", isKept: false),
        Case(text: "Priya Sharma owns the ads.", isKept: false),
        Case(text: "They use HubSpot for ads.", isKept: false),
        Case(text: "Their ROAS is poor.", isKept: false),
        Case(text: "Write to ceo@other.example about marketing.", isKept: false),
        Case(text: "See glow.example/ads for marketing.", isKept: false),
        Case(text: "Они не имеют команды.", isKept: false),
        Case(text: "Nobody owns marketing.\nScore: high.", isKept: false),
        Case(text: "", isKept: false),
    ]) func `a sentence with a new number, name, address or script is dropped`(_ test: Case) {
        let sentence = Artifact.Sentence(text: test.text, citations: [Self.section.sentences[0].citations[0]])
        let after = Project.dossier.acceptRewrite([sentence], of: Self.section)
        #expect(after.sentences == (test.isKept ? [sentence] : Self.section.sentences))
    }

    @Test func `a sentence must cite what the part cites`() {
        let text = "Nobody owns marketing."
        let foreign = Evidence(span: Span(0, 1), quote: "H")
        for citations in [[], [foreign], [Self.section.sentences[0].citations[0], foreign]] {
            let after = Project.dossier.acceptRewrite(
                [Artifact.Sentence(text: text, citations: citations)], of: Self.section)
            #expect(after == Self.section)
        }
    }

    @Test func `a part never grows beyond its limits`() {
        let one = Artifact.Sentence(
            text: "Nobody owns marketing.", citations: Self.section.sentences[0].citations)
        #expect(
            Project.dossier.acceptRewrite(Array(repeating: one, count: 9), of: Self.section).sentences.count
                == 3)
        let long = Artifact.Sentence(
            text: Array(repeating: "marketing", count: 200).joined(separator: " "), citations: one.citations)
        #expect(Project.dossier.acceptRewrite([long, one], of: Self.section).sentences == [one])
    }

    @Test func `what says that something is missing is not sent to be reworded`() {
        let empty = Project.dossier.write(Dossier.Subject(company: "Acme", facts: []))[1]
        #expect(Dossier.rewriteRequest(empty).isEmpty)
        #expect(Dossier.rewriteRequest(Self.section) == Self.section.sentences)
    }
}
