import Wire

@testable import Server

/// Compares a JSON value with the schema a route documents, as far as our schemas go.
struct SchemaCheck {
    let named: [String: JSONObject]

    /// What does not fit, with its place; empty when all does.
    ///
    /// Members that the schema does not know are a fault too: what is answered is documented.
    func faults(_ value: JSON, _ schema: JSONObject, at place: String = "$") -> [String] {
        if let name = schema["$ref"]?.stringValue?.split(separator: "/").last {
            guard let found = named[String(name)] else { return ["\(place): no schema \(name)"] }
            return faults(value, found, at: place)
        }
        if let choices = schema["anyOf"]?.arrayValue {
            let all = choices.map { faults(value, $0.objectValue ?? [:], at: place) }
            return all.contains(where: \.isEmpty) ? [] : all.min { $0.count < $1.count } ?? []
        }
        if let known = schema["enum"]?.arrayValue, !known.contains(value) {
            return ["\(place): \(value.text) is none of \(known.map(\.text))"]
        }
        guard let type = schema["type"]?.stringValue else { return [] }
        switch (type, value) {
        case ("object", .object(let object)): return members(object, schema, at: place)
        case ("array", .array(let items)):
            let item = schema["items"]?.objectValue ?? [:]
            return items.enumerated().flatMap { faults($1, item, at: "\(place)[\($0)]") }
        case ("string", .string), ("boolean", .bool), ("integer", .int), ("number", .int),
            ("number", .double), ("null", .null):
            return []
        default: return ["\(place): \(value.text) is no \(type)"]
        }
    }

    private func members(_ object: JSONObject, _ schema: JSONObject, at place: String) -> [String] {
        let missing = (schema["required"]?.arrayValue ?? []).compactMap(\.stringValue)
            .filter { object[$0] == nil }.map { "\(place).\($0) is missing" }
        let properties = schema["properties"]?.objectValue
        let rest = schema["additionalProperties"]?.objectValue
        return missing
            + object.flatMap { key, value -> [String] in
                if let own = properties?[key]?.objectValue {
                    return faults(value, own, at: "\(place).\(key)")
                }
                if let rest { return faults(value, rest, at: "\(place).\(key)") }
                return properties == nil ? [] : ["\(place).\(key) is not documented"]
            }
    }

    /// Faults of an answer against what its route documents for that status.
    static func faults(_ response: Response, of route: Route) -> [String] {
        let documented = route.answers.filter { $0.status == response.status && $0.schema != nil }
        guard let answer = documented.first, let schema = answer.schema else {
            return ["\(response.status) is not documented"]
        }
        guard answer.mediaType == "application/json" else { return [] }
        return SchemaCheck(named: schema.named).faults(response.json, schema.json)
    }
}
