import Domain
import Testing
import Wire

@testable import Scoring

/// The point forms and the ledger, on small cards made for the purpose.
@Suite struct EngineTests {
    /// A card with one dimension of these criteria; `cap` and tiers that fit.
    static func card(
        _ criteria: String, cap: String = "100", groups: String = "", combine: String = "single",
        rounding: String = "none", disqualify: String = ""
    ) throws -> Scorer {
        let json = """
            {"name": "t", "version": 1, "label": "T", "why": "w", "combine": "\(combine)",
             "rounding": {"total": "\(rounding)", "why": "w"},
             "credit": {"c": {"stated": 100, "inferred": 50, "unknown": 0, "contradicted": 0, "why": "w"}},
             "dimensions": [{"key": "d", "label": "D", "cap": \(cap), "why": "w", \(groups) "criteria": [\(criteria),
               {"key": "rest", "label": "Rest", "why": "w", "match": {"points": 100, "credit": "c", "when": {"fact": "bio"}}}]}],
             \(disqualify)
             "tiers": [{"key": "a", "label": "A", "from": 50, "to": 100, "why": "w"},
                       {"key": "b", "label": "B", "from": 0, "to": 50, "why": "w"}]}
            """
        return Scorer(rubric: try Rubric.load(Array(json.utf8), named: "test", taxonomy: Project.taxonomy))
    }

    static func input(_ facts: [Fact] = [], signals: [Signal] = []) -> ScoringInput {
        ScoringInput(facts: facts, signals: signals, asOf: Sample.now)
    }

    @Test func `points can be taken away and a score does not fall below zero`() throws {
        let scorer = try Self.card(
            #"{"key": "agency", "label": "Agency", "why": "w", "match": {"points": -15, "credit": "c", "when": {"fact": "pain"}}}"#
        )
        let result = scorer.score(Self.input([Fact(.pain, .text("has_agency"))]))
        #expect(result.line("agency")?.points == Points(-15))
        #expect(result.line("agency")?.kind == .against)
        #expect(result.line("total_cap")?.points == Points(15))
        #expect(result.total == .zero)
        let both = scorer.score(Self.input([Fact(.pain, .text("x")), Fact(.bio, .text("y"))]))
        #expect(both.total == Points(85))
    }

    @Test func `groups are held before the dimension is`() throws {
        let criteria = ["email", "phone"].map {
            #"{"key": "\#($0)", "label": "L", "group": "g", "why": "w", "match": {"points": 8, "credit": "c", "when": {"fact": "\#($0)"}}}"#
        }.joined(separator: ",")
        let scorer = try Self.card(
            criteria, cap: "100", groups: #""groups": [{"key": "g", "label": "G", "cap": 10, "why": "w"}],"#)
        let result = scorer.score(
            Self.input([Fact(.email, .text("a")), Fact(.phone, .text("b")), Fact(.bio, .text("c"))]))
        #expect(result.dimensions[0].lines.map(\.criterion) == ["email", "phone", "g", "rest", "d_cap"])
        #expect(
            result.dimensions[0].lines.map(\.points) == [
                Points(8), Points(8), Points(-6), Points(100), Points(-10),
            ])
        #expect(result.total == Points(100))
    }

    static func window(_ rest: String) -> String {
        #"{"key": "w", "label": "W", "why": "w", "window": {"of": [{"signal": ["k"]}], "days": 60, "points": 20, \#(rest)}}"#
    }

    static func signals(_ daysAgo: Int64...) -> [Signal] {
        daysAgo.enumerated().map { index, days in
            let from = Sample.now.advanced(bySeconds: -days * 86_400)
            return Signal(
                id: ID(key: Int64(index)), account: ID(key: 1), kind: "k", strength: .stated, from: from,
                until: from,
                detector: "k@1", explanation: "event \(index)", evidence: [])
        }
    }

    struct Aggregate: Sendable, CustomTestStringConvertible {
        let says: String
        let rule: String
        let days: [Int64]
        let points: Int
        var testDescription: String { says }
    }

    @Test(arguments: [
        Aggregate(
            says: "count needs enough", rule: #""aggregate": "count", "at_least": 2"#, days: [1], points: 0),
        Aggregate(
            says: "count gives all", rule: #""aggregate": "count", "at_least": 2"#, days: [1, 59],
            points: 2000),
        Aggregate(
            says: "count leaves out the old", rule: #""aggregate": "count", "at_least": 2"#, days: [1, 61],
            points: 0),
        Aggregate(
            says: "max is the best", rule: #""aggregate": "max", "half_life_days": 30"#, days: [30, 60],
            points: 1000),
        Aggregate(
            says: "max fades by halves", rule: #""aggregate": "max", "half_life_days": 30"#, days: [60],
            points: 500),
        Aggregate(
            says: "max of today is whole", rule: #""aggregate": "max", "half_life_days": 30"#, days: [0],
            points: 2000),
        Aggregate(
            says: "between halves it fades smoothly", rule: #""aggregate": "max", "half_life_days": 30"#,
            days: [15], points: 1414),
        Aggregate(
            says: "sum adds what is left of each",
            rule: #""aggregate": "sum", "each": 8, "half_life_days": 30"#, days: [0, 30], points: 1200),
        Aggregate(
            says: "sum stops", rule: #""aggregate": "sum", "each": 8"#, days: [1, 2, 3, 4], points: 2000),
        Aggregate(says: "nothing happened", rule: #""aggregate": "max""#, days: [], points: 0),
    ]) func `windows aggregate and fade`(_ test: Aggregate) throws {
        let signals = test.days.flatMap { days in
            [Self.signals(days)[0]].map { signal in
                var signal = signal
                signal.explanation = "event of \(days)"
                return signal
            }
        }
        let result = try Self.card(Self.window(test.rule)).score(Self.input(signals: signals))
        #expect(result.line("w")?.points.hundredths == test.points)
    }

    @Test func `what is left after some time is the same integer everywhere`() {
        #expect(Decay.share(age: 0, halfLife: 10) == 1 << 30)
        #expect(Decay.share(age: 10, halfLife: 10) == 1 << 29)
        #expect(Decay.share(age: 400, halfLife: 10) == 0)
        // 2^(-1/2), 2^(-1/3) and 2^(-0.999) times 2^30, by an independent computation to 40 digits.
        #expect(abs(Decay.share(age: 5, halfLife: 10) - 759_250_125) <= 1)
        #expect(abs(Decay.share(age: 1, halfLife: 3) - 852_229_450) <= 12_000)
        #expect(abs(Decay.share(age: 999, halfLife: 1000) - 537_243_171) <= 12_000)
        var before = Int.max
        for age in Int64(0)...5000 {
            let share = Decay.share(age: age, halfLife: 1000)
            #expect(share < before)
            before = share
        }
    }

    @Test func `similarity gives its share, and says when nothing was measured`() throws {
        let scorer = try Self.card(
            #"{"key": "s", "label": "Likeness", "why": "w", "similarity": {"points": 50, "text_a": "profile", "text_b": "wish"}}"#
        )
        #expect(
            scorer.score(Self.input()).line("s")?.reason == "Likeness: profile and wish were not compared")
        var input = Self.input()
        input.similarities = ["s": 73]
        #expect(scorer.score(input).line("s")?.points.doubleValue == 36.5)
        input.similarities = ["s": 250]
        #expect(scorer.score(input).total == Points(50))
    }

    @Test func `rounding has a line of its own and the tier follows it`() throws {
        let criterion =
            #"{"key": "m", "label": "M", "why": "w", "match": {"points": 49.5, "credit": "c", "when": {"fact": "email"}}}"#
        let scorer = try Self.card(criterion, rounding: "whole_half_up")
        let result = scorer.score(Self.input([Fact(.email, .text("a"))]))
        #expect(result.total == Points(50))
        #expect(result.tier.key == "a")
        #expect(result.line("rounding")?.points == Points(hundredths: 50))
        let plain = try Self.card(criterion).score(Self.input([Fact(.email, .text("a"))]))
        #expect(plain.tier.key == "b")
    }

    @Test func `bands are half-open on the exact total`() throws {
        let rubric = try Project.rubric("raptorflow@1")
        for (total, tier) in [
            (8000, "red_hot"), (7999, "warm"), (6000, "warm"), (5999, "nurture"), (4000, "nurture"),
            (3999, "parked"),
            (0, "parked"), (10_000, "red_hot"),
        ] { #expect(rubric.tier(of: Points(hundredths: total)).key == tier) }
    }

    @Test func `predicates combine`() throws {
        func holds(_ predicate: String, _ facts: [Fact]) throws -> Strength? {
            let criterion =
                #"{"key": "p", "label": "P", "why": "w", "match": {"points": 10, "credit": "c", "when": \#(predicate)}}"#
            return try Self.card(criterion).score(Self.input(facts)).line("p")?.strength
        }
        let email = Fact(.email, .text("a@b.co"))
        let phone = Fact(.phone, .text("1"), .inferred)
        let both = #"{"all": [{"fact": "email"}, {"fact": "phone"}]}"#
        #expect(try holds(both, [email, phone]) == .inferred)
        #expect(try holds(both, [email]) == .unknown)
        #expect(try holds(#"{"any": [{"fact": "phone"}, {"fact": "email"}]}"#, [email, phone]) == .stated)
        #expect(try holds(#"{"not": {"fact": "email"}}"#, []) == .stated)
        #expect(try holds(#"{"not": {"fact": "email"}}"#, [email]) == .contradicted)
        #expect(try holds(#"{"fact": "email", "quoted": true}"#, [email]) == .unknown)
        #expect(try holds(#"{"fact": "email", "at_most": "inferred"}"#, [email]) == .inferred)
        #expect(
            try holds(
                #"{"fact": "role_type", "in": ["unclear", "first_marketer"]}"#,
                [Fact(.roleType, .text("First_Marketer"))]) == .stated)
        #expect(
            try holds(#"{"technology": ["Postgres"]}"#, [Fact(.technology, .text("PostgreSQL"))]) == .stated)
        #expect(
            try holds(#"{"technology": ["Python"]}"#, [Fact(.technology, .text("python 3.11"))]) == .stated)
        #expect(try holds(#"{"technology": ["S3"]}"#, [Fact(.technology, .text("S"))]) == .unknown)
        #expect(try holds(#"{"size": {"from": 50}}"#, [Fact(.teamSize, .range(900...900))]) == .stated)
        #expect(
            try holds(#"{"fact": "role_hired", "seniority": ["vp"]}"#, [Fact(.roleHired, marketer("x"))])
                == .contradicted)
        #expect(try holds(#"{"title": {"function": ["marketing"]}}"#, []) == .unknown)
    }
}
