/// The signs between the parts of an address, as they are and as people disguise them.
///
/// An "@" is `@`, ` @ `, `[at]`, `( @ )`, `_at_`, `-at-` or ` at `; a dot is `.`, `[dot]`, ` dot ` or `_dot_`; the
/// words may be of other languages. Every look is at a bounded number of scalars.
struct AddressSigns {
    let scalars: [Unicode.Scalar]
    let words: ContactWords

    /// How a sign is written.
    enum Style {
        /// The sign itself, without space.
        case plain
        /// The sign itself, with space around it.
        case spaced
        /// In brackets, or between hyphens or underscores.
        case marked
        /// A word of its own.
        case bare
    }

    /// A sign and what belongs to it: brackets and space.
    struct Sign {
        let start: Int
        let end: Int
        let style: Style
    }

    /// Blanks people put around a disguised sign.
    private static let mostBlanks = 3
    /// As long as "arrobase".
    private static let longestWord = 8

    /// The "@" whose core opens at `index`; nil when none does.
    func at(_ index: Int) -> Sign? { sign(at: index, symbol: "@", word: .atWord) }

    /// The dot that follows right at `index`, with whatever space and brackets come first.
    func dot(at index: Int, spaced: Bool) -> Sign? {
        let plain = index < scalars.count && scalars[index] == "."
        if plain, index + 1 < scalars.count, scalars[index + 1].isLatinWordPart {
            return Sign(start: index, end: index + 1, style: .plain)
        }
        guard spaced else { return nil }
        var core = index
        while core < scalars.count, core - index < 2 * Self.mostBlanks, isFiller(scalars[core]) { core += 1 }
        guard core > index, let sign = sign(at: core, symbol: ".", word: .dotWord), sign.start == index else {
            return nil
        }
        return sign
    }

    /// A written-out dot that ends where a word starts.
    func dot(endingAt index: Int) -> Sign? {
        var core = index
        while core > 0, index - core < 2 * Self.mostBlanks, isFiller(scalars[core - 1]) { core -= 1 }
        guard core < index else { return nil }
        var start = core
        while start > 0, core - start <= Self.longestWord, scalars[start - 1].isLatinWordPart { start -= 1 }
        guard let sign = sign(at: start, symbol: ".", word: .dotWord), sign.end == index else { return nil }
        return sign.style == .plain ? nil : sign
    }

    private func isFiller(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isBlank || "[({<_-*".unicodeScalars.contains(scalar) || "])}>".unicodeScalars.contains(scalar)
    }

    private func sign(at index: Int, symbol: Unicode.Scalar, word: ContactWords.Kind) -> Sign? {
        guard index < scalars.count else { return nil }
        let isSymbol = scalars[index] == symbol
        guard let end = isSymbol ? index + 1 : wordEnd(index, word) else { return nil }
        let (left, right) = (blanks(before: index), blanks(from: end))
        if let brackets = brackets(left, right) { return brackets }
        if isSymbol {
            let isSpaced = left < index || right > end
            return Sign(start: left, end: right, style: isSpaced ? .spaced : .plain)
        }
        if let marks = marks(index, end) { return marks }
        // A lone "a" stands for "at" in brackets only.
        guard left < index, right > end, end - index > 1 else { return nil }
        return Sign(start: left, end: right, style: .bare)
    }

    /// The end of a word of that kind that opens here.
    private func wordEnd(_ index: Int, _ kind: ContactWords.Kind) -> Int? {
        guard scalars[index].isLatinLetter, index == 0 || !scalars[index - 1].isLatinWordPart else {
            return nil
        }
        var end = index
        while end < scalars.count, end - index <= Self.longestWord, scalars[end].isLatinWordPart { end += 1 }
        return words.has(scalars[index..<end].lowercased, kind) ? end : nil
    }

    private func blanks(before index: Int) -> Int {
        var start = index
        while start > 0, index - start < Self.mostBlanks, scalars[start - 1].isBlank { start -= 1 }
        return start
    }

    private func blanks(from index: Int) -> Int {
        var end = index
        while end < scalars.count, end - index < Self.mostBlanks, scalars[end].isBlank { end += 1 }
        return end
    }

    /// The sign with the brackets around it.
    private func brackets(_ left: Int, _ right: Int) -> Sign? {
        guard left > 0, right < scalars.count,
            let place = Array("[({<".unicodeScalars).firstIndex(of: scalars[left - 1]),
            Array("])}>".unicodeScalars)[place] == scalars[right]
        else { return nil }
        return Sign(start: blanks(before: left - 1), end: blanks(from: right + 1), style: .marked)
    }

    /// The sign between hyphens, underscores or asterisks.
    private func marks(_ index: Int, _ end: Int) -> Sign? {
        guard index > 0, end < scalars.count, scalars[index - 1] == scalars[end],
            "_-*".unicodeScalars.contains(scalars[end])
        else { return nil }
        return Sign(start: index - 1, end: end + 1, style: .marked)
    }
}
