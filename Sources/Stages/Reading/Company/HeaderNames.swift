import Domain
import Lexicon

/// Finds the company's name among the cells of a header.
struct HeaderNames {
    let scorer: NameScorer

    private var document: Document { scorer.document }
    private var tokens: Tokens { document.tokens }

    /// Cells looked at, and what each further one costs.
    private static let mostCells = 5
    private static let firstCell = 3.0
    private static let perCell = 1.2
    private static let agreement = 3.0
    private static let repeated = 1.0
    /// Bars make a header sure; other separators less so.
    private static let withBars = 2.0
    private static let withoutBars = 1.0

    /// A cell: tokens, or a bare host that stands alone.
    private struct Piece {
        var span: Span
        var tokens: Range<Int>?
    }

    func candidates() -> [NameCandidate] {
        guard !document.header.segments.isEmpty || firstHost != nil else { return [] }
        var best: NameCandidate?
        var shift = 0
        for (place, piece) in pieces().prefix(Self.mostCells).enumerated() {
            if place == shift, place < 3, let cell = piece.tokens, isOther(cell) { shift = place + 1 }
            guard place >= shift, let name = name(piece) else { continue }
            var score = Self.firstCell - Double(place - shift) * Self.perCell
            if agrees(name.plain) { score += Self.agreement }
            if isRepeated(name) { score += Self.repeated }
            guard place == shift || score >= 2.5 else { continue }
            if score > best?.score ?? 0 { best = NameCandidate(name.text, name.span, score: score) }
        }
        guard var best else { return [] }
        guard document.header.hasBars || best.score >= 5 || isTitled(best.span) else { return [] }
        best.score += document.header.hasBars ? Self.withBars : Self.withoutBars
        return [best]
    }

    private func isOther(_ cell: Range<Int>) -> Bool {
        let text = document.grammar.trimmed(cell) ?? cell
        return document.grammar.isRole(text) || scorer.cells.isEmployment(cell) || scorer.cells.isPlace(cell)
    }

    private func agrees(_ plain: String) -> Bool {
        scorer.labels.hosts.contains { label in
            plain == label || plain.count > 3 && (plain.hasPrefix(label) || label.hasPrefix(plain))
        }
    }

    private func isRepeated(_ name: NameCandidate) -> Bool {
        scorer.runs.contains { run in
            tokens[run.core.lowerBound].start > name.span.end
                && HostLabels.plain(document.text(run.core)).hasPrefix(name.plain)
        }
    }

    private func isTitled(_ span: Span) -> Bool {
        let range =
            tokens.index(atOrAfter: span.start)..<tokens.index(atOrAfter: max(span.start, span.end - 1)) + 1
        return range.clamped(to: 0..<tokens.count).allSatisfy { index in
            tokens[index].kind != .word || tokens[index].isCapitalised
                || scorer.words.isOpener(tokens[index].key)
                || tokens[index].isGlued
        }
    }

    /// A bare host with which the text opens.
    private var firstHost: FoundHost? {
        document.hosts.first { host in
            host.isBare && (tokens.count == 0 || host.hostSpan.start < tokens[0].start)
        }
    }

    private func pieces() -> [Piece] {
        var pieces = document.header.segments.map { Piece(span: tokens.span($0), tokens: $0) }
        if let host = firstHost { pieces.insert(Piece(span: host.hostSpan, tokens: nil), at: 0) }
        return pieces
    }

    private func name(_ piece: Piece) -> NameCandidate? {
        guard let cell = piece.tokens else {
            return NameCandidate(document.quote(piece.span), piece.span, score: 0)
        }
        let cut = cut(cell)
        guard !cut.isEmpty, scorer.isPossible(cut) else { return nil }
        let span = tokens.span(cut)
        return NameCandidate(document.quote(span), span, score: 0)
    }

    /// The part of a cell that may be a name: up to a bracket, a comma (unless a legal form follows), a dash, or "is".
    func cut(_ cell: Range<Int>) -> Range<Int> {
        var start = cell.lowerBound
        while start < cell.upperBound, tokens[start].kind == .symbol { start += 1 }
        var end = start
        while end < cell.upperBound, !endsName(end, from: start) { end += 1 }
        while end > start, tokens[end - 1].kind == .symbol, !tokens.isSymbol(end - 1, ")") { end -= 1 }
        guard start < end else { return start..<start }
        if let tail = NameFinder(document: document, words: scorer.words, found: scorer.found)
            .legalEnd(end, line: document.line(of: start).upperBound), tail <= cell.upperBound
        {
            end = tail
        }
        return start..<end
    }

    private func endsName(_ index: Int, from start: Int) -> Bool {
        guard index > start else { return false }
        if document.followsAddress(index) { return true }
        if tokens[index].kind == .word { return Self.verbs.contains(tokens[index].key) }
        guard tokens[index].kind == .symbol else { return false }
        switch tokens.scalars[tokens[index].start] {
        case "(", "[", ":", ";", "“", "”", "\"", "@", "|", "–", "—", "!": return true
        case ",": return true
        case "-": return !tokens[index].isGlued
        case ".": return index + 1 >= tokens.count || !tokens[index + 1].isGlued
        default: return false
        }
    }

    private static let verbs = Set(
        ["is", "are", "in", "based", "hiring", "seeking", "looking", "has", "at"].map { WordKey.of($0.utf8) })
}
