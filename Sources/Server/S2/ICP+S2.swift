import Domain
import Wire

/// The ICP as the Lead Intelligence System writes it (S2-43 to S2-49).
enum S2ICP {
    static func json(_ icp: ICP) -> JSON {
        let criteria = icp.criteria
        return [
            "id": .id(icp.id), "name": .string(criteria.name), "version": .count(icp.version),
            "isDefault": .bool(icp.isActive), "industries": .texts(criteria.industries),
            "companySizeMin": .count(criteria.sizes?.lowerBound),
            "companySizeMax": .count(
                criteria.sizes.flatMap { $0.upperBound == mostPeople ? nil : $0.upperBound }),
            "fundingStages": .texts(criteria.fundingStages),
            "techStack": [
                "mustHave": .texts(criteria.tech.must), "niceToHave": .texts(criteria.tech.nice),
                "avoid": .texts(criteria.tech.avoid),
            ],
            "geographies": .texts(criteria.geographies),
            "decisionMakers": [
                "titles": .texts(criteria.titles), "departments": .texts(criteria.departments),
            ],
            "signals": .object(
                JSONObject(switches.map { ($0.name, .bool(criteria.signals[$0.kind] ?? true)) })),
            "createdAt": .time(icp.createdAt), "updatedAt": .time(icp.updatedAt),
        ]
    }

    /// Larger than any company: what a missing companySizeMax means.
    static let mostPeople = 10_000_000
    /// The name of a profile that was given none.
    private static let defaultName = "Default"

    /// A signal that can be switched, and the kind it is known by inside.
    private static let switches = [
        (name: "recentFunding", kind: "recent_funding"), (name: "activelyHiring", kind: "actively_hiring"),
        (name: "techStackChange", kind: "tech_stack_change"),
    ]

    /// The body of POST and PUT; what it leaves out stays as in `old`.
    static func criteria(_ request: Request, over old: ICP.Criteria = ICP.Criteria()) throws -> ICP.Criteria {
        var body = try request.fields()
        var criteria = old
        criteria.name = body.readIfPresent("name", .filledString) ?? filled(old.name)
        criteria.industries = body.readIfPresent("industries", texts) ?? old.industries
        criteria.sizes = sizes(&body, old.sizes)
        criteria.fundingStages = body.readIfPresent("fundingStages", texts) ?? old.fundingStages
        criteria.tech = body.readIfPresent("techStack", tech(old.tech)) ?? old.tech
        criteria.geographies = body.readIfPresent("geographies", texts) ?? old.geographies
        if let makers = body.readIfPresent("decisionMakers", makers(old)) {
            (criteria.titles, criteria.departments) = (makers.titles, makers.departments)
        }
        for (kind, isOn) in body.readIfPresent("signals", signals) ?? [:] { criteria.signals[kind] = isOn }
        try body.finish()
        return criteria
    }

    private static func filled(_ name: String) -> String { name.isEmpty ? defaultName : name }

    private static func sizes(_ body: inout BodyFields, _ old: ClosedRange<Int>?) -> ClosedRange<Int>? {
        let people = 0...mostPeople
        let least = body.readIfPresent("companySizeMin", .int(in: people))
        let most = body.readIfPresent("companySizeMax", .int(in: people))
        guard least != nil || most != nil else { return old }
        let (from, to) = (least ?? old?.lowerBound ?? 0, most ?? old?.upperBound ?? mostPeople)
        guard from <= to else {
            body.complain("companySizeMin", "Input should not be greater than companySizeMax")
            return old
        }
        return from...to
    }

    private static var texts: Field<[String]> { .list(.string) }

    private static func tech(_ old: ICP.Tech) -> Field<ICP.Tech> {
        .object { fields throws(FieldError) in
            var tech = ICP.Tech()
            tech.must = try fields.read("mustHave", texts, default: old.must)
            tech.nice = try fields.read("niceToHave", texts, default: old.nice)
            tech.avoid = try fields.read("avoid", texts, default: old.avoid)
            return tech
        }
    }

    private static func makers(_ old: ICP.Criteria) -> Field<(titles: [String], departments: [String])> {
        .object { fields throws(FieldError) in
            (
                try fields.read("titles", texts, default: old.titles),
                try fields.read("departments", texts, default: old.departments)
            )
        }
    }

    private static var signals: Field<[String: Bool]> {
        .object { fields throws(FieldError) in
            var signals: [String: Bool] = [:]
            for one in switches { signals[one.kind] = try fields.readIfPresent(one.name, .bool) }
            return signals
        }
    }

    static let schema = Schema.named("S2ICP", .object(identity + draftProperties))
    static let draft = Schema.named("S2ICPDraft", .object(draftProperties))

    private static let identity: [Schema.Property] = [
        .required("id", .id(ICP.self)), .required("version", .integer), .required("isDefault", .boolean),
        .required("createdAt", .time), .required("updatedAt", .time),
    ]

    private static let draftProperties: [Schema.Property] = [
        .optional("name", .string), .optional("industries", .texts),
        .optional("companySizeMin", Schema.integer.nullable),
        .optional("companySizeMax", Schema.integer.nullable), .optional("fundingStages", .texts),
        .optional(
            "techStack",
            .object([
                .optional("mustHave", .texts), .optional("niceToHave", .texts), .optional("avoid", .texts),
            ])), .optional("geographies", .texts),
        .optional(
            "decisionMakers", .object([.optional("titles", .texts), .optional("departments", .texts)])),
        .optional("signals", .object(switches.map { .optional($0.name, .boolean) })),
    ]
}
