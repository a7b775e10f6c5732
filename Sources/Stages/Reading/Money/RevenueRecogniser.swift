import Domain
import Lexicon

/// Finds what a company says it earns.
struct RevenueRecogniser: Recogniser {
    /// What phrases are; raw values are those of `data/lexicon/revenue.json`.
    enum Kind: String, CaseIterable {
        /// Says that its `<amount>` is revenue.
        case revenue
        /// The amount is for a month.
        case month
        /// The amount is for a year.
        case year
        /// Shortly before: somebody else's money, or a hope.
        case notAfter = "not_after"
        /// Right after: no revenue.
        case notBefore = "not_before"
    }

    private let cues: CueBook<Kind>
    private let words: MoneyWords

    init(data: DataFile, words: MoneyWords) throws {
        cues = try CueBook("lexicon/revenue.json", data)
        self.words = words
    }

    /// Words before an amount within which it may be said to be somebody else's.
    private static let reach = 5
    /// Words around an amount that may tell the time it is for.
    private static let periodReach = 3

    func recognise(_ document: Document, _ findings: inout Findings) {
        let found = AmountFinder(document: document, words: words).amounts()
        guard !found.byStart.isEmpty else { return }
        let hits = cues.hits(in: document, marks: found.marks)
        let own = hits[.revenue].filter { isOwn($0.tokens, document, hits) }
        let best = own.min {
            ($0.tokens.lowerBound, -$0.tokens.count) < ($1.tokens.lowerBound, -$1.tokens.count)
        }
        guard let best, let capture = best.match.capture("amount"),
            let amount = found.byStart[capture.lowerBound]
        else { return }
        let place = withPeriod(best.tokens, document, hits)
        let around = document.words(Self.periodReach, before: place.lowerBound).lowerBound..<place.upperBound
        let period: Money.Period? =
            hits.contains(.month, in: around) ? .month : hits.contains(.year, in: around) ? .year : nil
        let money = Money(
            words: document.text(place), amount: amount.units, currency: amount.currency, period: period)
        findings.add(document.fact(.revenueMentioned, .money(money), at: place))
    }

    private func isOwn(_ range: Range<Int>, _ document: Document, _ hits: CueHits<Kind>) -> Bool {
        let before = document.words(Self.reach, before: range.lowerBound)
        return !hits.contains(.notAfter, in: before) && !hits.contains(.notAfter, in: range)
            && !hits.opens(.notBefore, at: range.upperBound)
            && !document.isHypothetical(at: range.lowerBound) && !document.isNegated(at: range.lowerBound)
    }

    /// The words and those right after them that tell the time: "$50K in sales" + "a month".
    private func withPeriod(
        _ range: Range<Int>, _ document: Document, _ hits: CueHits<Kind>
    ) -> Range<Int> {
        let next = hits.opening(.month, at: range.upperBound) ?? hits.opening(.year, at: range.upperBound)
        return range.lowerBound..<(next?.tokens.upperBound ?? range.upperBound)
    }
}
