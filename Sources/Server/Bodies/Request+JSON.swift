import Wire

extension Request {
    /// The body as JSON.
    package func json(limits: JSONLimits = .standard) throws(HTTPError) -> JSON {
        guard !body.isEmpty else { throw .invalid([.missing(.body, "")]) }
        let bytes = try body.bytes(limit: limits.bytes)
        do { return try JSON.parse(bytes, limits: limits) } catch { throw HTTPError(error) }
    }

    /// The body as whatever `field` reads: the first fault speaks.
    package func read<Value>(_ field: Field<Value>) throws(HTTPError) -> Value {
        let json = try json()
        let place = FieldPlace(origin: "", ignoresUnknown: true)
        do { return try field.read(json, place) } catch { throw .invalid([FieldIssue(error)]) }
    }

    /// The body's members, to be read one by one: every fault speaks.
    package func fields() throws(HTTPError) -> BodyFields { try BodyFields(json()) }
}

extension HTTPError {
    /// A text that is not JSON, and where it stops being JSON.
    init(_ error: JSONError) {
        // What is not even text, or nested out of all proportion, is no slip of the pen to point at.
        let isSlip = error.kind == .syntax
        let issue = FieldIssue(.body, "[\(error.offset)]", "JSON decode error", kind: .notJSON)
        self.init(
            .malformedJSON, "The body is not JSON: \(error).", issues: isSlip ? [issue] : [],
            hint: isSlip ? "Check the quotes, commas and brackets there." : nil)
    }
}

/// The members of a JSON body, read one after another; faults are gathered and thrown together by `finish`.
///
/// ```swift
/// var body = try request.fields()
/// let text = body.read("signal_text", .filledString, standIn: "")
/// let source = body.readIfPresent("source_type", .choice(SourceType.self)) ?? .manual
/// try body.finish()
/// ```
package struct BodyFields {
    private var fields: Fields
    private var issues: [FieldIssue] = []

    /// The members of `json`, which must be an object.
    package init(_ json: JSON) throws(HTTPError) {
        do { fields = try Fields.lenient(json) } catch { throw .invalid([FieldIssue(error)]) }
    }

    /// The body as it came.
    package var object: JSONObject { fields.object }

    /// The value under `key`, or `standIn` when it is missing or wrong, which `finish` will say.
    package mutating func read<Value>(_ key: String, _ field: Field<Value>, standIn: Value) -> Value {
        do { return try fields.read(key, field) } catch {
            issues.append(FieldIssue(error))
            return standIn
        }
    }

    /// The value under `key`; `nil` when it is missing, `null` or wrong, which `finish` will say.
    package mutating func readIfPresent<Value>(_ key: String, _ field: Field<Value>) -> Value? {
        do { return try fields.readIfPresent(key, field) } catch {
            issues.append(FieldIssue(error))
            return nil
        }
    }

    /// Those of `keys` that are missing or `null`.
    package func missing(of keys: [String]) -> [String] { fields.missing(of: keys) }

    /// Adds a complaint of your own.
    package mutating func complain(_ key: String, _ message: String) {
        issues.append(FieldIssue(.body, key, message, kind: .invalid))
    }

    /// Throws every fault found (422).
    package func finish() throws(HTTPError) {
        guard issues.isEmpty else { throw .invalid(issues) }
    }
}
