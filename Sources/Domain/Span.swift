/// A range of Unicode scalars of a snapshot's text, end exclusive.
package struct Span: Hashable, Comparable, Sendable {
    package let start: Int
    package let end: Int

    package init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = max(start, end)
    }

    package var count: Int { end - start }
    package var isEmpty: Bool { end == start }

    package func overlaps(_ other: Span) -> Bool { start < other.end && other.start < end }

    /// By start, then by end.
    package static func < (a: Span, b: Span) -> Bool { (a.start, a.end) < (b.start, b.end) }
}

/// The words that say something: where they stand and what they are.
package struct Evidence: Hashable, Sendable {
    /// The snapshot whose text holds the words; nil while the text has not been stored yet.
    package var snapshot: ID<Snapshot>?
    package var span: Span
    /// The text under `span`, byte for byte.
    package var quote: String

    package init(snapshot: ID<Snapshot>? = nil, span: Span, quote: String) {
        self.snapshot = snapshot
        self.span = span
        self.quote = quote
    }
}
