import Domain
import Foundation

@testable import Pages

/// A moment all samples are seen from: Friday 20 November 2026, 09:00 UTC.
let now = Timestamp(milliseconds: 1_795_165_200_000)

func ago(days: Int64 = 0, hours: Int64 = 0) -> Timestamp {
    now.advanced(bySeconds: -(days * 86_400 + hours * 3600))
}

/// The companies of the design, as page models.
enum Sample {
    static let frame = Frame(
        workspace: "Small D2C demo", isDemo: true, inboxCount: 61, hasHTMX: true, assetVersion: "7f3a")

    static let bands = [
        TierBand(
            tier: Tier(key: "red_hot", label: "Red hot", rank: 0), startsAt: Points(80), action: "Call today"),
        TierBand(tier: Tier(key: "warm", label: "Warm", rank: 1), startsAt: Points(60), action: "This week"),
        TierBand(
            tier: Tier(key: "nurture", label: "Nurture", rank: 2), startsAt: Points(40),
            action: "Keep watching"),
        TierBand(tier: Tier(key: "parked", label: "Parked", rank: 3), startsAt: .zero, action: nil),
    ]

    static let lead = ID<Lead>(key: 1 << 40)
    static let snapshot = Snapshot(
        id: ID(key: 7 << 40),
        source: .init(type: .jobPost, url: "https://thistleandloom.example/careers/growth"),
        hash: String(repeating: "5e", count: 32), text: PastePage.Draft(example: 1)?.text ?? "",
        capturedAt: ago(days: 7, hours: 1))
    static let imprint = ID<Snapshot>(key: 8 << 40)

    /// Evidence for words of a text, by their scalar offsets.
    static func evidence(_ quote: String, in snapshot: Snapshot = snapshot) -> Evidence {
        guard let range = snapshot.text.range(of: quote) else {
            preconditionFailure("not in the sample: \(quote)")
        }
        let scalars = snapshot.text.unicodeScalars
        let start = scalars.distance(from: scalars.startIndex, to: range.lowerBound)
        return Evidence(
            snapshot: snapshot.id, span: Span(start, start + quote.unicodeScalars.count), quote: quote)
    }

    static func line(
        _ criterion: String, _ points: Int, of: Int? = nil, _ reason: String, _ quotes: [String] = [],
        kind: ScoreLine.Kind = .award, strength: Strength = .stated, judge: String? = nil
    ) -> ScoreLine {
        ScoreLine(
            criterion: criterion, points: Points(hundredths: points), of: Points(hundredths: of ?? points),
            reason: reason, strength: strength, kind: kind, evidence: quotes.map { evidence($0) },
            judge: judge)
    }

    static func dimension(_ key: String, _ label: String, of: Int, _ lines: [ScoreLine]) -> DimensionScore {
        DimensionScore(
            key: key, label: label, of: Points(of), points: lines.reduce(.zero) { $0 + $1.points },
            weight: 100,
            lines: lines)
    }

    static let score = ScoreResult(
        total: Points(hundredths: 82_50), tier: bands[0].tier,
        dimensions: [
            dimension(
                "fit", "Fit", of: 50,
                [
                    line("size_match", 20_00, "Team of 9 is inside 1 to 20", ["We are a team of nine"]),
                    line("region_match", 10_00, "Based in Pune; your region is India", ["Pune"]),
                    line(
                        "industry_match", 20_00, "Sells direct to customers, home goods",
                        ["sells it directly to customers"], strength: .inferred),
                ]),
            dimension(
                "pain", "Pain", of: 40,
                [
                    line(
                        "marketing_hire", 30_00, "Hiring a growth marketer",
                        ["Growth Marketing Manager", "the first of two marketing roles"]),
                    line("no_team", 10_00, "Says nobody does marketing today", ["we have no marketing team"]),
                    line(
                        "several_roles", 10_00, "Second marketing role in 30 days",
                        ["the first of two marketing roles"]),
                    line("pain_cap", -10_00, of: 0, "Pain stops at 40", kind: .cap),
                ]),
            dimension(
                "reach", "Reach", of: 10,
                [
                    line("email", 7_50, "E-mail and website known", ["meera@thistleandloom.example"]),
                    line(
                        "phone", 0, of: 2_50, "No phone number found; 2 snapshots searched", kind: .absent,
                        strength: .unknown),
                ]),
            dimension(
                "against", "Against", of: 0,
                [
                    line(
                        "agency", -15_00, of: 0, "Has an agency under contract",
                        ["an agency on retainer until March"], kind: .against)
                ]),
        ])

    static func activity(
        _ key: Int64, _ kind: Activity.Kind, _ text: String, from: String? = nil, at: Timestamp
    )
        -> Activity
    {
        Activity(id: ID(key: key), lead: lead, kind: kind, text: text, previous: from, at: at)
    }

    static let activities = [
        activity(3, .stageChange, "contacted", from: "new", at: ago(hours: 1)),
        activity(4, .call, "No answer; ask for Meera.", at: ago(days: 2)),
        activity(
            2, .note, "Meera remembers us from the Surat fair.\nPrefers a call after four.", at: ago(days: 3)),
        activity(1, .capture, "Read from a job post", at: ago(days: 7, hours: 1)),
    ]

    static func fact(
        _ attribute: Attribute, _ value: FactValue, _ quote: String? = nil, _ strength: Strength = .stated,
        from: ID<Snapshot>? = nil, at: Timestamp? = nil
    ) -> LeadPage.SourcedFact {
        LeadPage.SourcedFact(
            Fact(attribute, value, strength, evidence: quote.map { evidence($0) }),
            snapshot: from ?? snapshot.id,
            seenAt: at ?? snapshot.capturedAt)
    }

    static let facts = [
        fact(.teamSize, .range(9...9), "We are a team of nine"),
        fact(.teamSize, .range(14...14), from: imprint, at: ago(days: 49)),
        fact(.industry, .text("d2c"), "sells it directly to customers", .inferred),
        fact(.city, .text("Pune"), "Pune"),
        fact(.country, .text("India"), "Maharashtra", .inferred),
        fact(
            .roleHired,
            .role(Role(title: "Growth Marketing Manager", function: .marketing, seniority: .manager)),
            "Growth Marketing Manager"),
        fact(.isMarketingHire, .flag(true), "Growth Marketing Manager"),
        fact(.pain, .text("no_marketing_team"), "we have no marketing team"),
        fact(.person, .person(name: "Meera Joshi", role: "founder"), from: imprint, at: ago(days: 49)),
        fact(.email, .text("meera@thistleandloom.example"), "meera@thistleandloom.example"),
        fact(.website, .text("thistleandloom.example"), from: imprint, at: ago(days: 49)),
        fact(.phone, .text(""), nil, .unknown),
    ]

    static let dossier = Artifact(
        id: ID(key: 5), lead: lead, kind: .dossier, writer: "templates@1",
        sections: [
            .init(
                key: "snapshot", title: "Who they are",
                sentences: [
                    .init(
                        text: "Nine people in Pune who make bed linen and sell it themselves.",
                        citations: [evidence("We are a team of nine"), evidence("Pune")])
                ]),
            .init(
                key: "uncomfortable_truth", title: "Uncomfortable truth",
                sentences: [
                    .init(
                        text: "A first marketer without a team inherits every channel at once.",
                        citations: [evidence("we have no marketing team")])
                ]),
        ], createdAt: ago(days: 7))

    static let leadModel = LeadPage.Model(
        frame: frame, now: now, lead: lead, name: "Thistle & Loom",
        about: ["Bed linen", "Pune, India", "9 people"], website: "thistleandloom.example", owner: "Asha",
        person: .init(
            name: "Meera Joshi", role: "founder", email: "meera@thistleandloom.example", phone: nil),
        score: .init(
            result: score, scorecard: "raptorflow@4", scoredAt: ago(days: 7, hours: 1), bands: bands,
            change: Points(10)),
        sources: [.init(snapshot), .init(snapshot: imprint, type: .website, capturedAt: ago(days: 49))],
        shown: snapshot, facts: facts, activities: activities, dossier: dossier)
}
