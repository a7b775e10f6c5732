extension JSON: ExpressibleByStringInterpolation {
    package init(stringLiteral value: String) { self = .string(value) }
}

extension JSON: ExpressibleByIntegerLiteral {
    package init(integerLiteral value: Int64) { self = .int(value) }
}

extension JSON: ExpressibleByFloatLiteral {
    package init(floatLiteral value: Double) { self = .double(value) }
}

extension JSON: ExpressibleByBooleanLiteral {
    package init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSON: ExpressibleByArrayLiteral {
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
}

extension JSON: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral members: (String, JSON)...) { self = .object(JSONObject(members)) }
}

extension JSON: ExpressibleByNilLiteral {
    package init(nilLiteral: ()) { self = .null }
}

extension JSON {
    /// A string, or `null` when there is none.
    package init(_ text: String?) { self = text.map(JSON.string) ?? .null }

    /// A whole number, or `null` when there is none.
    package init(_ number: Int64?) { self = number.map(JSON.int) ?? .null }

    /// A whole number, or `null` when there is none.
    package init(_ number: Int?) { self = number.map { .int(Int64($0)) } ?? .null }

    /// A number, or `null` when there is none.
    package init(_ number: Double?) { self = number.map(JSON.double) ?? .null }

    /// A truth value, or `null` when there is none.
    package init(_ flag: Bool?) { self = flag.map(JSON.bool) ?? .null }

    /// An array of strings.
    package init(_ texts: [String]) { self = .array(texts.map(JSON.string)) }

    /// A fixed-point number of hundredths as a plain decimal: 8250 is `82.5`, 9500 is `95`.
    package init(hundredths: Int) {
        // Division of a whole number by 100 rounds to the double nearest the decimal, so it prints as written.
        self =
            hundredths.isMultiple(of: 100) ? .int(Int64(hundredths / 100)) : .double(Double(hundredths) / 100)
    }
}
