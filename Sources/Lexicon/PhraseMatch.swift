/// A phrase found in a text.
package struct PhraseMatch: Hashable, Sendable {
    /// Position of the entry in its book.
    package let entry: Int
    /// Tokens matched.
    package let tokens: Range<Int>
    package let captures: [Capture]

    /// Tokens that a class or mark stood for.
    package struct Capture: Hashable, Sendable {
        package let name: String
        package let tokens: Range<Int>
    }

    /// The tokens the first capture of that name stood for.
    package func capture(_ name: String) -> Range<Int>? { captures.first { $0.name == name }?.tokens }
}

/// Places a caller found by other means (amounts, places, names) that phrases may refer to as `<name>`.
package struct PhraseMarks: Sendable {
    private var ends: [String: [Int: [Int]]] = [:]

    package init() {}

    package mutating func add(_ name: String, _ range: Range<Int>) {
        ends[name, default: [:]][range.lowerBound, default: []].append(range.upperBound)
    }

    /// Where places of that name end that open at token `start`.
    package func ends(of name: String, at start: Int) -> [Int] { ends[name]?[start] ?? [] }
}
