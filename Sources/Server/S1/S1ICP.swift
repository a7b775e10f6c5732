import Domain
import Wire

/// The ICP as S1 writes it (S1-20, S1-21).
enum S1ICP {
    /// A whiteboard with more profiles than this is a mistake.
    static let most = 500

    static func json(_ icp: ICP) -> JSON {
        let criteria = icp.criteria
        return [
            "id": .int(Int64(icp.number)), "name": .string(criteria.name),
            "description": .string(criteria.description),
            "size_buckets": JSON(criteria.sizeBuckets), "industries": JSON(criteria.industries),
            "locations": JSON(criteria.geographies), "hiring_keywords": JSON(criteria.hiringKeywords),
            "pain_keywords": JSON(criteria.painKeywords), "channel_preferences": JSON(criteria.channels),
            "stages": JSON(criteria.stages), "budget_signals": JSON(criteria.budgetSignals),
            "created_at": .string(icp.createdAt.description),
            "updated_at": .string(icp.updatedAt.description),
        ]
    }

    /// Reads the fields that are there; the others keep their value.
    static func read(_ body: inout BodyFields, into criteria: inout ICP.Criteria) {
        if let description = body.readIfPresent("description", .string) { criteria.description = description }
        for (key, path) in lists {
            if let values = body.readIfPresent(key, .list(.string)) { criteria[keyPath: path] = values }
        }
        for size in criteria.sizeBuckets where !isSize(size) {
            body.complain(
                "size_buckets", "“\(size)” is no size; write a number, a range such as 2-5, or 501+")
        }
    }

    private static let lists: [(String, WritableKeyPath<ICP.Criteria, [String]> & Sendable)] = [
        ("size_buckets", \.sizeBuckets), ("industries", \.industries), ("locations", \.geographies),
        ("hiring_keywords", \.hiringKeywords), ("pain_keywords", \.painKeywords),
        ("channel_preferences", \.channels),
        ("stages", \.stages), ("budget_signals", \.budgetSignals),
    ]

    private static func isSize(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        if text.hasSuffix("+") { return Int(text.dropLast()) != nil }
        return (1...2).contains(parts.count) && parts.allSatisfy { Int($0) != nil }
    }

    private static let strings = Schema.array(of: .string)
    private static let members: [Schema.Property] =
        [.optional("description", .string)] + lists.map { .optional($0.0, strings) }
    static let input = Schema.named("S1ICPInput", .object([.required("name", .string)] + members))
    static let changes = Schema.named("S1ICPChanges", .object([.optional("name", .string)] + members))
    static let schema = Schema.named(
        "S1ICP",
        .object(
            [
                .required("id", .integer), .required("name", .string), .required("created_at", .time),
                .required("updated_at", .time),
            ]
                + members))
    static let message = Schema.object([.required("message", .string)])
    static let example: JSON = [
        "name": "Solo Founder D2C", "size_buckets": ["1", "2-5"], "industries": ["ecommerce", "d2c"],
        "locations": ["india"], "hiring_keywords": ["marketing manager"],
        "pain_keywords": ["no marketing team"],
        "channel_preferences": ["instagram"],
    ]
}
