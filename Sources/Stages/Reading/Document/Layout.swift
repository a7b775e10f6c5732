import Lexicon

/// Where lines, blocks and sentences of a text begin and end.
struct Layout: Sendable {
    private(set) var lines: [Range<Int>] = []
    private(set) var blocks: [Range<Int>] = []
    private(set) var sentences: [Range<Int>] = []

    /// Lays out tokens; `abbreviations` are words whose full stop does not end a sentence.
    init(_ tokens: Tokens, abbreviations: Set<UInt64>) {
        cutLines(tokens)
        cutBlocks(tokens)
        cutSentences(tokens, abbreviations)
    }

    private mutating func cutLines(_ tokens: Tokens) {
        var start = 0
        for index in 0...tokens.count where index == tokens.count || tokens[index].kind == .lineBreak {
            if start < index { lines.append(start..<index) }
            start = index + 1
        }
    }

    /// Two line breaks with nothing between them end a block.
    private mutating func cutBlocks(_ tokens: Tokens) {
        for line in lines {
            if let last = blocks.last, line.lowerBound - last.upperBound <= 1 {
                blocks[blocks.count - 1] = last.lowerBound..<line.upperBound
            } else {
                blocks.append(line)
            }
        }
    }

    private mutating func cutSentences(_ tokens: Tokens, _ abbreviations: Set<UInt64>) {
        for (index, line) in lines.enumerated() {
            var start = line.lowerBound
            for token in line where Self.ends(at: token, tokens, abbreviations) {
                let isCell = Self.isCellMark(tokens, token)
                let end = isCell ? token : token + 1
                if start < end { sentences.append(start..<end) }
                start = token + 1
            }
            if start < line.upperBound { sentences.append(start..<line.upperBound) }
            if index > 0 { joinWrapped(index, tokens, abbreviations) }
        }
    }

    /// A line broken by its width, not by its writer: a long line without an end, and a small letter after it.
    private static let wrappedLine = 45

    private mutating func joinWrapped(_ index: Int, _ tokens: Tokens, _ abbreviations: Set<UInt64>) {
        let (above, line) = (lines[index - 1], lines[index])
        guard line.lowerBound - above.upperBound == 1,
            let place = sentences.firstIndexFromEnd(where: { $0.lowerBound == line.lowerBound }), place > 0
        else { return }
        let (first, last) = (tokens[line.lowerBound], above.upperBound - 1)
        let width = tokens[last].end - tokens[above.lowerBound].start
        let isOpen = !Self.ends(at: last, tokens, abbreviations) && tokens[last].kind != .symbol
        let goesOn = first.kind == .word && !first.isCapitalised
        guard width >= Self.wrappedLine, isOpen || tokens.isSymbol(last, ","), goesOn else { return }
        sentences[place - 1] = sentences[place - 1].lowerBound..<sentences[place].upperBound
        sentences.remove(at: place)
    }

    private static func ends(at index: Int, _ tokens: Tokens, _ abbreviations: Set<UInt64>) -> Bool {
        guard tokens[index].kind == .symbol else { return false }
        switch tokens.scalars[tokens[index].start] {
        case "!", "?", "…", "।", "。", "！", "？", "|", "•", "●", "▪", "◦", "·", "►", "▶", "✓", "✔", "➤",
            "\u{F0B7}":
            return true
        case ".": break
        default: return false
        }
        let isGlued = index + 1 < tokens.count && tokens[index + 1].isGlued
        if isGlued, !isSentenceJoin(index, tokens) { return false }
        guard index > 0, tokens[index].isGlued else { return true }
        let before = tokens[index - 1]
        // Initials ("J. Smith", "U.S. team") and titles ("Sr. Engineer") do not end a sentence; a capital after
        // a long abbreviation such as "Inc." may, and is let go on: gates look at fewer words than a sentence has.
        let isInitial = before.kind == .word && before.end - before.start == 1 && before.isCapitalised
        return !isInitial && !abbreviations.contains(before.key)
    }

    /// "with us.We build": a full stop without its space, between a small letter and a capitalised word.
    private static func isSentenceJoin(_ index: Int, _ tokens: Tokens) -> Bool {
        guard index > 0, tokens[index].isGlued, tokens[index - 1].kind == .word,
            tokens[index - 1].end - tokens[index - 1].start > 1, !tokens[index - 1].isUpperCase
        else { return false }
        return tokens[index + 1].isCapitalised && !tokens[index + 1].isUpperCase
    }

    private static func isCellMark(_ tokens: Tokens, _ index: Int) -> Bool {
        switch tokens.scalars[tokens[index].start] {
        case ".", "!", "?", "…", "।", "。", "！", "？": false
        default: true
        }
    }
}

extension Array {
    /// The last index whose element satisfies `claim`, looked for among the last few only.
    fileprivate func firstIndexFromEnd(where claim: (Element) -> Bool) -> Int? {
        indices.reversed().first { claim(self[$0]) }
    }
}
