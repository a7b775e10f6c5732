import Lexicon

/// Cuts what is no part of a title from its ends.
extension RoleGrammar {
    /// A title without bullets, numbers, brackets behind it and dangling words; nil when nothing is left.
    func trimmed(_ range: Range<Int>) -> Range<Int>? {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high, isOpening(low) { low += 1 }
        high = withoutTail(low, high)
        return low < high ? low..<high : nil
    }

    /// The same without articles and praise in front; levels stay.
    func withoutJunk(_ range: Range<Int>) -> Range<Int>? {
        var low = range.lowerBound
        while low < range.upperBound, isJunk(low) || isOpening(low) { low += 1 }
        return low < range.upperBound ? trimmed(low..<range.upperBound) : nil
    }

    private func isOpening(_ index: Int) -> Bool {
        switch tokens[index].kind {
        case .symbol: !tokens.isSymbol(index, ".") || !(index + 1 < tokens.count && tokens[index + 1].isGlued)
        case .number:
            !(index + 1 < tokens.count && tokens[index + 1].isGlued && tokens[index + 1].kind == .word)
        case .lineBreak: true
        case .word: tokens[index].key == Self.bulletO
        }
    }

    /// A lone "o" is how some programs write a bullet.
    private static let bulletO = WordKey.of("o".utf8)

    /// Junk, unless the word is also a level or opens the title proper: "Creative Director".
    private func isJunk(_ index: Int) -> Bool {
        guard self[index].contains(.junk) else { return false }
        if self[index].contains(.level), !Self.alwaysJunk.contains(tokens[index].key) { return false }
        return !self[index].contains(.head)
    }

    private static let alwaysJunk = Set(["first", "experienced", "founding"].map { WordKey.of($0.utf8) })
        .subtracting([
            WordKey.of("founding".utf8)
        ])

    private func withoutTail(_ low: Int, _ end: Int) -> Int {
        var high = end
        while high > low {
            let last = high - 1
            if tokens.isSymbol(last, ")") || tokens.isSymbol(last, "]") {
                guard let open = opening(of: last, from: low), !isKeptBracket(open, last) else { return high }
                high = open
            } else if tokens[last].kind == .symbol {
                // "Sr." keeps its stop only in front of another word; "C++" is a word.
                high = last
            } else if tokens[last].kind == .lineBreak || isDangling(last) {
                high = last
            } else {
                return high
            }
        }
        return high
    }

    private func opening(of close: Int, from low: Int) -> Int? {
        var index = close - 1
        while index > low {
            if tokens.isSymbol(index, "(") || tokens.isSymbol(index, "[") { return index }
            index -= 1
        }
        return nil
    }

    /// "(e)" of "Assistant(e)", and fields in brackets that are part of the title: "Engineer (ML)".
    private func isKeptBracket(_ open: Int, _ close: Int) -> Bool {
        tokens[open].isGlued && isGenderMark(open, open - 1..<close + 1)
    }

    private func isDangling(_ index: Int) -> Bool { Self.dangling.contains(tokens[index].key) }

    private static let dangling = Set(
        [
            "at", "in", "for", "to", "who", "with", "and", "or", "of", "from", "based", "on", "as", "the",
            "a", "an", "und",
            "oder", "für", "bei", "mit", "et", "ou", "pour", "chez", "y", "o", "para", "con", "required",
            "needed", "wanted",
            "position", "positions", "role", "job", "openings", "opening", "post", "vacancy", "gesucht", "is",
            "are",
        ].map { WordKey.of(Fold.bytes($0)) })
}
