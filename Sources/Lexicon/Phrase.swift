/// A pattern over tokens, written the way a person would say it.
///
/// ```
/// no marketing team            these words in a row, in any case, with or without accents and inner hyphens
/// (raised|closed|secured)      one of these, each may be several words
/// we [are] hiring              words in brackets may be missing
/// market*                      any word that opens so
/// <number>  <cap>  <word>      a class: a number, a capitalised word, any word; or a name the caller marked
/// need ..3 marketing           up to three words in between, never across punctuation or a line break
/// $ % | :                      a symbol stands for itself
/// ```
/// A phrase matches in time bounded by its own size, whatever the text.
package struct Phrase: Hashable, Sendable {
    package let source: String
    let elements: [Element]

    indirect enum Element: Hashable, Sendable {
        case word(UInt64, glued: Bool)
        case prefix(length: Int, key: UInt64)
        case choice([[Element]])
        case optional([Element])
        case gap(Int)
        case anyOf(TokenClass)
        case marked(String)
    }

    /// What a phrase can ask of a token besides its letters.
    package enum TokenClass: String, Hashable, Sendable, CaseIterable {
        /// Digits or a number word up to twenty.
        case number
        /// A word that opens with a capital.
        case cap
        case word
        /// A line break, or the start or end of the text.
        case line
    }

    /// Reads a pattern.
    ///
    /// - Throws: `PhraseError` that quotes the pattern and says what is wrong.
    package init(_ source: String) throws(PhraseError) {
        var parser = PhraseParser(source: source)
        self.source = source
        elements = try parser.parse()
    }
}

/// A pattern that cannot be read.
package struct PhraseError: Error, CustomStringConvertible {
    package let phrase: String
    package let reason: String
    package var description: String { "phrase “\(phrase)”: \(reason)" }
}

/// Recursive descent over a pattern; nesting is as deep as the author wrote it.
struct PhraseParser {
    let source: String
    private let characters: [Character]
    private var position = 0

    init(source: String) {
        self.source = source
        characters = Array(source)
    }

    mutating func parse() throws(PhraseError) -> [Phrase.Element] {
        let elements = try sequence(until: nil)
        guard !elements.isEmpty else { throw error("is empty") }
        return elements
    }

    private func error(_ reason: String) -> PhraseError { PhraseError(phrase: source, reason: reason) }

    private mutating func sequence(until close: Character?) throws(PhraseError) -> [Phrase.Element] {
        var out: [Phrase.Element] = []
        while position < characters.count {
            let character = characters[position]
            if let close, character == close || (close == ")" && character == "|") { return out }
            switch character {
            case " ": position += 1
            case "(": out.append(try choice())
            case "[":
                position += 1
                let inner = try sequence(until: "]")
                try expect("]")
                out.append(.optional(inner))
            case "<": out.append(try named())
            case ")", "]", ">": throw error("“\(character)” without its opening")
            default:
                if let gap = readGap() { out.append(gap) } else { out.append(contentsOf: literal()) }
            }
        }
        if let close { throw error("“\(close)” is missing") }
        return out
    }

    private mutating func expect(_ character: Character) throws(PhraseError) {
        guard position < characters.count, characters[position] == character else {
            throw error("“\(character)” is missing")
        }
        position += 1
    }

    private mutating func choice() throws(PhraseError) -> Phrase.Element {
        var alternatives: [[Phrase.Element]] = []
        repeat {
            position += 1
            let alternative = try sequence(until: ")")
            guard !alternative.isEmpty else {
                throw error("an alternative is empty; use [brackets] for words that may be missing")
            }
            alternatives.append(alternative)
        } while position < characters.count && characters[position] == "|"
        try expect(")")
        return .choice(alternatives)
    }

    private mutating func named() throws(PhraseError) -> Phrase.Element {
        guard let end = characters[position...].firstIndex(of: ">") else { throw error("“>” is missing") }
        let name = String(characters[position + 1..<end])
        guard !name.isEmpty else { throw error("“<>” names no class") }
        position = end + 1
        return Phrase.TokenClass(rawValue: name).map(Phrase.Element.anyOf) ?? .marked(name)
    }

    private mutating func readGap() -> Phrase.Element? {
        guard position + 2 < characters.count, characters[position] == ".", characters[position + 1] == ".",
            let size = characters[position + 2].wholeNumberValue
        else { return nil }
        position += 3
        return .gap(size)
    }

    /// A run without white space or pattern signs, cut as text is cut.
    private mutating func literal() -> [Phrase.Element] {
        let start = position
        while position < characters.count, !" ()[]<>|*".contains(characters[position]) { position += 1 }
        let run = String(characters[start..<position])
        let isPrefix = position < characters.count && characters[position] == "*"
        if isPrefix { position += 1 }
        // Nearly every word of a vocabulary is plain, and needs no cutting.
        if !run.isEmpty, run.utf8.allSatisfy({ $0 &- 0x61 < 26 }) {
            let key = WordKey.of(run.utf8)
            return [isPrefix ? .prefix(length: run.utf8.count, key: key) : .word(key, glued: false)]
        }
        if run.isEmpty {
            // A sign that has no pattern meaning here stands for itself.
            if !isPrefix { position += 1 }
            return [.word(WordKey.of(Fold.bytes(isPrefix ? "*" : String(characters[start]))), glued: false)]
        }
        // A contraction's ending (`'re`) is cut from its word in texts, so it is cut from one here too.
        let isEnding = run.hasPrefix("'") || run.hasPrefix("\u{2019}")
        let tokens = Tokens(isEnding ? "x" + run : run)
        return tokens.list.indices.dropFirst(isEnding ? 1 : 0).map { index in
            let token = tokens[index]
            if isPrefix, index == tokens.count - 1 {
                let bytes = tokens.foldedBytes(index)
                return .prefix(length: bytes.count, key: WordKey.of(bytes))
            }
            return .word(token.key, glued: index > 0 && !token.isHyphenated)
        }
    }
}
