import Wire

extension Prompt {
    /// The answer as JSON Schema, strict enough for every vendor's structured output.
    ///
    /// All properties are required and no other is allowed; no keyword is used that OpenAI's strict mode
    /// refuses (lengths, patterns).
    var schema: JSON { Self.schema(answer, isClosed: true, type: \.self) }

    /// The same in Gemini's subset of OpenAPI, which orders properties explicitly and shouts its types.
    var geminiSchema: JSON { Self.schema(answer, isClosed: false, type: { $0.uppercased() }) }

    private static func schema(_ properties: [Property], isClosed: Bool, type: (String) -> String) -> JSON {
        let names = properties.map { JSON.string($0.name) }
        var schema: JSONObject = [
            "type": .string(type("object")),
            "properties": .object(
                JSONObject(properties.map { ($0.name, shape($0.shape, isClosed: isClosed, type: type)) })),
            "required": .array(names),
        ]
        if isClosed {
            schema["additionalProperties"] = false
        } else {
            schema["propertyOrdering"] = .array(names)
        }
        return .object(schema)
    }

    private static func shape(_ shape: Shape, isClosed: Bool, type: (String) -> String) -> JSON {
        switch shape {
        case .text: ["type": .string(type("string"))]
        case .oneOf(let values): ["type": .string(type("string")), "enum": .array(values.map(JSON.string))]
        case .list(let properties):
            [
                "type": .string(type("array")),
                "items": schema(properties, isClosed: isClosed, type: type),
            ]
        case .numbers: ["type": .string(type("array")), "items": ["type": .string(type("integer"))]]
        }
    }
}
