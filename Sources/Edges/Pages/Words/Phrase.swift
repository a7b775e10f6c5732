/// A stretch of a sentence in one of two voices: Harrier's in sans, the world's in serif and in quotes.
package enum Phrase: Hashable, Sendable {
    case ours(String)
    /// Ours, and what the eye should meet first.
    case strong(String)
    /// Words of a captured source.
    case theirs(String)
}

extension Phrase {
    /// A sentence of ours that quotes: what stands between “ and ” is the world's.
    static func reading(_ words: String, isStrong: Bool = false) -> [Phrase] {
        var phrases: [Phrase] = []
        var rest = Substring(words)
        func ours(_ part: Substring) {
            if !part.isEmpty { phrases.append(isStrong ? .strong(String(part)) : .ours(String(part))) }
        }
        while let open = rest.firstIndex(of: "“"), let close = rest[open...].firstIndex(of: "”") {
            ours(rest[..<open])
            phrases.append(.theirs(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        ours(rest)
        return phrases
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
