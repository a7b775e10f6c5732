import Domain
import Lexicon

/// Finds whether a company says that others back it, or that nobody does.
struct FundingRecogniser: Recogniser {
    /// What phrases are; raw values are those of `data/lexicon/funding.json`.
    enum Kind: String, CaseIterable {
        case funding
        /// Nobody backs the company.
        case `self`
        /// Shortly before: somebody else is funded.
        case notAfter = "not_after"
        /// Right after: somebody else is funded.
        case notBefore = "not_before"
    }

    private let cues: CueBook<Kind>
    private let words: MoneyWords

    init(data: DataFile, words: MoneyWords) throws {
        cues = try CueBook("lexicon/funding.json", data)
        self.words = words
    }

    /// Words before a hit within which it may be said of somebody else.
    private static let reach = 4

    func recognise(_ document: Document, _ findings: inout Findings) {
        let found = AmountFinder(document: document, words: words).amounts()
        let hits = cues.hits(in: document, marks: found.marks)
        let own = hits[.funding].map(\.tokens).filter { isOwn($0, document, hits) }
        let places = own + hits[.`self`].map(\.tokens)
        let best = places.min { ($0.lowerBound, -$0.count) < ($1.lowerBound, -$1.count) }
        guard let best else { return }
        let place = joined(best, places)
        let amount = place.lazy.compactMap { found.byStart[$0] }.first
        let words = document.text(place)
        let value: FactValue =
            amount.map {
                .money(Money(words: words, amount: $0.units, currency: $0.currency, period: nil))
            } ?? .text(words)
        findings.add(document.fact(.fundingMentioned, value, at: place))
    }

    private func isOwn(_ range: Range<Int>, _ document: Document, _ hits: CueHits<Kind>) -> Bool {
        !hits.contains(.notAfter, in: document.words(Self.reach, before: range.lowerBound))
            && !hits.opens(.notBefore, at: range.upperBound)
            && !document.isHypothetical(at: range.lowerBound) && !document.isNegated(at: range.lowerBound)
    }

    /// The place with those that overlap it: "closed a $1.2M" + "$1.2M seed round".
    private func joined(_ place: Range<Int>, _ places: [Range<Int>]) -> Range<Int> {
        places.sorted { $0.lowerBound < $1.lowerBound }.reduce(place) { joined, other in
            other.overlaps(joined)
                ? min(joined.lowerBound, other.lowerBound)..<max(joined.upperBound, other.upperBound) : joined
        }
    }
}
