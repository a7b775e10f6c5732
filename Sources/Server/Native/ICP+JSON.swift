import Domain
import Wire

extension JSON {
    init(_ icp: ICP) {
        self = [
            "id": .id(icp.id), "version": .count(icp.version), "number": .count(icp.number),
            "is_active": .bool(icp.isActive), "created_at": .time(icp.createdAt),
            "updated_at": .time(icp.updatedAt), "criteria": JSON(icp.criteria),
        ]
    }

    init(_ criteria: ICP.Criteria) {
        var json: JSONObject = [
            "name": .string(criteria.name), "description": .string(criteria.description),
            "notes": .string(criteria.notes),
            "sizes": criteria.sizes.map {
                ["from": .count($0.lowerBound), "to": .count($0.upperBound)]
            } ?? .null,
            "tech": [
                "must": .texts(criteria.tech.must), "nice": .texts(criteria.tech.nice),
                "avoid": .texts(criteria.tech.avoid),
            ],
            "signals": .object(
                JSONObject(criteria.signals.sorted { $0.key < $1.key }.map { ($0.key, .bool($0.value)) })),
        ]
        for list in ICPForm.lists { json[list.key] = .texts(criteria[keyPath: list.path]) }
        self = .object(json)
    }
}

/// The body that makes or changes an ICP.
enum ICPForm {
    /// A criterion that is a list of words.
    struct List: Sendable {
        let key: String
        let path: WritableKeyPath<ICP.Criteria, [String]> & Sendable
    }

    static let lists = [
        List(key: "industries", path: \.industries), List(key: "size_buckets", path: \.sizeBuckets),
        List(key: "geographies", path: \.geographies), List(key: "stages", path: \.stages),
        List(key: "funding_stages", path: \.fundingStages),
        List(key: "budget_signals", path: \.budgetSignals), List(key: "titles", path: \.titles),
        List(key: "exclude_titles", path: \.excludeTitles), List(key: "departments", path: \.departments),
        List(key: "hiring_keywords", path: \.hiringKeywords),
        List(key: "pain_keywords", path: \.painKeywords), List(key: "keywords", path: \.keywords),
        List(key: "channels", path: \.channels), List(key: "exclusions", path: \.exclusions),
    ]

    /// Reads the body; what it leaves out asks for nothing.
    static func criteria(_ request: Request) throws -> ICP.Criteria {
        var body = try request.fields()
        var criteria = ICP.Criteria()
        criteria.name = body.read("name", .filledString, standIn: "")
        criteria.description = body.readIfPresent("description", .string) ?? ""
        criteria.notes = body.readIfPresent("notes", .string) ?? ""
        for list in lists {
            criteria[keyPath: list.path] = body.readIfPresent(list.key, .list(.string)) ?? []
        }
        criteria.sizes = body.readIfPresent("sizes", .object(sizes))
        criteria.tech = body.readIfPresent("tech", .object(tech)) ?? ICP.Tech()
        criteria.signals = Dictionary(
            body.readIfPresent("signals", .map(.bool)) ?? [], uniquingKeysWith: { _, last in last })
        try body.finish()
        return criteria
    }

    private static func sizes(_ fields: inout Fields) throws(FieldError) -> ClosedRange<Int> {
        let from = try fields.read("from", .int(in: 0...10_000_000), default: 0)
        let to = try fields.read("to", .int(in: 0...10_000_000), default: 10_000_000)
        guard from <= to else { throw fields.invalid("from", "should not be greater than to") }
        return from...to
    }

    private static func tech(_ fields: inout Fields) throws(FieldError) -> ICP.Tech {
        var tech = ICP.Tech()
        tech.must = try fields.read("must", .list(.string), default: [])
        tech.nice = try fields.read("nice", .list(.string), default: [])
        tech.avoid = try fields.read("avoid", .list(.string), default: [])
        return tech
    }
}

extension Schema {
    static let icp = named(
        "ICP",
        .object([
            .required("id", .id(ICP.self)), .required("version", .integer), .required("number", .integer),
            .required("is_active", .boolean), .required("created_at", .time), .required("updated_at", .time),
            .required("criteria", icpDraft),
        ]))

    static let icpDraft = named(
        "Criteria",
        .object(
            [
                .required("name", .string), .optional("description", .string), .optional("notes", .string),
                .optional(
                    "sizes", Schema.object([.required("from", .integer), .required("to", .integer)]).nullable),
                .optional(
                    "tech",
                    .object([.optional("must", texts), .optional("nice", texts), .optional("avoid", texts)])),
                .optional("signals", .map(of: .boolean), "Signal kinds switched on or off."),
            ] + ICPForm.lists.map { .optional($0.key, texts) }))
}
