import Domain
import Foundation
import Testing
import Wire

@testable import Writing

enum Project {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let dossier: Dossier = {
        do {
            let bytes = [UInt8](try Data(contentsOf: root.appending(path: "data/writing/dossier.json")))
            return Dossier(templates: try DossierTemplates.load(bytes, named: "data/writing/dossier.json"))
        } catch { fatalError("\(error)") }
    }()
}

/// A text and its facts, found by their words.
struct Post {
    let text: String
    var facts: [Fact] = []

    func says(
        _ attribute: Attribute, _ value: FactValue, _ quote: String, _ strength: Strength = .stated
    ) -> Post {
        let scalars = Array(text.unicodeScalars)
        let sought = Array(quote.unicodeScalars)
        let start = (0...max(0, scalars.count - sought.count)).first { scalars[$0...].starts(with: sought) }
        var copy = self
        if let start {
            let evidence = Evidence(span: Span(start, start + sought.count), quote: quote)
            copy.facts.append(Fact(attribute, value, strength, evidence: evidence))
        } else {
            Issue.record("“\(quote)” is not in the text")
        }
        return copy
    }

    func subject(_ company: String = "SkinLab", offer: String? = "Raptorflow") -> Dossier.Subject {
        Dossier.Subject(company: company, facts: facts, offer: offer)
    }

    static let skinLab = Post(
        text:
            "Hiring Growth Marketer. We are a 3-person D2C skincare brand in Pune doing $50K MRR. Looking for someone to "
            + "own our Instagram and email. No marketing team currently. Ads cost too much. jobs@skinlab.in"
    )
    .says(.teamSize, .range(3...3), "3-person").says(.industry, .text("d2c"), "D2C").says(
        .city, .text("Pune"), "Pune"
    )
    .says(
        .revenueMentioned, .money(Money(words: "$50K MRR", amount: 50_000, currency: "USD", period: .month)),
        "$50K MRR"
    )
    .says(
        .roleHired, .role(Role(title: "Growth Marketer", function: .marketing, seniority: .individual)),
        "Growth Marketer"
    )
    .says(.isMarketingHire, .flag(true), "Growth Marketer", .inferred)
    .says(.pain, .text("no_team"), "No marketing team currently").says(
        .pain, .text("ads_performance"), "Ads cost too much"
    )
    .says(.email, .text("jobs@skinlab.in"), "jobs@skinlab.in")
}

@Suite struct DossierTests {
    private func written(_ subject: Dossier.Subject) -> String {
        Project.dossier.write(subject).map { section in
            let lines = section.sentences.map { sentence in
                "- \(sentence.text)"
                    + sentence.citations.map { " [“\($0.quote)” \($0.span.start)-\($0.span.end)]" }.joined()
            }
            return "\(section.title)\n" + lines.joined(separator: "\n")
        }.joined(separator: "\n\n") + "\n"
    }

    @Test func `a rich post makes six parts`() throws {
        let text = written(Post.skinLab.subject())
        let file = Project.root.appending(path: "Tests/WritingTests/Goldens/skinlab.txt")
        if ProcessInfo.processInfo.environment["HARRIER_GOLDENS"] == "1" {
            try Data(text.utf8).write(to: file)
        }
        #expect(text == (try? String(contentsOf: file, encoding: .utf8)))
    }

    @Test func `the parts are the six, in order, and within their limits`() {
        let sections = Project.dossier.write(Post.skinLab.subject())
        #expect(sections.map(\.key) == DossierTemplates.keys)
        #expect(sections[0].text.split(separator: " ").count <= 40)
        #expect(sections[1].sentences.count == 3)
        #expect(sections[3].sentences.count == 1)
        #expect(sections[4].sentences.count == 3)
        #expect(sections[5].sentences.count == 1)
    }

    @Test func `every sentence cites words that stand in the text`() {
        let post = Post.skinLab
        let scalars = Array(post.text.unicodeScalars)
        for sentence in Project.dossier.write(post.subject()).flatMap(\.sentences) {
            #expect(!sentence.citations.isEmpty)
            for evidence in sentence.citations {
                var quote = String.UnicodeScalarView()
                quote.append(contentsOf: scalars[evidence.span.start..<evidence.span.end])
                #expect(String(quote) == evidence.quote)
            }
        }
    }

    @Test func `without facts each part says what is missing and claims nothing`() {
        for section in Project.dossier.write(Dossier.Subject(company: "Acme", facts: [])) {
            #expect(section.sentences.count == 1)
            #expect(section.sentences[0].citations.isEmpty)
            #expect(!section.text.contains("Acme"))
            #expect(!section.text.contains { $0.isNumber })
        }
    }

    @Test func `a fact without words behind it is not written`() {
        let facts = [
            Fact(.industry, .text("saas")), Fact(.teamSize, .range(9...9)),
            Fact(.pain, .text("no_team"), .inferred),
        ]
        let sections = Project.dossier.write(Dossier.Subject(company: "Acme", facts: facts))
        #expect(sections.allSatisfy { $0.sentences.allSatisfy(\.citations.isEmpty) })
    }

    @Test func `denied facts are not written`() {
        let post = Post(text: "We do have a marketing team.").says(
            .pain, .text("no_team"), "marketing team", .contradicted)
        #expect(Project.dossier.write(post.subject())[1].sentences[0].citations.isEmpty)
    }

    @Test func `a part does not say one thing twice`() {
        for section in Project.dossier.write(Post.skinLab.subject()) {
            let quotes = section.sentences.flatMap(\.citations)
            #expect(Set(quotes).count == quotes.count, "\(section.key)")
        }
    }

    @Test func `any one fact alone makes sound sentences`() {
        for fact in Post.skinLab.facts {
            let text = written(Dossier.Subject(company: "", facts: [fact], offer: nil))
            #expect(
                !text.contains("{") && !text.contains("  ") && !text.contains("“”") && !text.contains(" ."))
        }
    }

    @Test func `the offer is named only when there is one`() {
        #expect(written(Post.skinLab.subject()).contains("Raptorflow"))
        let without = written(Post.skinLab.subject(offer: nil))
        #expect(!without.contains("Raptorflow") && !without.contains("nil"))
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        let says: String
        let find: String
        let replace: String
        let error: String
        var testDescription: String { says }
    }

    @Test(arguments: [
        Bad(
            says: "an unknown slot", find: "{team_size} in {industry}, based",
            replace: "{team_sise} in {industry}, based",
            error: "unknown slot \"team_sise\"; did you mean \"team_size\"?"),
        Bad(
            says: "a sentence without a fact", find: "Call {phone}.", replace: "Call {company}.",
            error: "rests on no fact"),
        Bad(
            says: "an unknown key", find: "\"most_words\": 40", replace: "\"most_word\": 40",
            error: "sections[0].most_words: missing"),
        Bad(
            says: "a part out of order", find: "\"key\": \"reframe\"", replace: "\"key\": \"reframed\"",
            error: "in this order"),
        Bad(
            says: "a sentence without why", find: ", \"why\": \"Size alone.\"", replace: "",
            error: "why: missing"),
    ]) func `templates with a mistake are refused`(_ test: Bad) throws {
        let data = try Data(contentsOf: Project.root.appending(path: "data/writing/dossier.json"))
        let text = String(decoding: data, as: UTF8.self)
        #expect(text.contains(test.find))
        let broken = Array(text.replacing(test.find, with: test.replace, maxReplacements: 1).utf8)
        #expect {
            _ = try DossierTemplates.load(broken, named: "x.json")
        } throws: { "\($0)".contains(test.error) }
    }
}
