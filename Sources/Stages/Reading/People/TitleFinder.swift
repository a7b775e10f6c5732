import Lexicon

/// A job named in a text.
struct TitlePlace: Hashable {
    let tokens: Range<Int>
    /// One that its holder's name may follow without a sign.
    let isLeader: Bool
}

/// Finds the jobs that people may hold.
struct TitleFinder {
    let document: Document
    let words: CueHits<PersonCue>
    /// Words that end a job, such as "Manager".
    let heads: Set<UInt64>

    /// Capitalised words before such a word that belong to it: "Senior Brand Partnerships Manager".
    private static let modifiers = 3

    /// In the order of the text, none overlapping, the longest of each place.
    func titles() -> [TitlePlace] {
        let leaders = words[.leader].map { TitlePlace(tokens: $0.tokens, isLeader: true) }
        let plain = words[.title].map { TitlePlace(tokens: $0.tokens, isLeader: false) } + headed()
        let sorted = (leaders + plain).sorted {
            ($0.tokens.lowerBound, -$0.tokens.count) < ($1.tokens.lowerBound, -$1.tokens.count)
        }
        var out: [TitlePlace] = []
        for title in sorted where title.tokens.lowerBound >= out.last?.tokens.upperBound ?? 0 {
            out.append(title)
        }
        return out
    }

    private func headed() -> [TitlePlace] {
        let tokens = document.tokens
        return (0..<tokens.count).filter { heads.contains(tokens[$0].key) }.map { head in
            var start = head
            while start > 0, head - start < Self.modifiers, tokens[start - 1].kind == .word,
                tokens[start - 1].isCapitalised
            {
                start -= 1
            }
            return TitlePlace(tokens: start..<head + 1, isLeader: false)
        }
    }
}
