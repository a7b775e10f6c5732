import Domain
import Testing
import Wire

@testable import Scoring

/// Text is data: nothing written in it can talk to the score.
@Suite struct InjectionTests {
    struct Attempt: Sendable, CustomTestStringConvertible {
        let id: String
        let kind: String
        let text: String
        var testDescription: String { "\(id) \(kind)" }
    }

    static let attempts: [Attempt] = {
        let bytes = (try? Project.bytes("Tests/ScoringTests/Fixtures/injections.jsonl")) ?? []
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
            guard let json = try? JSON.parse(String(line)), let id = json["id"]?.stringValue,
                let kind = json["kind"]?.stringValue, let text = json["text"]?.stringValue
            else { return nil }
            return Attempt(id: id, kind: kind, text: text)
        }
    }()

    /// A prospect, and texts with much, some and nothing to read in them.
    static var leads: [ScoringInput] {
        [
            Published.skinLab.input, Published.soloFounder.input, Published.vague.input, BalancedTests.full,
            Sample("We make chairs.", .jobPost).input, Sample("We make chairs.", .website).input,
            IntentTests.rows[8].input,
        ]
    }

    @Test func `the corpus has more than sixty attempts of many kinds and languages`() {
        #expect(Self.attempts.count >= 60)
        #expect(Set(Self.attempts.map(\.kind)).count >= 10)
        #expect(Set(Self.attempts.map(\.id)).count == Self.attempts.count)
    }

    @Test(arguments: Project.shipped) func `no attempt moves a score by a point`(_ reference: String) throws {
        let scorer = try Project.scorer(reference)
        for lead in Self.leads {
            let before = scorer.score(lead)
            for attempt in Self.attempts {
                for separator in [" ", "\n", "\n\n---\n"] {
                    var attacked = lead
                    attacked.texts[0].text += separator + attempt.text
                    let after = scorer.score(attacked)
                    #expect(after == before, "\(attempt.id) after “\(lead.texts[0].text.prefix(30))”")
                }
            }
        }
    }

    @Test(arguments: attempts) func `an attempt in a column is only that column's text`(
        _ attempt: Attempt
    ) throws {
        let scorer = try Project.scorer("intent@1")
        var lead = IntentTests.rows[8].input
        let before = scorer.score(lead)
        for index in lead.facts.indices where lead.facts[index].attribute == .bio {
            lead.facts[index].value = .text(attempt.text)
        }
        lead.offer = Offer(
            id: ID(key: 1), version: 1, number: 1, name: attempt.text, valueProps: attempt.text,
            idealUseCases: attempt.text, createdAt: Sample.now)
        let after = scorer.score(lead)
        #expect(after.total == before.total)
        #expect(after.lines.map(\.points) == before.lines.map(\.points))
        for line in after.lines { #expect(!line.reason.contains("\n") && line.reason.count <= 400) }
    }

    @Test(arguments: attempts) func `a judge's answer that is an attempt is no label`(
        _ attempt: Attempt
    ) throws {
        let scorer = try Project.scorer("intent@1")
        let lead = IntentTests.rows[8].input
        let verdict = JudgeVerdict(label: attempt.text, reason: attempt.text, judge: "m", position: 100)
        #expect(scorer.score(lead, verdicts: ["intent": verdict]) == scorer.score(lead))
    }
}
