/// A stretch of a sentence in one of two voices: Harrier's in sans, the world's in serif and in quotes.
package enum Phrase: Hashable, Sendable {
    case ours(String)
    /// Ours, and what the eye should meet first.
    case strong(String)
    /// Words of a captured source.
    case theirs(String)
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
