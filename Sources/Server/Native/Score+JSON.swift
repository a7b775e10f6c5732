import Domain
import Wire

extension JSON {
    init(_ tier: Tier) {
        self = ["key": .string(tier.key), "label": .string(tier.label), "rank": .count(tier.rank)]
    }

    /// A score with its lines; `evidence` says how the words behind a line are written.
    init(_ score: Score, evidence: (Evidence) -> JSON = { JSON($0) }) {
        self = [
            "id": .id(score.id), "lead": .id(score.lead), "scorecard": .string(score.scorecard),
            "icp": score.icp.map { JSON($0) } ?? .null, "offer": score.offer.map { JSON($0) } ?? .null,
            "snapshots": .array(score.snapshots.map(JSON.id)), "scored_at": .time(score.scoredAt),
            "total": .points(score.result.total), "tier": JSON(score.result.tier),
            "dimensions": .array(score.result.dimensions.map { JSON($0, evidence) }),
        ]
    }

    init<Noun: Identified>(_ reference: VersionedReference<Noun>) {
        self = ["id": .id(reference.id), "version": .count(reference.version)]
    }

    private init(_ dimension: DimensionScore, _ evidence: (Evidence) -> JSON) {
        self = [
            "key": .string(dimension.key), "label": .string(dimension.label),
            "points": .points(dimension.points), "of": .points(dimension.of),
            "weight": .points(Points(hundredths: dimension.weight)),
            "lines": .array(dimension.lines.map { JSON($0, evidence) }),
        ]
    }

    private init(_ line: ScoreLine, _ evidence: (Evidence) -> JSON) {
        self = [
            "criterion": .string(line.criterion), "kind": .string(line.kind.rawValue),
            "points": .points(line.points), "of": .points(line.of), "reason": .string(line.reason),
            "strength": .string(line.strength.rawValue), "judge": .text(line.judge),
            "evidence": .array(line.evidence.map(evidence)),
        ]
    }

    init(_ evidence: Evidence) {
        self = [
            "snapshot": .id(evidence.snapshot), "start": .count(evidence.span.start),
            "end": .count(evidence.span.end), "quote": .string(evidence.quote),
        ]
    }
}

extension Schema {
    static let score = named("Score", scored(evidence))
    static let explanation = named("Explanation", scored(evidenceInContext))

    static let tier = named(
        "Tier",
        .object([
            .required("key", .string, "As in red_hot."), .required("label", .string),
            .required("rank", .integer, "0 is the best."),
        ]))

    static let evidence = named("Evidence", .object(evidenceProperties))

    private static let evidenceProperties: [Property] = [
        .required("snapshot", id(Snapshot.self).nullable),
        .required("start", .integer, "In Unicode scalars of the snapshot's text."),
        .required("end", .integer, "Exclusive."), .required("quote", .string),
    ]

    private static let evidenceInContext = named(
        "EvidenceInContext",
        .object(
            evidenceProperties + [
                .required("before", .string, "The words before the quote."),
                .required("after", .string, "The words after it."),
                .required("holds", .boolean, "Whether the snapshot has the quote at that place."),
            ]))

    static func reference<Noun: Identified>(_ noun: Noun.Type) -> Schema {
        .object([.required("id", .id(noun)), .required("version", .integer)])
    }

    private static func scored(_ evidence: Schema) -> Schema {
        .object([
            .required("id", .id(Score.self)), .required("lead", .id(Lead.self)),
            .required("scorecard", .string), .required("icp", reference(ICP.self).nullable),
            .required("offer", reference(Offer.self).nullable),
            .required("snapshots", .array(of: .id(Snapshot.self))), .required("scored_at", .time),
            .required("total", .number, "The sum of the lines."), .required("tier", tier),
            .required("dimensions", .array(of: dimension(evidence))),
        ])
    }

    private static func dimension(_ evidence: Schema) -> Schema {
        .object([
            .required("key", .string), .required("label", .string), .required("points", .number),
            .required("of", .number), .required("weight", .number),
            .required("lines", .array(of: line(evidence))),
        ])
    }

    private static func line(_ evidence: Schema) -> Schema {
        .object([
            .required("criterion", .string), .required("kind", .string), .required("points", .number),
            .required("of", .number), .required("reason", .string),
            .required("strength", .choice(Strength.allCases.map(\.rawValue))),
            .required("judge", Schema.string.nullable, "Who chose the label, where one was asked."),
            .required("evidence", .array(of: evidence)),
        ])
    }
}
