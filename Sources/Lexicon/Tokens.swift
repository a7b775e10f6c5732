import Domain

/// A text cut into tokens, with its scalars, so that spans and quotes are exact.
///
/// Words are runs of letters, digits and marks that open with a letter; an apostrophe ends up with the shorter side
/// (`we` `'re`, `l'` `entreprise`); hyphens inside words separate tokens and leave a flag; numbers keep their inner commas and points
/// (`20,00,00,000`); `c++` and `c#` are words; every other visible scalar is a symbol of its own.
package struct Tokens: Sendable {
    package let scalars: [Unicode.Scalar]
    package let list: [Token]
    /// Folded forms of all tokens, one after the other.
    package let folded: [UInt8]

    package init(_ text: some StringProtocol) {
        self.init(scalars: Array(text.unicodeScalars))
    }

    /// Cuts scalars; `hidden` positions (a blanked address, say) end a word and make no token.
    package init(scalars: [Unicode.Scalar]) {
        var cutter = TokenCutter(scalars: scalars)
        cutter.cut()
        self.scalars = scalars
        list = cutter.list
        folded = cutter.folded
    }

    package var count: Int { list.count }
    package subscript(index: Int) -> Token { list[index] }

    /// The words under a span, byte for byte.
    package func quote(_ span: Span) -> String { quote(span.start, span.end) }

    package func quote(_ start: Int, _ end: Int) -> String {
        var out = String.UnicodeScalarView()
        out.append(contentsOf: scalars[max(0, start)..<min(end, scalars.count)])
        return String(out)
    }

    /// The text of tokens `range` as written, from the first's start to the last's end.
    package func text(_ range: Range<Int>) -> String {
        guard let first = range.first, let last = range.last else { return "" }
        return quote(list[first].start, list[last].end)
    }

    /// The folded form of a token.
    package func foldedText(_ index: Int) -> String {
        String(decoding: folded[list[index].foldedStart..<list[index].foldedEnd], as: UTF8.self)
    }

    package func foldedBytes(_ index: Int) -> ArraySlice<UInt8> {
        folded[list[index].foldedStart..<list[index].foldedEnd]
    }

    /// The scalar span of tokens `range`.
    package func span(_ range: Range<Int>) -> Span {
        guard let first = range.first, let last = range.last else { return Span(0, 0) }
        return Span(list[first].start, list[last].end)
    }

    /// The first token that ends after a scalar offset.
    package func index(atOrAfter offset: Int) -> Int {
        var (low, high) = (0, list.count)
        while low < high {
            let middle = (low + high) / 2
            if list[middle].end <= offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Whether a token is this symbol.
    package func isSymbol(_ index: Int, _ symbol: Unicode.Scalar) -> Bool {
        list.indices.contains(index) && list[index].kind == .symbol && scalars[list[index].start] == symbol
    }
}
