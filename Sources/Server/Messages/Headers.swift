/// The header fields of a request or an answer, in order.
///
/// A list rather than a dictionary: there are a dozen at most, order matters, and names may repeat.
package struct Headers: Hashable, Sendable, ExpressibleByDictionaryLiteral, Sequence {
    /// One field.
    package struct Field: Hashable, Sendable {
        package let name: HeaderName
        package let value: String
    }

    private var fields: [Field] = []

    package init() {}

    package init(dictionaryLiteral pairs: (HeaderName, String)...) {
        for (name, value) in pairs { add(name, value) }
    }

    /// The first value under `name`; setting replaces every value, setting `nil` removes them.
    package subscript(name: HeaderName) -> String? {
        get { fields.first { $0.name == name }?.value }
        set {
            fields.removeAll { $0.name == name }
            if let newValue { add(name, newValue) }
        }
    }

    /// Every value under `name`, in order.
    package func all(_ name: HeaderName) -> [String] {
        fields.compactMap { $0.name == name ? $0.value : nil }
    }

    /// Whether a field of this name is there.
    package func contains(_ name: HeaderName) -> Bool { fields.contains { $0.name == name } }

    /// Adds a field beside any of the same name.
    ///
    /// Line ends become spaces: a value made from somebody's text cannot start a header of its own.
    package mutating func add(_ name: HeaderName, _ value: String) {
        fields.append(Field(name: name, value: Self.oneLine(value)))
    }

    /// Adds a field unless one of this name is there.
    package mutating func addIfAbsent(_ name: HeaderName, _ value: String) {
        if !contains(name) { add(name, value) }
    }

    /// Adds those of `others` whose names are not there; their values have been checked before.
    package mutating func addMissing(from others: Headers) {
        for field in others.fields where !contains(field.name) { fields.append(field) }
    }

    /// These and `others`.
    func with(_ others: Headers) -> Headers {
        var all = self
        all.fields += others.fields
        return all
    }

    /// Adds `item` to a comma-separated field such as `Vary`, once.
    package mutating func addItem(_ name: HeaderName, _ item: String) {
        guard let value = self[name] else { return add(name, item) }
        let known = value.split(separator: ",").contains { $0.trimmed.lowercased() == item.lowercased() }
        if !known { self[name] = "\(value), \(item)" }
    }

    /// How many fields there are.
    package var count: Int { fields.count }

    package func makeIterator() -> IndexingIterator<[Field]> { fields.makeIterator() }

    private static func oneLine(_ value: String) -> String {
        guard value.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return value }
        let bytes = value.utf8.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: " ") : $0 }
        return String(decoding: bytes, as: UTF8.self)
    }
}
