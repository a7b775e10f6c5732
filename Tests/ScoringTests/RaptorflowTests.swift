import Domain
import Testing

@testable import Scoring

/// The published examples, to the hundredth.
@Suite struct RaptorflowTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let sample: Sample
        let fit: Double
        let pain: Double
        let quality: Double
        let total: Points
        let tier: String
        var testDescription: String { name }
    }

    static let published = [
        Case(
            name: "skinlab", sample: Published.skinLab, fit: 45, pain: 35, quality: 2.5,
            total: Points(hundredths: 8250), tier: "red_hot"),
        Case(
            name: "solo-founder", sample: Published.soloFounder, fit: 50, pain: 35, quality: 2.5,
            total: Points(hundredths: 8750), tier: "red_hot"),
        Case(
            name: "vague", sample: Published.vague, fit: 10, pain: 5, quality: 0,
            total: Points(15), tier: "parked"),
    ]

    @Test(arguments: published) func `published examples come out exactly`(_ test: Case) throws {
        let result = try Project.scorer("raptorflow@1").score(test.sample.input)
        #expect(result.points("fit") == test.fit)
        #expect(result.points("pain") == test.pain)
        #expect(result.points("data_quality") == test.quality)
        #expect(result.total == test.total)
        #expect(result.tier.key == test.tier)
        try expectGolden(result.ledger, "raptorflow-\(test.name)")
    }
}
