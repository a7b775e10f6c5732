import Domain
import Lexicon

/// Which tokens are denied or only supposed by words around them.
struct ScopeMap: Sendable {
    /// What words around a token do to it; raw values are those of `data/lexicon/negation.json`.
    enum Effect: String, CaseIterable, Sendable {
        /// "we have no …", "kein …"
        case not
        /// "if we were to …"
        case supposed
        /// The other way round: denies what stands before it, as in "is not needed".
        case notBefore = "not_before"
        /// Looks like a denial and is none: "not only", "no doubt".
        case neither
        /// Ends what a denial reaches: "but", "however".
        case end
    }

    private let denied: Set<Int>
    private let supposed: Set<Int>

    static let empty = ScopeMap(denied: [], supposed: [])

    private init(denied: Set<Int>, supposed: Set<Int>) {
        self.denied = denied
        self.supposed = supposed
    }

    func contains(_ token: Int, _ effect: Effect) -> Bool {
        switch effect {
        case .not, .notBefore: denied.contains(token)
        case .supposed: supposed.contains(token)
        case .neither, .end: false
        }
    }

    /// Words a denial reaches: "no full time senior in-house designer".
    private static let reach = 7
    /// Words a supposition reaches; it usually governs its whole clause.
    private static let supposedReach = 10
    /// Words before "is not needed" that it denies.
    private static let reachBefore = 4

    /// Finds the scopes in laid-out tokens.
    init(_ tokens: Tokens, sentences: [Range<Int>], book: PhraseBook<Effect>) {
        let matches = book.longestMatches(in: tokens)
        guard !matches.isEmpty else {
            self = .empty
            return
        }
        var ends: Set<Int> = []
        for match in matches where book.entries[match.entry] == .end { ends.insert(match.tokens.lowerBound) }
        var (denied, supposed) = (Set<Int>(), Set<Int>())
        var sentence = 0
        for match in matches {
            let start = match.tokens.upperBound
            while sentence + 1 < sentences.count, sentences[sentence].upperBound <= match.tokens.lowerBound {
                sentence += 1
            }
            let bounds = sentences[sentence]
            switch book.entries[match.entry] {
            case .not: denied.formUnion(Self.run(tokens, start, bounds, Self.reach, ends))
            case .supposed: supposed.formUnion(Self.run(tokens, start, bounds, Self.supposedReach, ends))
            case .notBefore:
                denied.formUnion(Self.back(tokens, match.tokens.lowerBound, bounds, Self.reachBefore))
            case .neither, .end: break
            }
        }
        self.init(denied: denied, supposed: supposed)
    }

    private static func run(
        _ tokens: Tokens, _ start: Int, _ bounds: Range<Int>, _ reach: Int, _ ends: Set<Int>
    ) -> Range<Int> {
        var (index, left) = (start, reach)
        while index < bounds.upperBound, left > 0, !ends.contains(index), !isPause(tokens, index) {
            if tokens.isWordOrNumber(index) { left -= 1 }
            index += 1
        }
        return start..<max(start, index)
    }

    private static func back(_ tokens: Tokens, _ end: Int, _ bounds: Range<Int>, _ reach: Int) -> Range<Int> {
        var (index, left) = (end, reach)
        while index > bounds.lowerBound, left > 0, !isPause(tokens, index - 1) {
            index -= 1
            if tokens.isWordOrNumber(index) { left -= 1 }
        }
        return index..<end
    }

    private static func isPause(_ tokens: Tokens, _ index: Int) -> Bool {
        guard tokens[index].kind == .symbol else { return false }
        return ",;:()[]–—".unicodeScalars.contains(tokens.scalars[tokens[index].start])
    }
}
