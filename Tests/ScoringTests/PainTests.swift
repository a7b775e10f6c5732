import Domain
import Testing

@testable import Scoring

/// The pain half of the published rubric.
@Suite struct PainTests {
    private func pain(
        _ sample: Sample, _ profile: ((inout ICP.Criteria) -> Void)? = nil
    ) throws -> ScoreResult {
        var input = sample.input
        if let profile {
            var criteria = ICP.Criteria()
            profile(&criteria)
            input.icp = criteria
        }
        return try Project.scorer("raptorflow@1").score(input)
    }

    struct Words: Sendable, CustomTestStringConvertible {
        let text: String
        let points: Double
        var type = SourceType.jobPost
        var testDescription: String { text }
    }

    @Test(arguments: [
        Words(text: "We are hiring a marketing manager in Pune.", points: 30),
        Words(text: "Role: Growth lead.", points: 30),
        Words(text: "We are hiring a MARKETING MANAGER.", points: 30),
        Words(text: "We are hiring a marketing manager.", points: 0, type: .website),
        Words(text: "Revenue growth was 40% last year.", points: 0),
        Words(text: "We are not hiring a marketing manager.", points: 0),
        Words(text: "We are no longer looking for a marketing manager.", points: 0),
        Words(text: "We are hiring. Growth is good.", points: 0),
        Words(text: "Looking for a regrowth specialist.", points: 0),
    ]) func `the published words in a job post count where they are about the job`(_ test: Words) throws {
        #expect(
            try pain(Sample(test.text, test.type)).line("marketing_hire")?.points.doubleValue == test.points)
    }

    @Test(arguments: [
        Words(text: "We have no marketing team.", points: 5),
        Words(text: "We need help scaling our ads.", points: 5),
        Words(text: "We need some help scaling and have no marketing team.", points: 10),
        Words(text: "Can someone help us with our marketing?", points: 5),
        Words(text: "We don't need help scaling.", points: 0),
        Words(text: "We help clients who have no marketing team.", points: 0),
    ]) func `pain words count in the company's own voice`(_ test: Words) throws {
        #expect(try pain(Sample(test.text)).points("pain") == test.points)
    }

    @Test func `words a fact already quotes are not counted twice`() throws {
        let sample = Sample("We have no marketing team.").stating(
            .pain, .text("no_team"), "no marketing team")
        #expect(try pain(sample).lines.filter { $0.criterion == "pain_cue" }.count == 1)
    }

    @Test func `three cues stop at ten with a line of their own`() throws {
        let sample = Sample("No system. Ads fail. No leads.")
            .stating(.pain, .text("no_system"), "No system").stating(
                .pain, .text("ads_performance"), "Ads fail"
            )
            .stating(.pain, .text("lead_gen"), "No leads")
        let result = try pain(sample)
        #expect(
            result.lines.filter { $0.criterion == "pain_cue" }.map(\.points) == [
                Points(5), Points(5), Points(5),
            ])
        let cap = try #require(result.line("pain_words"))
        #expect(cap.points == Points(-5))
        #expect(cap.kind == .cap)
        #expect(cap.reason == "Pain wording stops at 10")
        #expect(result.points("pain") == 10)
    }

    @Test func `duties alone are no pain cue`() throws {
        let sample = Sample("Run our Instagram.").suggesting(.pain, .text("content"), "Run our Instagram")
        #expect(try pain(sample).points("pain") == 0)
    }

    @Test func `the profile's own words are looked for`() throws {
        let sample = Sample("We are hiring a performance marketer for lead generation.", .jobPost)
        let result = try pain(sample) {
            $0.hiringKeywords = ["performance marketer"]
            $0.painKeywords = ["lead generation", "((("]
        }
        #expect(result.points("pain") == 35)
    }

    @Test func `two marketing roles at once add ten and stop at forty`() throws {
        let sample = Sample(
            "Hiring a Growth Marketer and a Content Lead. No marketing team. We need help scaling.", .jobPost
        )
        .stating(.roleHired, marketer("Growth Marketer"), "Growth Marketer")
        .stating(.roleHired, marketer("Content Lead"), "Content Lead")
        let result = try pain(sample)
        #expect(result.line("several_roles")?.reason == "2 marketing roles within 30 days")
        #expect(result.line("several_roles")?.points == Points(10))
        #expect(result.line("pain_cap")?.points == Points(-10))
        #expect(result.line("pain_cap")?.reason == "Pain stops at 40")
        #expect(result.points("pain") == 40)
        try expectGolden(result.ledger, "raptorflow-capped")
    }

    @Test(arguments: [(1, 29, 10.0), (1, 31, 0), (0, 0, 0), (1, 0, 10)])
    func `the second role must be recent and another one`(
        _ other: Int, _ daysAgo: Int64, _ points: Double
    ) throws {
        let old = ID<Snapshot>(key: 5)
        let evidence = Evidence(snapshot: old, span: Span(0, 1), quote: "a")
        var input = Published.skinLab.input
        input.texts.append(
            SourceText(
                snapshot: old, type: .jobPost, text: "a",
                capturedAt: Sample.now.advanced(bySeconds: -daysAgo * 86_400)))
        let title = other == 1 ? "Content Lead" : "growth marketer"
        input.facts.append(Fact(.roleHired, marketer(title), evidence: evidence))
        let result = try Project.scorer("raptorflow@1").score(input)
        #expect(result.line("several_roles")?.points.doubleValue == points)
    }
}
