import Domain
import Lexicon

/// A headline cut into words, with what stands between them and every phrase that opens at each.
struct TitleLine {
    /// A word, and the signs before it.
    struct Word {
        var id: TitleBook.WordID
        /// Scalars, end exclusive; `closedEnd` takes in the brackets that close right behind it.
        var start: Int
        var end: Int
        var closedEnd: Int
        var gap: Gap
        /// How many brackets are open around it.
        var depth: Int
        var isCapitalised: Bool
        var isUpperCase: Bool
        /// Index of its first token.
        var token: Int
        /// What its parts say, when the word itself is not in the book.
        var parts: TitleMeaning?
    }

    /// What stands between a word and the one before.
    struct Gap: OptionSet {
        let rawValue: UInt16
        static let space = Gap(rawValue: 1)
        static let slash = Gap(rawValue: 2)
        static let and = Gap(rawValue: 4)
        static let comma = Gap(rawValue: 8)
        static let colon = Gap(rawValue: 16)
        static let open = Gap(rawValue: 32)
        static let close = Gap(rawValue: 64)
        static let at = Gap(rawValue: 128)
        static let dash = Gap(rawValue: 256)
        static let bar = Gap(rawValue: 512)
        /// Signs that end a run of words about one thing.
        static let breaks: Gap = [.slash, .and, .comma, .colon, .open, .close, .at, .dash, .bar]
    }

    /// A phrase found: its words and what it means.
    struct Match {
        let start: Int
        let end: Int
        let node: Int32
    }

    let tokens: Tokens
    private(set) var words: [Word] = []
    private(set) var matches: [Match] = []
    /// Where the matches that open at a word begin in `matches`, ordered by length.
    private(set) var firstMatch: [Int] = []

    init(_ headline: String, book: TitleBook) {
        tokens = Tokens(scalars: TitleScalars.clean(headline))
        var cutter = TitleLineCutter(tokens: tokens, book: book)
        cutter.cut()
        words = cutter.words
        findMatches(book)
    }

    private mutating func findMatches(_ book: TitleBook) {
        firstMatch.reserveCapacity(words.count + 1)
        for start in words.indices {
            firstMatch.append(matches.count)
            var node: Int32 = 0
            var index = start
            while index < words.count, words[index].id != TitleBook.unknown,
                let next = book.node(after: node, words[index].id)
            {
                node = next
                index += 1
                if book.meanings[Int(node)].saysSomething {
                    matches.append(Match(start: start, end: index, node: node))
                }
            }
        }
        firstMatch.append(matches.count)
    }

    /// The matches that open at a word and end within `end`, the longest first.
    func matches(at index: Int, upTo end: Int) -> ReversedCollection<ArraySlice<Match>> {
        let all = matches[firstMatch[index]..<firstMatch[index + 1]]
        return all.prefix { $0.end <= end }.reversed()
    }

    /// The words of a range as written, with the brackets they open closed.
    func text(_ range: Range<Int>) -> String {
        guard let first = range.first, let last = range.last else { return "" }
        let opens = words[range].dropFirst().contains { $0.gap.contains(.open) }
        return tokens.quote(words[first].start, opens ? words[last].closedEnd : words[last].end)
    }
}

extension TitleMeaning {
    var saysSomething: Bool { trap != nil || rank != nil || work != nil || !cues.isEmpty }
}
