import Lexicon

/// The stretch of a line around some tokens that bars, bullets, dashes, commas or brackets set off.
struct Cell {
    let tokens: Tokens
    let inner: Range<Int>
    /// Between the nearest strong separators: bars, bullets, spaced dashes, line ends.
    let outer: Range<Int>
    /// Between the nearest separators of any kind.
    let clause: Range<Int>

    /// Longest cell looked at.
    private static let reach = 24

    init(_ document: Document, around inner: Range<Int>) {
        let tokens = document.tokens
        let line = document.line(of: inner.lowerBound)
        self.tokens = tokens
        self.inner = inner
        var (low, high) = (inner.lowerBound, inner.upperBound)
        let (floor, ceiling) = (
            max(line.lowerBound, low - Self.reach), min(max(line.upperBound, high), high + Self.reach)
        )
        var (clauseLow, clauseHigh): (Int?, Int?)
        while low > floor, !Self.isStrong(tokens, low - 1) {
            if clauseLow == nil, Self.isWeak(tokens, low - 1) { clauseLow = low }
            low -= 1
        }
        while high < ceiling, !Self.isStrong(tokens, high) {
            if clauseHigh == nil, Self.isWeak(tokens, high) { clauseHigh = high }
            high += 1
        }
        outer = low..<high
        clause = (clauseLow ?? low)..<(clauseHigh ?? high)
    }

    /// Whether the cell holds nothing else but tokens that `isFiller` lets pass, and signs.
    func isWhole(besides isFiller: (Int) -> Bool) -> Bool {
        outer.allSatisfy { index in
            inner.contains(index) || tokens[index].kind != .word || isFiller(index)
        }
    }

    /// Whether separators of some kind stand on both sides.
    var isClause: Bool { clause == inner }

    private static func isStrong(_ tokens: Tokens, _ index: Int) -> Bool {
        guard tokens[index].kind == .symbol else { return tokens[index].kind == .lineBreak }
        switch tokens.scalars[tokens[index].start] {
        case "|", "•", "●", "·", "–", "—", ">", "→", "#", "*", "=", "📍", "\t": return true
        case "-": return !tokens[index].isGlued
        default: return false
        }
    }

    private static func isWeak(_ tokens: Tokens, _ index: Int) -> Bool {
        guard tokens[index].kind == .symbol else { return false }
        switch tokens.scalars[tokens[index].start] {
        case ",", ";", "(", ")", "[", "]", "/", ":", ".", "!", "?", "-": return true
        default: return false
        }
    }
}
