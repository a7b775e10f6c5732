import Wire

/// What a JSON value looks like, as OpenAPI 3.1 (JSON Schema 2020-12) says it.
package struct Schema: Hashable, Sendable {
    /// One member of an object.
    package struct Property: Hashable, Sendable {
        let name: String
        let schema: Schema
        let isRequired: Bool

        /// A member that is always there.
        package static func required(_ name: String, _ schema: Schema, _ about: String = "") -> Property {
            Property(name: name, schema: schema.described(about), isRequired: true)
        }

        /// A member that may be missing.
        package static func optional(_ name: String, _ schema: Schema, _ about: String = "") -> Property {
            Property(name: name, schema: schema.described(about), isRequired: false)
        }
    }

    /// The schema itself; named schemas within are references.
    let json: JSONObject
    /// The named schemas it refers to, with theirs.
    let named: [String: JSONObject]

    private init(_ json: JSONObject, named: [String: JSONObject] = [:]) {
        self.json = json
        self.named = named
    }
}

extension Schema {
    package static let anything = Schema([:])
    package static let string = Schema(["type": "string"])
    package static let integer = Schema(["type": "integer", "format": "int64"])
    package static let number = Schema(["type": "number"])
    package static let boolean = Schema(["type": "boolean"])
    /// A moment in UTC, as RFC 3339.
    package static let time = string(format: "date-time")
    /// A file in a multipart form.
    package static let file = Schema(["type": "string", "contentMediaType": "application/octet-stream"])

    /// A string of a known form, such as `email` or `uri`.
    package static func string(format: String) -> Schema {
        Schema(["type": "string", "format": .string(format)])
    }

    /// One of a closed set of strings.
    package static func choice(_ values: [String]) -> Schema {
        Schema(["type": "string", "enum": .array(values.map(JSON.string))])
    }

    /// A whole number within bounds.
    package static func integer(in range: ClosedRange<Int>) -> Schema {
        Schema([
            "type": "integer", "minimum": .int(Int64(range.lowerBound)),
            "maximum": .int(Int64(range.upperBound)),
        ])
    }

    /// A number within bounds.
    package static func number(in range: ClosedRange<Double>) -> Schema {
        Schema(["type": "number", "minimum": .double(range.lowerBound), "maximum": .double(range.upperBound)])
    }

    /// A list.
    package static func array(of element: Schema) -> Schema {
        Schema(["type": "array", "items": .object(element.json)], named: element.named)
    }

    /// An object whose keys are data.
    package static func map(of member: Schema) -> Schema {
        Schema(["type": "object", "additionalProperties": .object(member.json)], named: member.named)
    }

    /// An object with these members.
    package static func object(_ properties: [Property]) -> Schema {
        var members = JSONObject()
        var named: [String: JSONObject] = [:]
        for property in properties {
            members[property.name] = .object(property.schema.json)
            named.merge(property.schema.named) { first, _ in first }
        }
        var json: JSONObject = ["type": "object", "properties": .object(members)]
        let required = properties.filter(\.isRequired).map { JSON.string($0.name) }
        if !required.isEmpty { json["required"] = .array(required) }
        return Schema(json, named: named)
    }

    /// The same schema under a name of its own, written once and referred to.
    package static func named(_ name: String, _ schema: Schema) -> Schema {
        var named = schema.named
        named[name] = schema.json
        return Schema(["$ref": .string("#/components/schemas/\(name)")], named: named)
    }

    /// This, or null.
    package var nullable: Schema {
        Schema(["anyOf": [.object(json), ["type": "null"]]], named: named)
    }

    /// One of several.
    package static func either(_ choices: [Schema]) -> Schema {
        let named = choices.reduce(into: [:]) { all, choice in all.merge(choice.named) { first, _ in first } }
        return Schema(["anyOf": .array(choices.map { .object($0.json) })], named: named)
    }

    /// This with a sentence about it.
    package func described(_ about: String) -> Schema {
        about.isEmpty ? self : with("description", .string(about))
    }

    /// This with the value taken when none is given.
    package func defaulting(to value: JSON) -> Schema { with("default", value) }

    /// This with an example.
    package func example(_ value: JSON) -> Schema { with("examples", [value]) }

    private func with(_ key: String, _ value: JSON) -> Schema {
        var json = json
        json[key] = value
        return Schema(json, named: named)
    }
}
