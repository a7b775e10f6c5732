import Lexicon

/// The languages whose function words are known; raw values are those of `data/lexicon/languages.json`.
enum Language: String, CaseIterable, Sendable {
    case english = "en"
    case german = "de"
    case french = "fr"
    case spanish = "es"

    /// The language whose function words are most frequent; English when none are.
    static func guess(_ tokens: Tokens, words: [Language: Set<UInt64>]) -> Language {
        var counts = [Int](repeating: 0, count: allCases.count)
        // The opening tells as much as the whole.
        for token in tokens.list.prefix(openingTokens) where token.kind == .word {
            for (index, language) in allCases.enumerated() where words[language]?.contains(token.key) == true
            {
                counts[index] += 1
            }
        }
        let best = counts.indices.max { (counts[$0], -$0) < (counts[$1], -$1) } ?? 0
        return counts[best] == 0 ? .english : allCases[best]
    }

    private static let openingTokens = 400
}
