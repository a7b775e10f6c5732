import Domain
import Lexicon

/// Decides which names that could be technologies are.
struct TechnologySieve {
    private let document: Document
    private let hits: CueHits<TechnologyCue>
    private var candidates: [Candidate] = []

    private struct Candidate {
        let technology: Technology
        let tokens: Range<Int>
        let isLowerCase: Bool
        /// Scalars.
        let length: Int
        var isKept: Bool
    }

    init(document: Document, hits: CueHits<TechnologyCue>) {
        self.document = document
        self.hits = hits
    }

    /// Passes over the names; lists grow by a neighbour on each side with each, and most have few doubtful ones.
    private static let passes = 3
    /// Scalars between names of one list.
    private static let widestGap = 16
    /// Lower-case names up to here are words more often than names.
    private static let shortName = 8

    /// Those of the places that are technologies, in order.
    mutating func keep(_ places: [(Technology, Range<Int>)]) -> [(Technology, Range<Int>)] {
        candidates = places.map(candidate)
        for _ in 0..<Self.passes {
            for index in candidates.indices where !candidates[index].isKept {
                candidates[index].isKept = isMeant(index)
            }
        }
        return candidates.filter(\.isKept).map { ($0.technology, $0.tokens) }
    }

    private func candidate(_ technology: Technology, _ range: Range<Int>) -> Candidate {
        let tokens = document.tokens
        let span = tokens.span(range)
        let isLowerCase = !range.contains { tokens[$0].isCapitalised || hasCapital($0) }
        let isSure =
            technology.trust == .sure || technology.trust == .capital && !isLowerCase
        return Candidate(
            technology: technology, tokens: range, isLowerCase: isLowerCase, length: span.count,
            isKept: isSure && !isHyphenated(range))
    }

    private func hasCapital(_ index: Int) -> Bool {
        document.tokens.scalars[document.tokens[index].start..<document.tokens[index].end].contains {
            $0.value &- 0x41 < 26
        }
    }

    /// Whether a name is half of another word, as in "go-to"; "React-based" is about React.
    private func isHyphenated(_ range: Range<Int>) -> Bool {
        let tokens = document.tokens
        if tokens[range.lowerBound].isHyphenated { return true }
        guard range.upperBound < tokens.count, tokens[range.upperBound].isHyphenated else { return false }
        return range.count == 1 && tokens.span(range).count < 4
    }

    private func isMeant(_ index: Int) -> Bool {
        let candidate = candidates[index]
        guard !isHyphenated(candidate.tokens) else { return false }
        let (before, after) = (isListed(index - 1, index), isListed(index, index + 1))
        if candidate.technology.trust == .social { return before && after }
        if candidate.isLowerCase, candidate.length <= Self.shortName {
            return before && after || before && candidate.length > 3 && candidates[index - 1].isLowerCase
        }
        return before || after || isIntroduced(candidate)
    }

    private func isIntroduced(_ candidate: Candidate) -> Bool {
        guard !candidate.isLowerCase else { return false }
        if hits.ends(.use, at: candidate.tokens.lowerBound) { return true }
        return candidate.length > 1 && hits.opens(.user, at: candidate.tokens.upperBound)
    }

    /// Whether two neighbours stand in one list and the other than the doubtful one is kept.
    private func isListed(_ first: Int, _ second: Int) -> Bool {
        guard first >= 0, second < candidates.count,
            candidates[first].isKept || candidates[second].isKept
        else { return false }
        let gap =
            candidates[first].tokens
            .upperBound..<max(
                candidates[first].tokens.upperBound, candidates[second].tokens.lowerBound)
        let tokens = document.tokens
        let width =
            tokens[candidates[second].tokens.lowerBound].start
            - tokens[candidates[first].tokens.upperBound - 1].end
        guard width <= Self.widestGap else { return false }
        return isList(gap)
    }

    /// Whether what stands between two names parts a list: a sign or "and", at most one other word.
    private func isList(_ gap: Range<Int>) -> Bool {
        let tokens = document.tokens
        var (hasSign, words, breaks) = (false, 0, 0)
        for index in gap {
            let token = tokens[index]
            switch token.kind {
            case .lineBreak: breaks += 1
            case .number: break
            case .symbol:
                let sign = tokens.scalars[token.start]
                if sign == "!" || sign == "?" || sign == "." && !isInner(index) { return false }
                hasSign = hasSign || ",/;|&+()•*-–·:[]".unicodeScalars.contains(sign)
            case .word:
                let word = tokens.foldedText(index)
                if Self.joins.contains(word) {
                    hasSign = true
                } else if token.end - token.start >= 3, !Self.fillers.contains(word) {
                    words += 1
                }
            }
        }
        return hasSign && words <= 1 && breaks <= 1
    }

    /// A point within a name or number.
    private func isInner(_ index: Int) -> Bool {
        index + 1 < document.tokens.count && document.tokens[index + 1].isGlued
    }

    private static let joins: Set<String> = [
        "and", "or", "with", "und", "oder", "mit", "et", "ou", "y", "e", "o",
    ]
    private static let fillers: Set<String> = ["like", "the", "our", "its"]
}
