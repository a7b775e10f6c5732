import Domain
import Storage

/// Nouns with everything a test does not care about filled in.
enum Fixture {
    static func snapshot(
        _ text: String, type: SourceType = .manual, company: String = "",
        at moment: Timestamp = TestMoment.start,
        id: ID<Snapshot>
    ) -> Snapshot {
        Snapshot(
            id: id, source: .init(type: type, companyName: company),
            hash: ContentHash.sha256(text).hexadecimal,
            text: text, capturedAt: moment)
    }

    static func score(
        _ id: ID<Score>, lead: ID<Lead>, total: Int, tier: String = "warm", snapshots: [ID<Snapshot>] = []
    ) -> Score {
        let evidence = Evidence(snapshot: snapshots.first, span: Span(0, 4), quote: "team")
        let line = ScoreLine(
            criterion: "size_match", points: Points(total), of: Points(100), reason: "A team of \(total).",
            strength: .stated, kind: .award, evidence: snapshots.isEmpty ? [] : [evidence])
        let dimension = DimensionScore(
            key: "fit", label: "Fit", of: Points(100), points: Points(total), weight: 100, lines: [line])
        return Score(
            id: id, lead: lead, scorecard: "raptorflow@1", icp: nil, offer: nil, snapshots: snapshots,
            result: ScoreResult(
                total: Points(total), tier: Tier(key: tier, label: tier.capitalized, rank: 1),
                dimensions: [dimension]),
            scoredAt: TestMoment.start)
    }

    static let target = Target(scorecard: "raptorflow@1")

    static func account(_ name: String, domain: String? = nil) -> AccountDraft {
        let keys = [domain.map { IdentityKey(.domain, $0) }, IdentityKey(.name, name.lowercased())]
        return AccountDraft(name: name, domain: domain, keys: keys.compactMap(\.self))
    }
}

/// The moment the test clock starts at.
enum TestMoment {
    static let start = Timestamp(milliseconds: 1_767_603_600_000)
}

extension WriteTransaction {
    /// A lead of a new company, with a score when a total is given.
    func makeLead(
        _ name: String, total: Int? = nil, tier: String = "warm", list: String = "default"
    ) throws -> ID<Lead> {
        let account = try account(for: Fixture.account(name)).account
        let lead = try lead(
            for: LeadDraft(account: account, contact: nil, target: Fixture.target, list: list))
        if let total {
            try add(PackedScore(Fixture.score(newID(), lead: lead.id, total: total, tier: tier)))
        }
        return lead.id
    }
}
