import Domain
import Wire

/// The body that captures a text.
enum CaptureForm {
    static let example: JSON = [
        "text": "Hiring: Growth Marketer. Solo founder, D2C brand, $50K MRR, India.",
        "source_type": "job_post", "company_name": "SkinLab", "company_website": "https://skinlab.in",
    ]

    /// Reads the body; every fault speaks.
    static func capture(_ request: Request, in workspace: ID<Workspace>) throws -> Capture {
        var body = try request.fields()
        let source = source(&body)
        let text = body.read("text", .filledString, standIn: "")
        let icp = id(ICP.self, "icp", &body)
        let list = body.readIfPresent("list", .filledString) ?? Lead.inboxList
        let scorecard = body.readIfPresent("scorecard", .filledString)
        let at = time("at", &body)
        try body.finish()
        return Capture(
            workspace: workspace, source: source, text: text, icp: icp, list: list, scorecard: scorecard,
            at: at)
    }

    private static func source(_ body: inout BodyFields) -> Snapshot.Source {
        Snapshot.Source(
            type: body.readIfPresent("source_type", .choice(SourceType.self)) ?? .manual,
            url: body.readIfPresent("source_url", .filledString),
            companyName: body.readIfPresent("company_name", .string) ?? "",
            companyWebsite: body.readIfPresent("company_website", .filledString))
    }

    private static func id<Noun: Identified>(
        _ noun: Noun.Type, _ key: String, _ body: inout BodyFields
    ) -> ID<Noun>? {
        guard let text = body.readIfPresent(key, .string) else { return nil }
        let id = ID<Noun>(text)
        if id == nil { body.complain(key, "Input should be an id, as in \(Noun.prefix)_…") }
        return id
    }

    private static func time(_ key: String, _ body: inout BodyFields) -> Timestamp? {
        guard let text = body.readIfPresent(key, .string) else { return nil }
        let time = Timestamp(text)
        if time == nil { body.complain(key, "Input should be a time, as in 2026-11-20T08:12:00Z") }
        return time
    }
}

extension JSON {
    /// Everything that came of classifying a text.
    init(_ made: Classified) {
        self = [
            "lead": .id(made.lead.id), "number": .count(made.lead.number),
            "snapshot": .id(made.snapshot), "is_new": .bool(made.isNew), "account": JSON(made.account),
            "contact": made.contact.map { JSON($0) } ?? .null, "list": .string(made.lead.list),
            "stage": .string(made.lead.stage.rawValue), "score": JSON(made.score),
            "facts": .array(made.facts.map { JSON($0) }),
            "icp_matches": .array(made.icpMatches.map { JSON($0) }),
        ]
    }

    private init(_ match: ICPMatch) {
        self = [
            "icp": .id(match.icp), "number": .count(match.number), "name": .string(match.name),
            "fit": .points(match.fit), "of": .points(match.of), "is_match": .bool(match.isMatch),
        ]
    }
}

extension Schema {
    static let capture = named(
        "Capture",
        .object([
            .required("text", .string, "What the company, or somebody about it, wrote."),
            .optional("source_type", choice(SourceType.allCases.map(\.rawValue)).defaulting(to: "manual")),
            .optional("source_url", .string), .optional("company_name", .string),
            .optional("company_website", .string),
            .optional("icp", .id(ICP.self), "To score against; the active one if left out."),
            .optional("list", Schema.string.defaulting(to: .string(Lead.inboxList))),
            .optional("scorecard", .string, "As in raptorflow@1; the workspace's own if left out."),
            .optional("at", .time, "When it was true; now if left out."),
        ]))

    static let classified = named(
        "Classified",
        .object([
            .required("lead", .id(Lead.self)), .required("number", .integer),
            .required("snapshot", .id(Snapshot.self)), .required("is_new", .boolean),
            .required("account", account), .required("contact", contact.nullable), .required("list", .string),
            .required("stage", stage), .required("score", score), .required("facts", array(of: fact)),
            .required("icp_matches", array(of: icpMatch)),
        ]))

    private static let icpMatch = object([
        .required("icp", .id(ICP.self)), .required("number", .integer), .required("name", .string),
        .required("fit", .number), .required("of", .number), .required("is_match", .boolean),
    ])
}
