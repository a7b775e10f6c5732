/// Reads the members of one JSON object by name and remembers which, so that a key nobody asked for is found.
///
/// ```swift
/// init(fields: inout Fields) throws(FieldError) {
///     name = try fields.read("name", .string)
///     points = try fields.read("points", .hundredths, default: 0)
///     why = try fields.readIfPresent("why", .string)
///     criteria = try fields.read("criteria", .list(.object(Criterion.init(fields:))))
/// }
/// let card = try Field.object(Scorecard.init(fields:)).read(file: bytes, named: "data/scorecards/x.json")
/// ```
/// `Field.object` calls `finish()`; whoever makes a `Fields` by hand does so at the end.
package struct Fields {
    /// Where the object sits.
    package let place: FieldPlace
    /// The object itself, for what the typed reads do not cover.
    package let object: JSONObject
    private var asked: [String] = []

    /// The members of `json`, which must be an object.
    package init(_ json: JSON, at place: FieldPlace) throws(FieldError) {
        guard case .object(let object) = json else { throw place.expected("an object", json) }
        self.object = object
        self.place = place
    }

    /// The members of an HTTP body: as strict about types, but keys nobody asks for are let pass.
    package static func lenient(_ json: JSON, origin: String = "") throws(FieldError) -> Fields {
        try Fields(json, at: FieldPlace(origin: origin, ignoresUnknown: true))
    }

    /// The value under `key`, which must be there.
    package mutating func read<Value>(_ key: String, _ field: Field<Value>) throws(FieldError) -> Value {
        asked.append(key)
        guard let json = object[key] else { throw missing(key, field.expects) }
        return try field.read(json, place.member(key))
    }

    /// The value under `key`, or `nil` when the key is missing or `null`.
    package mutating func readIfPresent<Value>(
        _ key: String, _ field: Field<Value>
    ) throws(FieldError) -> Value? {
        asked.append(key)
        guard let json = object[key], !json.isNull else { return nil }
        return try field.read(json, place.member(key))
    }

    /// The value under `key`, or `fallback` when the key is missing or `null`.
    package mutating func read<Value>(
        _ key: String, _ field: Field<Value>, default fallback: @autoclosure () -> Value
    ) throws(FieldError) -> Value {
        try readIfPresent(key, field) ?? fallback()
    }

    /// Counts `keys` as known without reading them.
    package mutating func ignore(_ keys: String...) { asked.append(contentsOf: keys) }

    /// Those of `keys` that are missing or `null`, in the order given.
    package func missing(of keys: [String]) -> [String] {
        keys.filter { object[$0]?.isNull ?? true }
    }

    /// A complaint about the value under `key`: "must be between 0 and 100".
    package func invalid(_ key: String, _ problem: String) -> FieldError {
        place.member(key).fault(.invalid, problem)
    }

    /// Throws if the object has a key nobody asked for, unless such keys are ignored here.
    package func finish() throws(FieldError) {
        guard !place.ignoresUnknown else { return }
        for key in object.keys where !asked.contains(key) {
            if key == "$schema", place.path.isEmpty { continue }  // editors read it; we validate ourselves
            let free = asked.filter { object[$0] == nil }
            throw place.member(key).fault(.unknownKey, "unknown key" + hint(for: key, among: free))
        }
    }

    private func hint(for key: String, among free: [String]) -> String {
        if let near = NearMiss.best(for: key, among: free) { return "; did you mean \"\(near)\"?" }
        guard !asked.isEmpty else { return "" }
        return "; known are " + asked.joined(separator: ", ")
    }

    private func missing(_ key: String, _ expects: String) -> FieldError {
        let unasked = place.ignoresUnknown ? [] : object.keys.filter { !asked.contains($0) }
        let near = NearMiss.best(for: key, among: unasked).map { " (found \"\($0)\")" } ?? ""
        return place.member(key).fault(.missing, "missing; expected \(expects)\(near)")
    }
}

extension FieldPlace {
    /// A complaint that `json` is not what was expected here.
    package func expected(_ what: String, _ json: JSON) -> FieldError {
        fault(.mistyped, "expected \(what), got \(json.glimpse)")
    }
}

extension JSON {
    /// What this is, short enough for an error message.
    fileprivate var glimpse: String {
        switch self {
        case .null, .array, .object: kind
        case .bool, .int, .double: "\(kind) (\(text))"
        // Forty characters identify a value without copying a page of somebody's text into a log.
        case .string(let text): "\(kind) (\"\(text.prefix(40))\(text.count > 40 ? "…" : "")\")"
        }
    }
}
