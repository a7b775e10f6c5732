import Domain
import Testing

@testable import Scoring

/// Intent 40 %, fit 35 %, accessibility 25 %, as printed.
@Suite struct BalancedTests {
    static func signal(_ kind: String, daysAgo: Int64 = 5) -> Signal {
        let from = Sample.now.advanced(bySeconds: -daysAgo * 86_400)
        return Signal(
            id: ID(key: 7), account: ID(key: 1), kind: kind, strength: .stated, from: from, until: from,
            detector: kind + "@1", explanation: "seen \(kind)",
            evidence: [Evidence(span: Span(0, 2), quote: "ab")])
    }

    static let profile: ICP.Criteria = {
        var profile = ICP.Criteria()
        profile.industries = ["SaaS", "FinTech", "HealthTech"]
        profile.sizes = 50...500
        profile.tech.must = ["AWS", "React"]
        profile.tech.nice = ["Python", "PostgreSQL"]
        profile.tech.avoid = ["Legacy systems", "Cobol"]
        profile.geographies = ["US", "UK", "Canada"]
        profile.departments = ["Engineering", "Product"]
        return profile
    }()

    /// Everything the card asks for.
    static var full: ScoringInput {
        let sample = Sample(
            "Engineer wanted. 120 people, SaaS, London. AWS ReactJS Python Postgres Slack. ann@x.io bob@x.io "
                + "+44 20 7946 0000 linkedin.com/in/ann Ann Lee Bob Ray"
        )
        .stating(
            .roleHired, .role(Role(title: "Engineer", function: .engineering, seniority: .individual)),
            "Engineer"
        )
        .stating(.teamSize, .range(120...120), "120 people")
        .stating(.industry, .text("saas"), "SaaS").stating(.city, .text("London"), "London")
        .stating(.technology, .text("AWS"), "AWS").stating(.technology, .text("ReactJS"), "ReactJS")
        .stating(.technology, .text("Python"), "Python").stating(.technology, .text("Postgres"), "Postgres")
        .stating(.technology, .text("Slack"), "Slack")
        .stating(.email, .text("ann@x.io"), "ann@x.io").stating(.email, .text("bob@x.io"), "bob@x.io")
        .stating(.phone, .text("+442079460000"), "+44 20 7946 0000")
        .stating(.profileURL, .text("linkedin.com/in/ann"), "linkedin.com/in/ann")
        var input = sample.input
        input.icp = profile
        input.offer = offer
        input.signals = [
            "funding_round", "tech_adoption", "leadership_hire", "industry_growth", "email_reply",
        ].map { signal($0) }
        return input
    }

    @Test func `a lead with everything scores 100 and hot`() throws {
        let result = try Project.scorer("balanced@1").score(Self.full)
        #expect(result.total == Points(100))
        #expect(result.tier.key == "hot")
        #expect(result.dimensions.map(\.points.doubleValue) == [40, 35, 25])
        try expectGolden(result.ledger, "balanced-full")
    }

    @Test func `a text alone, without a profile, has its open lines switched off`() throws {
        let result = try Project.scorer("balanced@1").score(Published.skinLab.input)
        #expect(result.line("size_match")?.kind == .absent)
        #expect(result.line("size_match")?.of == Points(hundredths: 875))
        try expectGolden(result.ledger, "balanced-skinlab")
    }

    struct Missing: Sendable, CustomTestStringConvertible {
        let criterion: String
        /// Weighted points the line is worth.
        let worth: Double
        let remove: @Sendable (inout ScoringInput) -> Void
        var testDescription: String { criterion }
    }

    static func without(
        _ attribute: Attribute, _ value: String? = nil
    ) -> @Sendable (inout ScoringInput) -> Void {
        { $0.facts.removeAll { $0.attribute == attribute && (value == nil || $0.value.canonical == value) } }
    }

    static func withoutSignal(_ kind: String) -> @Sendable (inout ScoringInput) -> Void {
        { $0.signals.removeAll { $0.kind == kind } }
    }

    @Test(arguments: [
        Missing(criterion: "recent_funding", worth: 12, remove: withoutSignal("funding_round")),
        Missing(criterion: "active_hiring", worth: 10, remove: without(.roleHired)),
        Missing(criterion: "tech_stack_change", worth: 8, remove: withoutSignal("tech_adoption")),
        Missing(criterion: "leadership_change", worth: 6, remove: withoutSignal("leadership_hire")),
        Missing(criterion: "industry_growth", worth: 4, remove: withoutSignal("industry_growth")),
        Missing(criterion: "industry_match", worth: 8.75, remove: without(.industry)),
        Missing(criterion: "size_match", worth: 8.75, remove: without(.teamSize)),
        Missing(criterion: "tech_match", worth: 1.75, remove: without(.technology, "Python")),
        Missing(criterion: "place_match", worth: 5.25, remove: without(.city)),
        Missing(criterion: "complementary_tools", worth: 5.25, remove: without(.technology, "Slack")),
        Missing(criterion: "linkedin_profile", worth: 6.25, remove: without(.profileURL)),
        Missing(criterion: "phone", worth: 5, remove: without(.phone)),
        Missing(criterion: "multiple_contacts", worth: 3.75, remove: without(.email, "bob@x.io")),
        Missing(criterion: "previous_interaction", worth: 2.5, remove: withoutSignal("email_reply")),
    ]) func `each printed row is worth what is printed, weighted`(_ test: Missing) throws {
        var input = Self.full
        test.remove(&input)
        let scorer = try Project.scorer("balanced@1")
        let lost =
            try #require(scorer.score(Self.full).line(test.criterion)).points
            - (try #require(scorer.score(input).line(test.criterion))).points
        #expect(lost.doubleValue == test.worth)
        // The total is whole, half up, and the ledger still adds up to it.
        let result = scorer.score(input)
        #expect(result.total.hundredths == (10_000 - lost.hundredths + 50) / 100 * 100)
        #expect(result.lines.reduce(Points.zero) { $0 + $1.points } == result.total)
    }

    @Test func `an old signal is outside its window and a later one does not exist yet`() throws {
        var input = Self.full
        input.signals = [
            Self.signal("funding_round", daysAgo: 181), Self.signal("tech_adoption", daysAgo: -1),
        ]
        let result = try Project.scorer("balanced@1").score(input)
        #expect(result.line("recent_funding")?.points == .zero)
        #expect(result.line("tech_stack_change")?.points == .zero)
    }

    @Test func `a switched-off criterion gives nothing, is shown as off, and lifts no other`() throws {
        var input = Self.full
        input.icp?.signals = ["recentFunding": false, "activelyHiring": true]
        let result = try Project.scorer("balanced@1").score(input)
        let line = try #require(result.line("recent_funding"))
        #expect(line.points == .zero)
        #expect(line.of == Points(12))
        #expect(line.kind == .absent)
        #expect(line.reason == "Recent funding: off in your profile")
        #expect(result.total == Points(88))
    }

    @Test func `an avoided technology holds the tier at nurture and leaves the points`() throws {
        var input = Self.full
        input.facts.append(Fact(.technology, .text("COBOL")))
        let result = try Project.scorer("balanced@1").score(input)
        #expect(result.total == Points(100))
        #expect(result.tier.key == "nurture")
        #expect(result.line("avoided_technology")?.kind == .disqualified)
    }

    @Test func `an excluded domain holds the tier at the bottom`() throws {
        var input = Self.full
        input.facts.append(Fact(.website, .text("jobs.x.io")))
        input.icp?.exclusions = ["X.io"]
        let result = try Project.scorer("balanced@1").score(input)
        #expect(result.tier.key == "cold")
        #expect(
            result.line("excluded_domain")?.reason
                == "x.io is on your list of domains never to pursue: Cold at best")
    }

    @Test func `a shared mailbox is half a direct address`() throws {
        var input = Self.full
        input.facts.removeAll { $0.attribute == .email }
        input.facts.append(Fact(.email, .text("info@x.io")))
        #expect(
            try Project.scorer("balanced@1").score(input).line("direct_email")?.points.doubleValue == 3.75)
    }

    @Test func `must-have technologies alone carry all twenty points`() throws {
        var input = Self.full
        input.icp?.tech.nice = []
        #expect(try Project.scorer("balanced@1").score(input).line("tech_match")?.points == Points(7))
        input.facts.removeAll { $0.value.canonical == "AWS" }
        #expect(try Project.scorer("balanced@1").score(input).line("tech_match")?.points.doubleValue == 3.5)
    }

    @Test func `signals without published points are shown at zero`() throws {
        var input = Self.full
        #expect(try Project.scorer("balanced@1").score(input).line("contract_renewal") == nil)
        input.signals.append(Self.signal("contract_renewal"))
        let line = try Project.scorer("balanced@1").score(input).line("contract_renewal")
        #expect(line?.points == .zero)
        #expect(line?.kind == .award)
    }

    @Test func `the tier follows the rounded number shown`() throws {
        // 79.50 and more rounds to 80 and is hot; below is warm.
        let scorer = try Project.scorer("balanced@1")
        var input = Self.full
        input.signals.removeAll { $0.kind != "funding_round" && $0.kind != "tech_adoption" }
        input.facts.removeAll { $0.attribute == .profileURL }
        // 100 − 6 − 4 − 2.5 − 6.25 = 81.25, and a missing nice-to-have takes 1.75: 79.50.
        input.facts.removeAll { $0.value.canonical == "Python" }
        let result = scorer.score(input)
        #expect(result.total == Points(80))
        #expect(result.tier.key == "hot")
        #expect(result.line("rounding")?.points == Points(hundredths: 50))
        #expect(result.line("rounding")?.kind == .rounding)
    }
}
