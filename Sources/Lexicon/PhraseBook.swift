/// Many phrases compiled once and found in one pass over a text's tokens.
///
/// Phrases are filed under the keys of their possible first tokens, so a token that opens no phrase costs one look-up.
package struct PhraseBook<Payload: Sendable>: Sendable {
    package private(set) var entries: [Payload] = []
    private var programs: [PhraseProgram] = []
    private var byFirstKey: [UInt64: [Int32]] = [:]
    /// Prefix patterns, by length of the prefix.
    private var byPrefix: [Int: [UInt64: [Int32]]] = [:]
    private var byClass: [Phrase.TokenClass: [Int32]] = [:]
    private var byMark: [String: [Int32]] = [:]

    package init() {}

    package init(_ entries: some Sequence<(Phrase, Payload)>) {
        for (phrase, payload) in entries { add(phrase, payload) }
    }

    package mutating func add(_ phrase: Phrase, _ payload: Payload) {
        let index = Int32(entries.count)
        entries.append(payload)
        programs.append(PhraseProgram(phrase.elements))
        for first in Self.firsts(of: phrase.elements[...]) {
            switch first {
            case .word(let key, _): byFirstKey[key, default: []].append(index)
            case .prefix(let length, let key): byPrefix[length, default: [:]][key, default: []].append(index)
            case .anyOf(let kind): byClass[kind, default: []].append(index)
            case .marked(let name): byMark[name, default: []].append(index)
            case .choice, .optional, .gap: break
            }
        }
    }

    /// Every element a match may open with.
    private static func firsts(of elements: ArraySlice<Phrase.Element>) -> Set<Phrase.Element> {
        guard let element = elements.first else { return [] }
        switch element {
        case .word(let key, _): return [.word(key, glued: false)]
        case .prefix, .anyOf, .marked: return [element]
        case .choice(let alternatives):
            return alternatives.reduce(into: []) { $0.formUnion(firsts(of: $1[...] + elements.dropFirst())) }
        case .optional(let inner):
            return firsts(of: inner[...] + elements.dropFirst()).union(firsts(of: elements.dropFirst()))
        // A phrase that opens with a gap opens with whatever follows: the gap could not tell where it starts.
        case .gap: return firsts(of: elements.dropFirst())
        }
    }

    /// All matches that open in `range`, by start, one per phrase and start.
    package func matches(
        in tokens: Tokens, range: Range<Int>? = nil, marks: PhraseMarks = PhraseMarks()
    ) -> [PhraseMatch] {
        var out: [PhraseMatch] = []
        var matcher = PhraseMatcher(tokens: tokens, marks: marks)
        for start in range ?? 0..<tokens.count {
            forEachCandidate(at: start, in: tokens, marks: marks) { entry in
                guard let end = matcher.match(programs[entry], at: start), end > start else { return }
                out.append(PhraseMatch(entry: entry, tokens: start..<end, captures: matcher.captures))
            }
        }
        return out
    }

    /// Matches that do not overlap: leftmost first, the longest of those that open together.
    package func longestMatches(
        in tokens: Tokens, range: Range<Int>? = nil, marks: PhraseMarks = PhraseMarks()
    ) -> [PhraseMatch] {
        var out: [PhraseMatch] = []
        for match in matches(in: tokens, range: range, marks: marks) {
            guard let last = out.last else {
                out.append(match)
                continue
            }
            if match.tokens.lowerBound == last.tokens.lowerBound {
                if match.tokens.upperBound > last.tokens.upperBound { out[out.count - 1] = match }
            } else if match.tokens.lowerBound >= last.tokens.upperBound {
                out.append(match)
            }
        }
        return out
    }

    package func matches(_ text: String) -> Bool { !matches(in: Tokens(text)).isEmpty }

    private func forEachCandidate(
        at index: Int, in tokens: Tokens, marks: PhraseMarks, _ body: (Int) -> Void
    ) {
        let token = tokens[index]
        for entry in byFirstKey[token.key] ?? [] { body(Int(entry)) }
        if !byPrefix.isEmpty, token.kind != .lineBreak {
            let bytes = tokens.foldedBytes(index)
            for (length, book) in byPrefix where length <= bytes.count {
                for entry in book[WordKey.of(bytes.prefix(length))] ?? [] { body(Int(entry)) }
            }
        }
        for (kind, entries) in byClass where NumberWords.end(of: kind, in: tokens, at: index) != nil {
            for entry in entries { body(Int(entry)) }
        }
        for (name, entries) in byMark where !marks.ends(of: name, at: index).isEmpty {
            for entry in entries { body(Int(entry)) }
        }
    }
}
