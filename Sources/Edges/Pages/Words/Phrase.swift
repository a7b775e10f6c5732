/// A stretch of a sentence in one of two voices: Harrier's in sans, the world's in serif and in quotes.
package enum Phrase: Hashable, Sendable {
    case ours(String)
    /// Ours, and what the eye should meet first.
    case strong(String)
    /// Words of a captured source.
    case theirs(String)
}

extension Phrase {
    /// A sentence of ours that quotes: what stands between “ and ” is the world's, and so are the words of `quotes`.
    static func reading(_ words: String, quotes: [String] = [], isStrong: Bool = false) -> [Phrase] {
        var phrases: [Phrase] = []
        var rest = Substring(words)
        func ours(_ part: Substring) {
            if !part.isEmpty { phrases.append(isStrong ? .strong(String(part)) : .ours(String(part))) }
        }
        while let (range, said) = nextQuote(in: rest, quotes) {
            ours(rest[..<range.lowerBound])
            phrases.append(.theirs(String(said)))
            rest = rest[range.upperBound...]
        }
        ours(rest)
        return phrases
    }

    /// What is quoted next: the stretch to take out, and the words in it.
    private static func nextQuote(
        in rest: Substring, _ quotes: [String]
    ) -> (range: Range<Substring.Index>, said: Substring)? {
        let marked = rest.firstIndex(of: "“").flatMap { open in
            rest[open...].firstIndex(of: "”").map { close in
                (open..<rest.index(after: close), rest[rest.index(after: open)..<close])
            }
        }
        if let marked { return marked }
        return quotes.lazy.compactMap { quote in wholeWords(quote, in: rest).map { ($0, rest[$0]) } }.first
    }

    /// Where words stand as words, and not inside longer ones.
    private static func wholeWords(_ words: String, in text: Substring) -> Range<Substring.Index>? {
        guard !words.isEmpty, let range = text.firstRange(of: words) else { return nil }
        let before = text[..<range.lowerBound].last
        let after = text[range.upperBound...].first
        let isWord = ![before, after].contains { $0?.isLetter == true || $0?.isNumber == true }
        return isWord ? range : nil
    }
}

extension HTML {
    /// Writes a sentence in its voices.
    mutating func phrases(_ phrases: [Phrase]) {
        for phrase in phrases {
            switch phrase {
            case .ours(let words): text(words)
            case .strong(let words): self(.b, text: words)
            case .theirs(let words): self(.q, text: words)
            }
        }
    }
}
