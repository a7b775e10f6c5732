import Domain
import Storage
import Wire

/// A signal as S1 takes it (S1-46).
struct S1Signal {
    var text = ""
    var sourceType = SourceType.manual
    var sourceURL: String?
    var companyName = ""
    var companyWebsite: String?
    var icp: Int?

    init(_ body: inout BodyFields) {
        text = body.read("signal_text", .filledString, standIn: "")
        sourceType = body.readIfPresent("source_type", .choice(SourceType.self)) ?? .manual
        sourceURL = body.readIfPresent("source_url", .string)
        companyName = body.readIfPresent("company_name", .string) ?? ""
        companyWebsite = body.readIfPresent("company_website", .string).flatMap { $0.isEmpty ? nil : $0 }
        icp = body.readIfPresent("icp_id", .int)
    }

    func capture(in workspace: ID<Workspace>, _ rooms: Rooms) async throws -> Capture {
        var wanted: ID<ICP>?
        if let number = icp {
            let found = try await rooms.store.read(in: workspace) { try $0.icp(number: number) }
            wanted = try found.orMissing("ICP profile not found").id
        }
        return Capture(
            workspace: workspace,
            source: Snapshot.Source(
                type: sourceType, url: sourceURL, companyName: companyName, companyWebsite: companyWebsite),
            text: text, icp: wanted)
    }

    static let schema = Schema.named(
        "S1Signal",
        .object([
            .required("signal_text", .string, "The post, page or note, at most a million bytes."),
            .optional("source_type", .choice(SourceType.allCases.map(\.rawValue)).defaulting(to: "manual")),
            .optional("source_url", .string), .optional("company_name", .string),
            .optional("company_website", .string),
            .optional(
                "icp_id", .integer, "The profile to score against; without it the active one, else the best."),
        ]))
    static let example: JSON = [
        "signal_text":
            "Hiring Growth Marketer. We are a 3-person D2C skincare brand doing $50K MRR. Looking for someone to own our Instagram and email. No marketing team currently.",
        "source_type": "job_post", "company_name": "SkinLab", "company_website": "https://skinlab.in",
    ]
}

/// The answer to a classified signal (S1-46).
enum S1Classification {
    static func json(_ classified: Classified) -> JSON {
        let result = classified.score.result
        let isMatch =
            classified.icpMatches.isEmpty
            ? fitIsMatch(result) : classified.icpMatches.contains(where: \.isMatch)
        return [
            "icp_match": .bool(isMatch),
            "total_score": JSON(hundredths: result.total.hundredths),
            "score_bucket": .string(result.tier.key),
            "company_id": .int(Int64(classified.account.number)),
            "lead_id": .int(Int64(classified.lead.number)),
            "classification": classification(classified),
            "icp_matches": .array(classified.icpMatches.map(match)),
        ]
    }

    /// Without profiles of its own a workspace matches on the scorecard's: at least half of what fit can give.
    private static func fitIsMatch(_ result: ScoreResult) -> Bool {
        guard let fit = result.dimensions.first(where: { $0.key == "fit" }) else { return false }
        return fit.points.hundredths * 2 >= fit.of.hundredths
    }

    private static func match(_ match: ICPMatch) -> JSON {
        [
            "icp_id": .int(Int64(match.number)), "name": .string(match.name),
            "is_match": .bool(match.isMatch),
            "fit": JSON(hundredths: match.fit.hundredths), "of": JSON(hundredths: match.of.hundredths),
        ]
    }

    private static func classification(_ classified: Classified) -> JSON {
        let result = classified.score.result
        func points(_ key: String) -> JSON {
            JSON(hundredths: result.dimensions.first { $0.key == key }?.points.hundredths ?? 0)
        }
        func values(_ attribute: Attribute) -> [String] {
            classified.facts.filter { $0.attribute == attribute }.map(\.value.canonical)
        }
        func words(_ attribute: Attribute) -> JSON {
            .string(shortened(values(attribute).first ?? "", to: 40))
        }
        return [
            "score_fit": points("fit"), "score_pain": points("pain"),
            "score_data_quality": points("data_quality"),
            "role_type": .string(values(.roleType).first ?? "unclear"),
            "pain_tags": JSON(unique(values(.pain))),
            "situation": words(.situation), "problem": words(.problem), "implication": words(.implication),
            "need_payoff": words(.needPayoff), "economic_buyer_guess": words(.economicBuyer),
            "chaos_flags": JSON(unique(values(.chaosFlag))),
            "silver_bullet_phrases": JSON(unique(values(.silverBullet))),
            "size_bucket": JSON(values(.sizeBucket).first), "region": JSON(values(.country).first),
            "key_pain": JSON(values(.pain).first), "reason_short": .string(shortened(reason(result), to: 25)),
        ]
    }

    /// The weightiest line.
    private static func reason(_ result: ScoreResult) -> String {
        result.lines.filter { $0.kind == .award }.reversed().max { $0.points < $1.points }?.reason
            ?? "Nothing found that counts."
    }

    private static func unique(_ values: [String]) -> [String] {
        var seen: Set<String> = []
        return values.filter { seen.insert($0).inserted }
    }

    private static func shortened(_ text: String, to words: Int) -> String {
        let parts = text.split(whereSeparator: \.isWhitespace)
        return parts.count <= words ? text : parts.prefix(words).joined(separator: " ") + "…"
    }

    static let schema = Schema.named(
        "S1Classification",
        .object([
            .required("icp_match", .boolean), .required("total_score", .number),
            .required("score_bucket", .choice(S1.buckets)), .required("company_id", .integer),
            .required("lead_id", .integer),
            .required(
                "classification",
                .object([
                    .required("score_fit", .number), .required("score_pain", .number),
                    .required("score_data_quality", .number), .required("role_type", .string),
                    .required("pain_tags", .array(of: .string)), .required("situation", .string),
                    .required("problem", .string), .required("implication", .string),
                    .required("need_payoff", .string),
                    .required("economic_buyer_guess", .string), .required("chaos_flags", .array(of: .string)),
                    .required("silver_bullet_phrases", .array(of: .string)),
                ])),
            .optional("icp_matches", .array(of: .anything)),
        ]))
    static let batchSchema = Schema.object([
        .required("count", .integer), .required("created_leads", .integer), .required("filtered", .integer),
        .required("errors", .integer), .required("results", .array(of: .anything)),
    ])
}
