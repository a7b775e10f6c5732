import Domain
import Testing

@testable import Scoring

/// What a value earns by how well the text supports it, and what the line says.
@Suite struct StrengthTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let says: String
        let criterion: String
        let points: Double
        let strength: Strength
        let kind: ScoreLine.Kind
        let facts: [Fact]
        var reason: String?
        var profile: (@Sendable (inout ICP.Criteria) -> Void)?
        var testDescription: String { says }
    }

    @Test(arguments: [
        Case(
            says: "a stated size inside", criterion: "size_match", points: 20, strength: .stated,
            kind: .award,
            facts: [Fact(.teamSize, .range(9...9))], reason: "Team of 9 is inside 1 to 20"),
        Case(
            says: "an inferred size earns half", criterion: "size_match", points: 10, strength: .inferred,
            kind: .award,
            facts: [Fact(.teamSize, .range(9...9), .inferred)],
            reason: "Team of 9, as far as the text suggests; 1 to 20 is wanted"),
        Case(
            says: "no size earns a fifth and says what was searched", criterion: "size_match", points: 4,
            strength: .unknown, kind: .absent, facts: [],
            reason: "Team size not stated (1 text searched); the unknown earns 20 %"),
        Case(
            says: "a size outside earns nothing", criterion: "size_match", points: 0, strength: .contradicted,
            kind: .against, facts: [Fact(.teamSize, .range(500...500))],
            reason: "Team of 500 is outside 1 to 20"),
        Case(
            says: "a range that only touches is half", criterion: "size_match", points: 10,
            strength: .inferred,
            kind: .award, facts: [Fact(.teamSize, .range(11...50))],
            reason: "Team of 11 to 50, only partly inside; 1 to 20 is wanted"),
        Case(
            says: "twenty is inside", criterion: "size_match", points: 20, strength: .stated, kind: .award,
            facts: [Fact(.teamSize, .range(20...20))]),
        Case(
            says: "twenty-one is outside", criterion: "size_match", points: 0, strength: .contradicted,
            kind: .against,
            facts: [Fact(.teamSize, .range(21...21))]),
        Case(
            says: "a bucket reads as numbers", criterion: "size_match", points: 20, strength: .stated,
            kind: .award,
            facts: [Fact(.sizeBucket, .text("11-20"))], reason: "Team of 11 to 20 is inside 1 to 20"),
        Case(
            says: "the newest stated size decides", criterion: "size_match", points: 0,
            strength: .contradicted,
            kind: .against, facts: [Fact(.teamSize, .range(60...60)), Fact(.teamSize, .range(9...9))]),
        Case(
            says: "a stated size outweighs an inferred one", criterion: "size_match", points: 20,
            strength: .stated,
            kind: .award,
            facts: [Fact(.teamSize, .range(60...60), .inferred), Fact(.teamSize, .range(9...9))]),
        Case(
            says: "a city of the country is as good as the country", criterion: "region_match", points: 10,
            strength: .stated, kind: .award, facts: [Fact(.city, .text("Pune"))],
            reason: "Based in Pune; your region is India"),
        Case(
            says: "a country concluded from a city nobody lists is stated through the city",
            criterion: "region_match",
            points: 10, strength: .stated, kind: .award,
            facts: [Fact(.city, .text("Karur")), Fact(.country, .text("India"), .inferred)],
            reason: "Based in Karur; your region is India"),
        Case(
            says: "a country merely suggested is half", criterion: "region_match", points: 5,
            strength: .inferred,
            kind: .award, facts: [Fact(.country, .text("India"), .inferred)],
            reason: "Probably in India: the text suggests it"),
        Case(
            says: "a web ending suggests the country", criterion: "region_match", points: 5,
            strength: .inferred,
            kind: .award, facts: [Fact(.website, .text("skinlab.co.in"))],
            reason: "Probably in India: the website ends in .in"),
        Case(
            says: "an ending bought for its letters says nothing", criterion: "region_match", points: 2,
            strength: .unknown, kind: .absent, facts: [Fact(.website, .text("skinlab.io"))]),
        Case(
            says: "an ending of another country speaks against", criterion: "region_match", points: 0,
            strength: .contradicted, kind: .against, facts: [Fact(.website, .text("haut.de"))]),
        Case(
            says: "words outweigh a web ending", criterion: "region_match", points: 0,
            strength: .contradicted,
            kind: .against, facts: [Fact(.website, .text("skinlab.in")), Fact(.city, .text("Berlin"))]),
        Case(
            says: "one of several places is enough", criterion: "region_match", points: 10, strength: .stated,
            kind: .award, facts: [Fact(.city, .text("London")), Fact(.city, .text("Jaipur"))]),
        Case(
            says: "an address line names its country", criterion: "region_match", points: 10,
            strength: .stated,
            kind: .award, facts: [Fact(.location, .text("Koregaon Park, Pune, Maharashtra"))]),
        Case(
            says: "a wider region is half", criterion: "region_match", points: 5, strength: .inferred,
            kind: .award,
            facts: [Fact(.region, .text("APAC"))], reason: "Probably in APAC: APAC is a wider place"),
        Case(
            says: "India is not EMEA", criterion: "region_match", points: 0, strength: .contradicted,
            kind: .against,
            facts: [Fact(.country, .text("India"))], profile: { $0.geographies = ["EMEA"] }),
        Case(
            says: "a time zone is a place", criterion: "region_match", points: 10, strength: .stated,
            kind: .award,
            facts: [Fact(.country, .text("India"))], profile: { $0.geographies = ["UTC+4 to UTC+6"] }),
        Case(
            says: "a wished city is not met by its country", criterion: "region_match", points: 5,
            strength: .inferred,
            kind: .award, facts: [Fact(.country, .text("India"))], profile: { $0.geographies = ["Pune"] }),
        Case(
            says: "an industry below the wished one counts", criterion: "industry_match", points: 20,
            strength: .stated,
            kind: .award, facts: [Fact(.industry, .text("martech"))]),
        Case(
            says: "an industry above the wished one is half", criterion: "industry_match", points: 10,
            strength: .inferred, kind: .award, facts: [Fact(.industry, .text("software"))],
            reason: "Probably software, which is on your list (software is a wider term)"),
        Case(
            says: "another industry earns nothing", criterion: "industry_match", points: 0,
            strength: .contradicted,
            kind: .against, facts: [Fact(.industry, .text("real_estate"))],
            reason: "Real estate is not on your list"),
        Case(
            says: "a wish the taxonomy does not know compares words", criterion: "industry_match", points: 20,
            strength: .stated, kind: .award, facts: [Fact(.industry, .text("Kite Making"))],
            profile: { $0.industries = ["kite-making"] }),
        Case(
            says: "a list the profile leaves empty is the card's own", criterion: "industry_match",
            points: 20,
            strength: .stated, kind: .award, facts: [Fact(.industry, .text("d2c"))],
            profile: { $0.geographies = ["Germany"] }),
        Case(
            says: "a wished bucket replaces the card's range", criterion: "size_match", points: 0,
            strength: .contradicted, kind: .against, facts: [Fact(.teamSize, .range(9...9))],
            reason: "Team of 9 is outside 1 to 5", profile: { $0.sizeBuckets = ["1", "2-5"] }),
        Case(
            says: "a denied fact speaks against", criterion: "marketing_hire", points: 0,
            strength: .contradicted,
            kind: .against, facts: [Fact(.roleHired, marketer("Growth Marketer"), .contradicted)]),
        Case(
            says: "hiring for something else is not hiring for marketing", criterion: "marketing_hire",
            points: 0,
            strength: .contradicted, kind: .against,
            facts: [
                Fact(
                    .roleHired,
                    .role(Role(title: "Java Developer", function: .engineering, seniority: .individual)))
            ],
            reason: "Hires, but not for marketing: Java Developer"),
    ]) func `support decides the share`(_ test: Case) throws {
        var input = ScoringInput(
            facts: test.facts, texts: [SourceText(type: .manual, text: "", capturedAt: Sample.now)],
            asOf: Sample.now)
        if let profile = test.profile {
            var criteria = ICP.Criteria()
            profile(&criteria)
            input.icp = criteria
        }
        let line = try #require(try Project.scorer("raptorflow@1").score(input).line(test.criterion))
        #expect(line.points.doubleValue == test.points)
        #expect(line.strength == test.strength)
        #expect(line.kind == test.kind)
        if let reason = test.reason { #expect(line.reason == reason) }
    }

    @Test func `the strict card gives nothing for the unknown and is otherwise the same`() throws {
        let (usual, strict) = (try Project.scorer("raptorflow@1"), try Project.scorer("raptorflow-strict@1"))
        #expect(strict.score(Published.vague.input).total == Points(5))
        for sample in [Published.skinLab, Published.soloFounder] {
            #expect(strict.score(sample.input).total == usual.score(sample.input).total)
        }
        try expectGolden(strict.score(Published.vague.input).ledger, "strict-vague")
    }

    struct Reach: Sendable, CustomTestStringConvertible {
        let has: [Attribute]
        let points: Double
        var testDescription: String { has.map(\.rawValue).joined(separator: " + ") }
    }

    @Test(arguments: [
        Reach(has: [.email, .phone, .website], points: 10), Reach(has: [.email, .phone], points: 7),
        Reach(has: [.email, .website], points: 5), Reach(has: [.email], points: 3),
        Reach(has: [.phone], points: 3),
        Reach(has: [.phone, .website], points: 3), Reach(has: [.website], points: 0),
        Reach(has: [], points: 0),
    ]) func `ways to reach them form a ladder`(_ test: Reach) throws {
        let input = ScoringInput(facts: test.has.map { Fact($0, .text("x.io")) }, asOf: Sample.now)
        #expect(try Project.scorer("raptorflow@1").score(input).points("data_quality") == test.points)
    }

    @Test(arguments: [(0, 0.0), (1, 1.5), (2, 2), (3, 2.5), (4, 2.5)])
    func `a text alone is worth one and a half a thing`(_ things: Int, _ points: Double) throws {
        let said: [(Attribute, FactValue)] = [
            (.teamSize, .range(3...3)), (.industry, .text("d2c")), (.city, .text("Pune")),
            (.person, .person(name: "A", role: nil)),
        ]
        let evidence = Evidence(span: Span(0, 1), quote: "a")
        let facts =
            said.prefix(things).map { Fact($0.0, $0.1, evidence: evidence) }
            + [Fact(.website, .text("a.com")), Fact(.companyName, .text("Said by the sender"))]
        let result = try Project.scorer("raptorflow@1").score(ScoringInput(facts: facts, asOf: Sample.now))
        #expect(result.points("data_quality") == points)
    }
}
