import Wire

/// A value in a request's query, said once: how it is read, what it falls back to, how it is documented.
///
/// ```swift
/// static let limit = Parameter.int("limit", in: 1...500, default: 50, "How many leads at most.")
/// Route(.get, "/api/leads/", .s1, "Leads, hottest first", parameters: [limit.doc]) { request in
///     let limit = try request.value(limit)
/// ```
package struct Parameter<Value: Sendable>: Sendable {
    /// What OpenAPI and the routes page say of it.
    package let doc: ParameterDoc
    fileprivate let fallback: Value?
    fileprivate let read: @Sendable (String) -> Value?
    fileprivate let complaint: String
    fileprivate let kind: FieldIssue.Kind

    fileprivate init(
        _ doc: ParameterDoc, fallback: Value?, complaint: String, kind: FieldIssue.Kind,
        read: @escaping @Sendable (String) -> Value?
    ) {
        self.doc = doc
        self.fallback = fallback
        self.complaint = complaint
        self.kind = kind
        self.read = read
    }
}

/// A parameter's documentation.
package struct ParameterDoc: Hashable, Sendable {
    /// Where a parameter stands.
    package enum Place: String, Sendable {
        case path
        case query
        case header
    }

    package let name: String
    package let place: Place
    package let schema: Schema
    package let about: String
    package let isRequired: Bool

    package init(_ name: String, in place: Place, _ schema: Schema, _ about: String, isRequired: Bool = false)
    {
        self.name = name
        self.place = place
        self.schema = schema
        self.about = about
        self.isRequired = isRequired
    }
}

extension Parameter where Value == String {
    /// Any text; without a default it may be missing (`optionalValue`) or must be there (`value`).
    package static func text(
        _ name: String, default fallback: String? = nil, isRequired: Bool = false, _ about: String
    ) -> Parameter {
        let schema = fallback.map { Schema.string.defaulting(to: .string($0)) } ?? .string
        let doc = ParameterDoc(name, in: .query, schema, about, isRequired: isRequired)
        return Parameter(doc, fallback: fallback, complaint: "Input should be text", kind: .invalid) { $0 }
    }
}

extension Parameter where Value == Int {
    /// A whole number within bounds.
    package static func int(
        _ name: String, in range: ClosedRange<Int>, default fallback: Int? = nil, isRequired: Bool = false,
        _ about: String
    ) -> Parameter {
        var schema = Schema.integer(in: range)
        if let fallback { schema = schema.defaulting(to: .int(Int64(fallback))) }
        let doc = ParameterDoc(name, in: .query, schema, about, isRequired: isRequired)
        let complaint = "Input should be a whole number from \(range.lowerBound) to \(range.upperBound)"
        return Parameter(doc, fallback: fallback, complaint: complaint, kind: .notInteger) { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension Parameter where Value == Double {
    /// A number within bounds.
    package static func number(
        _ name: String, in range: ClosedRange<Double>, default fallback: Double? = nil, _ about: String
    ) -> Parameter {
        var schema = Schema.number(in: range)
        if let fallback { schema = schema.defaulting(to: .double(fallback)) }
        let doc = ParameterDoc(name, in: .query, schema, about)
        let complaint = "Input should be a number from \(range.lowerBound) to \(range.upperBound)"
        return Parameter(doc, fallback: fallback, complaint: complaint, kind: .notNumber) { text in
            Double(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension Parameter where Value == Bool {
    /// Yes or no, in the spellings the published services take.
    package static func flag(_ name: String, default fallback: Bool = false, _ about: String) -> Parameter {
        let schema = Schema.boolean.defaulting(to: .bool(fallback))
        let doc = ParameterDoc(name, in: .query, schema, about)
        return Parameter(
            doc, fallback: fallback, complaint: "Input should be true or false", kind: .notBoolean
        ) { text in
            switch text.lowercased() {
            case "true", "1", "yes", "on", "": true
            case "false", "0", "no", "off": false
            default: nil
            }
        }
    }
}

extension Parameter {
    /// One of an enum's raw values.
    package static func choice(
        _ name: String, _ type: Value.Type, default fallback: Value? = nil, isRequired: Bool = false,
        _ about: String
    ) -> Parameter where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
        let known = Value.allCases.map(\.rawValue)
        var schema = Schema.choice(known)
        if let fallback { schema = schema.defaulting(to: .string(fallback.rawValue)) }
        let doc = ParameterDoc(name, in: .query, schema, about, isRequired: isRequired)
        let complaint = "Input should be one of " + known.joined(separator: ", ")
        return Parameter(doc, fallback: fallback, complaint: complaint, kind: .notChoice) {
            Value(rawValue: $0)
        }
    }
}

extension Request {
    /// The parameter's value, its default, or a complaint that it is missing (422).
    package func value<Value>(_ parameter: Parameter<Value>) throws(HTTPError) -> Value {
        if let value = try optionalValue(parameter) ?? parameter.fallback { return value }
        throw .invalid([.missing(.query, parameter.doc.name)])
    }

    /// The parameter's value if the query has one.
    package func optionalValue<Value>(_ parameter: Parameter<Value>) throws(HTTPError) -> Value? {
        guard let text = query[parameter.doc.name] else { return nil }
        guard let value = parameter.read(text) else {
            throw .invalid([
                FieldIssue(.query, parameter.doc.name, parameter.complaint, kind: parameter.kind)
            ])
        }
        return value
    }
}
