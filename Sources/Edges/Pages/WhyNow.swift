import Domain

/// The sentence that opens a lead: its strongest reason, with the words that say so.
package enum WhyNow {
    /// Dimensions that speak of timing, by what their keys and labels hold.
    ///
    /// Fit says whom to want; these say why today. A scorecard without them falls back on its strongest lines.
    private static let timely = ["pain", "signal", "intent", "timing", "urgency", "need", "behaviour"]

    /// Words short enough to read at a glance; longer quotes are cut at a blank (60 letters are one line of a row).
    private static let quoteLimit = 60

    /// The strongest reasons, each with its words; a row has room for one, a page for two.
    package static func phrases(_ result: ScoreResult, reasons: Int = 1) -> [Phrase] {
        let urgent = quoted(result.dimensions.filter(isTimely).flatMap(\.lines))
        let lines = urgent.isEmpty ? quoted(result.lines) : urgent
        if lines.isEmpty { return [.ours("No reason to talk yet.")] }
        var phrases: [Phrase] = []
        for line in lines.prefix(reasons) {
            if !phrases.isEmpty { phrases.append(.ours(" ")) }
            phrases += Phrase.reading(line.reason, quotes: line.evidence.map(\.quote), isStrong: true)
            if let quote = line.evidence.first?.quote, !line.reason.contains(quote) {
                phrases += [.ours(": "), .theirs(short(quote))]
            }
            phrases.append(.ours("."))
        }
        return phrases
    }

    private static func quoted(_ lines: [ScoreLine]) -> [ScoreLine] {
        let standing = lines.enumerated().filter {
            $0.element.kind == .award && $0.element.points > .zero && !$0.element.evidence.isEmpty
        }
        // The ledger's order decides between equals, so that the sentence never flickers.
        return standing.sorted { ($1.element.points, $0.offset) < ($0.element.points, $1.offset) }.map(
            \.element)
    }

    private static func isTimely(_ dimension: DimensionScore) -> Bool {
        let name = (dimension.key + " " + dimension.label).lowercased()
        return timely.contains { name.contains($0) }
    }

    /// One line of a quote, cut between words.
    static func short(_ quote: String) -> String {
        let line = quote.split(whereSeparator: \.isNewline).joined(separator: " ")
        guard line.count > quoteLimit else { return line }
        let cut = line.prefix(quoteLimit)
        return String(cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut) + "…"
    }
}
