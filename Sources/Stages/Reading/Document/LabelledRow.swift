import Domain
import Lexicon

/// A label and what stands after it: "Location: Pune", "Job title - Sales Manager".
struct LabelledRow: Sendable {
    /// What a label announces; raw values are those of `data/lexicon/labels.json`.
    enum Label: String, CaseIterable, Sendable {
        case company, role, location
        case workMode = "work_mode"
        case employment, experience, salary, skills, industry, size, person, email, phone, website, department
        case duties, date, other
    }

    let label: Label
    let labelTokens: Range<Int>
    /// What stands after the label in its line or cell; never empty.
    let value: Range<Int>
}

/// Finds labelled rows: portals, forms and walls of text that once were forms.
struct RowFinder: Sendable {
    private let book: PhraseBook<LabelledRow.Label>

    init(data: DataFile) throws {
        book = try Vocabulary.book("lexicon/labels.json", data)
    }

    func rows(_ tokens: Tokens, _ layout: Layout) -> [LabelledRow] {
        let marks = book.longestMatches(in: tokens).compactMap { match in mark(match, tokens) }
        return marks.enumerated().compactMap { place, mark in
            let next = place + 1 < marks.count ? marks[place + 1].label.lowerBound : tokens.count
            return row(mark, before: next, tokens)
        }
    }

    private struct Mark {
        let kind: LabelledRow.Label
        let label: Range<Int>
        let valueStart: Int
    }

    /// A label with its colon; a dash will do at the start of a line.
    private func mark(_ match: PhraseMatch, _ tokens: Tokens) -> Mark? {
        let (start, end) = (match.tokens.lowerBound, skipBracket(match.tokens.upperBound, tokens))
        let opensLine = opensLine(start, tokens)
        guard opensLine || tokens[start].isCapitalised else { return nil }
        let kind = book.entries[match.entry]
        if tokens.isSymbol(end, ":") || tokens.isSymbol(end, "：") {
            let value = tokens.isSymbol(end + 1, "-") ? end + 2 : end + 1
            return Mark(kind: kind, label: match.tokens, valueStart: value)
        }
        guard opensLine, end < tokens.count, tokens[end].kind == .symbol,
            "-–—|=>".unicodeScalars.contains(tokens.scalars[tokens[end].start])
        else { return nil }
        return Mark(kind: kind, label: match.tokens, valueStart: end + 1)
    }

    /// Past a bracket that belongs to the label, as in "Location(s)".
    private func skipBracket(_ index: Int, _ tokens: Tokens) -> Int {
        guard tokens.isSymbol(index, "(") else { return index }
        for end in index + 1..<min(index + 4, max(tokens.count, index + 1)) where tokens.isSymbol(end, ")") {
            return end + 1
        }
        return index
    }

    /// Whether only bullets, numbers and signs stand before a token in its line or cell.
    private func opensLine(_ start: Int, _ tokens: Tokens) -> Bool {
        var index = start
        while index > 0 {
            let before = tokens[index - 1]
            if before.kind == .lineBreak { return true }
            guard before.kind == .symbol, start - index < 3 else { return false }
            if ["|", "•", "·", ";"].contains(tokens.scalars[before.start]) { return true }
            index -= 1
        }
        return true
    }

    private func row(_ mark: Mark, before next: Int, _ tokens: Tokens) -> LabelledRow? {
        var start = mark.valueStart
        // "Location:" with its value on the line below.
        if start < next, start < tokens.count, tokens[start].kind == .lineBreak { start += 1 }
        var end = start
        while end < next, end < tokens.count, !endsValue(end, tokens) { end += 1 }
        while end > start, tokens[end - 1].kind == .symbol, !tokens.isSymbol(end - 1, ")") { end -= 1 }
        guard start < end else { return nil }
        return LabelledRow(label: mark.kind, labelTokens: mark.label, value: start..<end)
    }

    private func endsValue(_ index: Int, _ tokens: Tokens) -> Bool {
        switch tokens[index].kind {
        case .lineBreak: true
        case .symbol: ["|", "•", "●", "·"].contains(tokens.scalars[tokens[index].start])
        default: false
        }
    }
}
