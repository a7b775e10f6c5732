import Domain
import Testing

@testable import Scoring

/// SplitMix64: the same leads in every run.
struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func pick<T>(_ items: [T]) -> T { items[Int.random(in: items.indices, using: &self)] }
}

/// What holds for every lead, whatever it is made of.
@Suite struct LedgerTests {
    static func lead(_ dice: inout Dice) -> ScoringInput {
        let text =
            "We are a team. No marketing team. Hiring growth. Need help scaling. Help us with our marketing."
        let values: [(Attribute, [FactValue])] = [
            (.teamSize, [.range(1...1), .range(3...40), .range(900...1000)]),
            (.industry, ["d2c", "saas", "AI startup", "software", "zoo", ""].map { .text($0) }),
            (.city, ["Pune", "Berlin", "Nowhere"].map { .text($0) }),
            (.country, ["India", "US"].map { .text($0) }),
            (.website, ["a.in", "b.com", "c.de"].map { .text($0) }),
            (.email, ["info@a.in", "x@b.com"].map { .text($0) }),
            (.phone, [.text("+911")]), (.profileURL, [.text("linkedin.com/in/x")]),
            (
                .roleHired,
                [
                    marketer("Growth"), marketer("SEO"),
                    .role(Role(title: "Dev", function: .engineering, seniority: .vp)),
                ]
            ),
            (.isMarketingHire, [.flag(true), .flag(false)]),
            (.pain, ["no_team", "lead_gen", "brand", "retention"].map { .text($0) }),
            (.technology, ["AWS", "React", "Cobol", "Python 3"].map { .text($0) }),
            (.fundingMentioned, [.text("Series A")]),
            (.roleTitle, ["CEO", "Director", "Barista"].map { .text($0) }),
            (.person, [.person(name: "Ann", role: nil)]),
            (.bio, [.text("hello")]), (.companyName, [.text("Acme")]),
        ]
        var facts: [Fact] = []
        for _ in 0..<Int.random(in: 0...24, using: &dice) {
            let (attribute, options) = dice.pick(values)
            let start = Int.random(in: 0..<80, using: &dice)
            let scalars = Array(text.unicodeScalars)[start..<start + 5]
            var quote = String.UnicodeScalarView()
            quote.append(contentsOf: scalars)
            facts.append(
                Fact(
                    attribute, dice.pick(options), dice.pick(Strength.allCases),
                    evidence: Bool.random(using: &dice)
                        ? Evidence(span: Span(start, start + 5), quote: String(quote)) : nil))
        }
        let kinds = [
            "funding_round", "tech_adoption", "hiring_marketing", "email_reply", "contract_renewal",
            "unheard_of",
        ]
        let signals = (0..<Int.random(in: 0...5, using: &dice)).map { _ in
            BalancedTests.signal(dice.pick(kinds), daysAgo: Int64.random(in: -5...400, using: &dice))
        }
        var input = ScoringInput(
            facts: facts,
            texts: Bool.random(using: &dice)
                ? [SourceText(type: dice.pick(SourceType.allCases), text: text, capturedAt: Sample.now)] : [],
            signals: signals, icp: Bool.random(using: &dice) ? BalancedTests.profile : nil,
            offer: Bool.random(using: &dice) ? offer : nil, asOf: Sample.now)
        if Bool.random(using: &dice) {
            input.icp?.signals = ["recentFunding": false]
            input.icp?.exclusions = ["a.in"]
            let seniority = dice.pick(Seniority.allCases)
            input.title = ParsedTitle(
                currentTitles: ["x"], function: .other, seniority: seniority,
                isDecisionMaker: seniority >= .cLevel,
                company: nil)
        }
        return input
    }

    @Test(arguments: Project.shipped)
    func `a total is the sum of its lines, whatever the lead`(_ reference: String) throws {
        let scorer = try Project.scorer(reference)
        var dice = Dice(state: 42)
        for _ in 0..<1500 {
            let input = Self.lead(&dice)
            let verdicts =
                Bool.random(using: &dice)
                ? [
                    "intent": JudgeVerdict(
                        label: dice.pick(["High", "Medium", "Low", "?"]), reason: "r", judge: "m",
                        position: dice.pick([nil, 0, 33, 100, 900]))
                ]
                : [:]
            let result = scorer.score(input, verdicts: verdicts)
            try check(result, scorer.rubric)
            // Same inputs, same score, bit by bit.
            #expect(scorer.score(input, verdicts: verdicts) == result)
        }
    }

    private func check(_ result: ScoreResult, _ rubric: Rubric) throws {
        #expect(result.lines.reduce(Points.zero) { $0 + $1.points } == result.total)
        #expect((Points.zero...Points(100)).contains(result.total))
        for dimension in result.dimensions {
            #expect(dimension.lines.reduce(Points.zero) { $0 + $1.points } == dimension.points)
        }
        for line in result.lines {
            #expect(!line.reason.isEmpty && !line.reason.contains("{") && !line.reason.contains("  "))
            #expect(line.kind == .cap || line.kind == .rounding || line.points <= line.of)
            if line.kind == .absent, line.points > .zero { #expect(line.strength == .unknown) }
        }
        let byTotal = rubric.tier(of: result.total)
        let isHeld = result.lines.contains { $0.kind == .disqualified }
        #expect(isHeld ? result.tier.rank >= byTotal.rank : result.tier == byTotal)
    }

    @Test func `quotes are passed on as they are`() throws {
        var dice = Dice(state: 7)
        let scorer = try Project.scorer("raptorflow@1")
        for _ in 0..<300 {
            let input = Self.lead(&dice)
            let known = Set(input.facts.compactMap(\.evidence) + input.signals.flatMap(\.evidence))
            let scalars = input.texts.first.map { Array($0.text.unicodeScalars) } ?? []
            for evidence in scorer.score(input).lines.flatMap(\.evidence) where !known.contains(evidence) {
                // Not a fact's words, so found by a phrase: they must stand in the text, byte for byte.
                var quote = String.UnicodeScalarView()
                quote.append(contentsOf: scalars[evidence.span.start..<evidence.span.end])
                #expect(String(quote) == evidence.quote)
            }
        }
    }
}
