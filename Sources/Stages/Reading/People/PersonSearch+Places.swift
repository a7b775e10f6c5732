import Domain
import Lexicon

/// What stands around a name.
extension PersonSearch {
    /// Parts of a name, initials counted.
    func parts(_ name: Range<Int>) -> Int {
        name.filter { document.tokens[$0].kind == .word && !document.tokens[$0].isHyphenated }.count
    }

    func endsLine(_ index: Int) -> Bool {
        index >= document.tokens.count || document.tokens[index].kind == .lineBreak
            || document.tokens.isSymbol(index, ".") && endsLine(index + 1)
    }

    /// Whether a sign, a line end or a small word that ends a clause stands there.
    func endsClause(_ index: Int) -> Bool {
        let tokens = document.tokens
        guard index < tokens.count, tokens[index].kind == .word else { return true }
        return Self.clauseWords.contains(tokens.foldedText(index)) || isAfterHidden(index)
    }

    /// Whether an address or a number follows: "Neha 0731 …", "Neha at …", "Neha (HR)".
    func announcesAddress(_ index: Int) -> Bool {
        let tokens = document.tokens
        guard index < tokens.count else { return false }
        if isAfterHidden(index) { return true }
        switch tokens[index].kind {
        case .number, .lineBreak: return tokens[index].kind == .number
        case .symbol: return ":(@+".unicodeScalars.contains(tokens.scalars[tokens[index].start])
        case .word: return ["at", "on", "via", "unter", "au", "al"].contains(tokens.foldedText(index))
        }
    }

    /// Whether an address was hidden between a token and the one before.
    private func isAfterHidden(_ index: Int) -> Bool {
        guard index > 0 else { return false }
        let gap = document.tokens[index - 1].end..<document.tokens[index].start
        return document.tokens.scalars[gap].contains(AddressFinder.hiding)
    }

    func isFollowedByEmployer(_ index: Int) -> Bool {
        index < document.tokens.count
            && ["of", "at", "for", "and", "von", "bei", "de", "chez"].contains(
                document.tokens.foldedText(index))
    }

    /// Whether the name is that of an author, an investor or somebody who left.
    func isOthers(_ name: Range<Int>) -> Bool {
        let before = document.words(3, before: name.lowerBound)
        return words.contains(.notAfter, in: before) || document.isHypothetical(at: name.lowerBound)
    }

    private static let clauseWords: Set<String> = [
        "and", "from", "here", "at", "on", "via", "with", "or", "for", "und", "aus", "et", "y", "de", "the",
        "a",
    ]
}
