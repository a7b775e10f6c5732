import Domain
import Testing

@testable import Scoring

/// The published rows, by a scripted judge and by the card's own rules.
@Suite struct IntentTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let name: String
        let role: String
        let seniority: Seniority
        let industry: String
        /// The printed label and points of the judge.
        let label: String
        let judged: Int
        /// Printed or implied by the printed parts.
        let total: Int
        let tier: String
        /// By the rules judge: label, points, total, tier.
        let ruled: (String, Int, Int, String)
        var function = JobFunction.other
        var testDescription: String { "\(role), \(industry)" }

        var input: ScoringInput {
            prospect(role: role, seniority: seniority, function: function, industry: industry, name: name)
        }
    }

    static let rows = [
        Row(
            name: "John Smith", role: "CEO", seniority: .cLevel, industry: "saas", label: "High", judged: 45,
            total: 95,
            tier: "high", ruled: ("High", 45, 95, "high"), function: .executive),
        Row(
            name: "Sarah Johnson", role: "VP Marketing", seniority: .vp, industry: "technology",
            label: "Medium",
            judged: 22, total: 67, tier: "medium", ruled: ("Medium", 25, 70, "medium"), function: .marketing),
        Row(
            name: "Mike Chen", role: "HR Manager", seniority: .manager, industry: "retail", label: "Low",
            judged: 5,
            total: 25, tier: "low", ruled: ("Medium", 15, 35, "low"), function: .hr),
        Row(
            name: "Ada Ray", role: "Founder", seniority: .ownerFounder, industry: "AI Startup", label: "High",
            judged: 45,
            total: 95, tier: "high", ruled: ("High", 45, 95, "high"), function: .executive),
        Row(
            name: "Ben Roy", role: "VP Engineering", seniority: .vp, industry: "FinTech", label: "High",
            judged: 45,
            total: 82, tier: "high", ruled: ("Medium", 15, 52, "medium"), function: .engineering),
        Row(
            name: "Cleo May", role: "Director", seniority: .headDirector, industry: "Consulting",
            label: "Medium",
            judged: 25, total: 62, tier: "medium", ruled: ("Medium", 15, 52, "medium")),
        Row(
            name: "Dan Lee", role: "Account Manager", seniority: .manager, industry: "Software",
            label: "Medium",
            judged: 25, total: 65, tier: "medium", ruled: ("Medium", 15, 55, "medium"), function: .sales),
        Row(
            name: "Eve Sun", role: "Senior Developer", seniority: .leadSeniorPrincipal, industry: "SaaS",
            label: "Low",
            judged: 5, total: 45, tier: "low", ruled: ("Medium", 15, 55, "medium"), function: .engineering),
        Row(
            name: "Fay Orr", role: "Product Manager", seniority: .manager, industry: "Healthcare",
            label: "Low", judged: 5,
            total: 30, tier: "low", ruled: ("Medium", 15, 40, "low"), function: .product),
    ]

    @Test(arguments: rows) func `the published rows come out as printed`(_ row: Row) throws {
        let scorer = try Project.scorer("intent@1")
        // 22 of 15 to 25 is 70 of 100 up the band.
        let position = row.label == "Medium" ? (row.judged - 15) * 10 : 0
        let verdict = JudgeVerdict(
            label: row.label, reason: "\(row.label) intent: as printed.", judge: "scripted",
            position: position)
        let result = scorer.score(row.input, verdicts: ["intent": verdict])
        #expect(result.line("intent")?.points == Points(row.judged))
        #expect(result.line("intent")?.judge == "scripted")
        #expect(result.total == Points(row.total))
        #expect(result.tier.key == row.tier)
    }

    @Test(arguments: rows) func `without a judge the published fallback rules judge`(_ row: Row) throws {
        let result = try Project.scorer("intent@1").score(row.input)
        let line = result.line("intent")
        #expect(line?.judge == "rules")
        #expect(line?.reason.hasPrefix(row.ruled.0 + ": ") == true)
        #expect(line?.points == Points(row.ruled.1))
        #expect(result.total == Points(row.ruled.2))
        #expect(result.tier.key == row.ruled.3)
    }

    @Test func `the fallback's ledgers and sentences stand`() throws {
        let scorer = try Project.scorer("intent@1")
        let text = Self.rows.map { row in
            let result = scorer.score(row.input)
            return "\(row.testDescription)\n\(result.ledger)\(scorer.reasoning(result))\n"
        }
        try expectGolden(text.joined(separator: "\n"), "intent-fallback")
    }

    @Test func `a judge's plain label is worth what the published table prints for it`() throws {
        let scorer = try Project.scorer("intent@1")
        for (label, points) in [("High", 45), ("Medium", 25), ("Low", 5)] {
            let verdict = JudgeVerdict(label: label, reason: "so", judge: "m", promptVersion: "judge@1")
            let line = scorer.score(Self.rows[0].input, verdicts: ["intent": verdict]).line("intent")
            #expect(line?.points == Points(points))
            #expect(line?.judge == "m+judge@1")
        }
    }

    @Test func `a label outside the set is no verdict`() throws {
        let verdict = JudgeVerdict(label: "Extreme", reason: "so", judge: "m", position: 100)
        let result = try Project.scorer("intent@1").score(Self.rows[2].input, verdicts: ["intent": verdict])
        #expect(result.line("intent")?.judge == "rules")
        #expect(result.total == Points(35))
    }

    @Test func `the question shows offer and prospect and a closed set of answers`() throws {
        var input = Self.rows[0].input
        input.offer = offer
        let question = try #require(try Project.scorer("intent@1").questions(input)["intent"])
        #expect(question.labels == ["High", "Medium", "Low"])
        #expect(question.offerName == "Enterprise CRM Platform")
        #expect(question.prospect.map(\.name) == ["Name", "Role", "Company", "Industry", "Location", "Bio"])
        #expect(question.prospect.map(\.value).prefix(4) == ["John Smith", "CEO", "TechCorp", "saas"])
        #expect(try Project.scorer("raptorflow@1").questions(input).isEmpty)
    }

    @Test func `the sentence names the tier, the role, the kind of company and the offer`() throws {
        let scorer = try Project.scorer("intent@1")
        var input = Self.rows[0].input
        input.offer = offer
        #expect(
            scorer.reasoning(scorer.score(input))
                == "High intent: CEO role at SaaS company makes the decision and works in "
                + "a target industry for Enterprise CRM Platform.")
        let verdict = JudgeVerdict(
            label: "High", reason: "High intent: CEO role at SaaS company strongly aligns.", judge: "m")
        #expect(
            scorer.reasoning(scorer.score(input, verdicts: ["intent": verdict]))
                == "High intent: CEO role at SaaS company strongly aligns.")
    }

    struct Ladder: Sendable, CustomTestStringConvertible {
        let value: String
        let points: Int
        var testDescription: String { value }
    }

    @Test(arguments: [
        Ladder(value: "saas", points: 20), Ladder(value: "Computer Software", points: 20),
        Ladder(value: "AI startup", points: 20), Ladder(value: "B2B SaaS platform", points: 20),
        Ladder(value: "Information Technology & Services", points: 20), Ladder(value: "tech", points: 20),
        Ladder(value: "FinTech", points: 12), Ladder(value: "Healthcare Tech", points: 12),
        Ladder(value: "EdTech", points: 12), Ladder(value: "Management Consulting", points: 12),
        Ladder(value: "Professional Services", points: 12), Ladder(value: "Unternehmensberatung", points: 12),
        Ladder(value: "finance", points: 5), Ladder(value: "Hospital & Health Care", points: 5),
        Ladder(value: "Higher Education", points: 5), Ladder(value: "Manufacturing", points: 5),
        Ladder(value: "retail", points: 0), Ladder(value: "Zoo keeping", points: 0),
        Ladder(value: "", points: 0),
    ]) func `industries take the published rungs through the taxonomy`(_ test: Ladder) throws {
        let input = prospect(role: "CEO", seniority: .cLevel, function: .executive, industry: test.value)
        #expect(try Project.scorer("intent@1").score(input).line("industry")?.points == Points(test.points))
    }

    @Test(arguments: 0...5) func `each missing field costs two points`(_ missing: Int) throws {
        var input = Self.rows[0].input
        let scored: [Attribute] = [.person, .roleTitle, .companyName, .industry, .bio]
        for attribute in scored.prefix(missing) { input.facts.removeAll { $0.attribute == attribute } }
        #expect(
            try Project.scorer("intent@1").score(input).line("completeness")?.points
                == Points(10 - 2 * missing))
        input.facts.removeAll { $0.attribute == .location }
        #expect(
            try Project.scorer("intent@1").score(input).line("completeness")?.points
                == Points(10 - 2 * missing))
    }
}

let offer = Offer(
    id: ID(key: 1), version: 1, number: 1, name: "Enterprise CRM Platform",
    valueProps: "Advanced analytics, automation, works with Slack and HubSpot",
    idealUseCases: "Large enterprises", createdAt: Sample.now)

/// A row of a prospect list with every column filled, as the importer would give it.
func prospect(
    role: String, seniority: Seniority, function: JobFunction, industry: String, name: String = "Jo Doe"
) -> ScoringInput {
    var text = ""
    var facts: [Fact] = []
    func add(_ attribute: Attribute, _ value: FactValue) {
        let words = value.canonical
        guard !words.isEmpty else { return }
        let start = text.unicodeScalars.count
        text += words + ","
        let evidence = Evidence(span: Span(start, start + words.unicodeScalars.count), quote: words)
        facts.append(Fact(attribute, value, evidence: evidence))
    }
    add(.person, .person(name: name, role: role))
    add(.roleTitle, .text(role))
    add(.companyName, .text("TechCorp"))
    add(.industry, .text(industry))
    add(.location, .text("San Francisco"))
    add(.bio, .text("Scaling platforms"))
    let title = ParsedTitle(
        currentTitles: [role], function: function, seniority: seniority,
        isDecisionMaker: seniority >= .cLevel,
        company: nil)
    return ScoringInput(
        facts: facts, title: title, texts: [SourceText(type: .csv, text: text, capturedAt: Sample.now)],
        asOf: Sample.now)
}
