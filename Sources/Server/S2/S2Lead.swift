import Domain
import Storage
import Wire

/// A lead as the Lead Intelligence System shows it: three scores, a total, and what they rest on (S2-65).
struct S2Lead: Sendable {
    let row: Storage.LeadRow
    let score: Score?
    let signals: [Signal]

    init(row: Storage.LeadRow, in tx: ReadTransaction) throws {
        self.row = row
        score = try tx.latestScores(of: [row.lead.id])[row.lead.id]
        signals = try row.account.map { try tx.signals(of: $0.id) } ?? []
    }

    var json: JSON {
        let lead = row.lead
        return [
            "id": .id(lead.id), "number": .count(lead.number),
            "company": row.account.map {
                ["id": .id($0.id), "name": .string($0.name), "domain": .text($0.domain)]
            } ?? .null,
            "contact": row.contact.map {
                ["id": .id($0.id), "name": .string($0.name), "role": .text($0.role)]
            } ?? .null,
            "status": .string(lead.stage.rawValue), "list": .string(lead.list),
            "scores": score.map(Self.scores) ?? .null, "tier": .text(score?.result.tier.key),
            "signals": .array(signals.map(Self.signal)), "createdAt": .time(lead.createdAt),
            "updatedAt": .time(lead.updatedAt),
        ]
    }

    /// Each dimension by its own key (`intent`, `fit`, `accessibility`), the total, and the lines.
    static func scores(_ score: Score) -> JSON {
        var json = JSONObject(score.result.dimensions.map { ($0.key, .points($0.points)) })
        json["total"] = .points(score.result.total)
        json["scorecard"] = .string(score.scorecard)
        json["breakdown"] = .array(
            score.result.dimensions.flatMap { dimension in
                dimension.lines.map { line(dimension.key, $0) }
            })
        json["calculatedAt"] = .time(score.scoredAt)
        return .object(json)
    }

    private static func line(_ dimension: String, _ line: ScoreLine) -> JSON {
        [
            "dimension": .string(dimension), "criterion": .string(line.criterion),
            "points": .points(line.points), "of": .points(line.of), "reason": .string(line.reason),
            "evidence": .array(line.evidence.map { JSON($0) }),
        ]
    }

    static func signal(_ signal: Signal) -> JSON {
        [
            "id": .id(signal.id), "type": .string(signal.kind), "explanation": .string(signal.explanation),
            "detectedAt": .time(signal.from), "until": .time(signal.until),
            "evidence": .array(signal.evidence.map { JSON($0) }),
        ]
    }

    /// The body that adds a lead by hand: what is known of the company, in words.
    static func capture(_ request: Request, in workspace: ID<Workspace>) throws -> Capture {
        var body = try request.fields()
        let company = body.read("company", .filledString, standIn: "")
        let website = body.readIfPresent("website", .filledString)
        let notes = body.readIfPresent("text", .string) ?? ""
        let url = body.readIfPresent("sourceUrl", .filledString)
        try body.finish()
        let source = Snapshot.Source(type: .manual, url: url, companyName: company, companyWebsite: website)
        let text = notes.isEmpty ? [company, website].compactMap(\.self).joined(separator: "\n") : notes
        return Capture(
            workspace: workspace, source: source, text: text, list: S2LeadRoutes.list,
            scorecard: S2LeadRoutes.scorecard)
    }
}

extension S2Lead {
    static let draft = Schema.named(
        "S2LeadDraft",
        .object([
            .required("company", .string), .optional("website", .string),
            .optional("text", .string, "What is known of it: a post, a note, a page."),
            .optional("sourceUrl", .string),
        ]))

    static let schema = Schema.named(
        "S2Lead",
        .object([
            .required("id", .id(Lead.self)), .required("number", .integer),
            .required("company", party.nullable), .required("contact", Schema.anything),
            .required("status", .stage), .required("list", .string),
            .required(
                "scores", Schema.map(of: .anything).nullable, "By dimension, with total and breakdown."),
            .required("tier", Schema.string.nullable), .required("signals", .array(of: .anything)),
            .required("createdAt", .time), .required("updatedAt", .time),
        ]))

    private static let party = Schema.object([
        .required("id", .string), .required("name", .string), .required("domain", Schema.string.nullable),
    ])
}
