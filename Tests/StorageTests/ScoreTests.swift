import Domain
import Storage
import TestSupport
import Testing

@Suite struct ScoreTests {
    private static func full(_ id: ID<Score>, lead: ID<Lead>) -> Score {
        let (first, second) = (ID<Snapshot>(key: 11), ID<Snapshot>(key: 12))
        let lines = [
            ScoreLine(
                criterion: "size_match", points: Points(20), of: Points(20), reason: "Team of “12”.",
                strength: .stated, kind: .award,
                evidence: [
                    Evidence(snapshot: first, span: Span(1, 9), quote: "12 \"people\""),
                    Evidence(snapshot: second, span: Span(0, 1), quote: "1"),
                    Evidence(snapshot: nil, span: Span(0, 0), quote: ""),
                ]),
            ScoreLine(
                criterion: "cap", points: Points(-10), of: .zero, reason: "Capped.", strength: .unknown,
                kind: .cap),
            ScoreLine(
                criterion: "label", points: Points(hundredths: 2_250), of: Points(50), reason: "High.",
                strength: .inferred, kind: .against, judge: "ollama:gemma3:1b"),
        ]
        let result = ScoreResult(
            total: Points(hundredths: 3_250), tier: Tier(key: "red_hot", label: "Red hot", rank: 0),
            dimensions: [
                DimensionScore(
                    key: "fit", label: "Fit", of: Points(50), points: Points(10), weight: 40, lines: lines),
                DimensionScore(key: "none", label: "", of: .zero, points: .zero, weight: 100, lines: []),
            ])
        return Score(
            id: id, lead: lead, scorecard: "raptorflow@1",
            icp: VersionedReference(id: ID(key: 3), version: 4),
            offer: VersionedReference(id: ID(key: 5), version: 6), snapshots: [first], result: result,
            scoredAt: TestMoment.start)
    }

    @Test(arguments: Backend.available)
    func aScoreComesBackAsItWas(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let score = try await test.write { tx in
            let score = Self.full(tx.newID(), lead: try tx.makeLead("Acme"))
            try tx.add(PackedScore(score))
            return score
        }
        #expect(try await test.read { try $0.score(score.id) } == score)
        #expect(try await test.read { try $0.latestScores(of: [score.lead]) } == [score.lead: score])
        let standing = try await test.read { try $0.lead(score.lead)?.standing }
        #expect(standing?.reason == "High.")
        #expect(standing?.total == Points(hundredths: 3_250))
    }

    @Test(arguments: Backend.available)
    func aLeadKeepsItsScoresNewestFirst(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let lead = try await test.write { tx in
            let lead = try tx.makeLead("Acme")
            _ = try tx.makeLead("Other", total: 1)
            for total in [10, 90] {
                try tx.add(PackedScore(Fixture.score(tx.newID(), lead: lead, total: total)))
            }
            // Two at once chain as well.
            try tx.add(
                [30, 40].map { PackedScore(Fixture.score(tx.newID(), lead: lead, total: $0, tier: "cold")) })
            return lead
        }
        let totals = { (limit: Int) in
            try await test.read { try $0.scores(of: lead, limit: limit).map(\.result.total.rounded) }
        }
        #expect(try await totals(20) == [40, 30, 90, 10])
        #expect(try await totals(2) == [40, 30])
        #expect(try await test.read { try $0.lead(lead)?.standing?.total } == Points(40))
        let counts = try await test.read { try $0.leadCounts().map { "\($0.tier) \($0.count)" } }
        #expect(counts == ["cold 1", "warm 1"])
    }

    @Test(arguments: Backend.available)
    func aScoreForNoLeadIsRefusedAndLeavesNothing(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let score = Fixture.score(test.store.world.newID(), lead: ID(key: 99), total: 5)
        await #expect(throws: StoreError.self) { try await test.write { try $0.add(PackedScore(score)) } }
        #expect(try await test.read { try $0.score(score.id) } == nil)
    }
}
