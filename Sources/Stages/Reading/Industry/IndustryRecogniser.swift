import Domain
import Lexicon
import Wire

/// Guesses what line of business a company is in, from what it says it is and makes.
///
/// Every cue gives its industry weight: more in a sentence that says what the company is ("we build …"), less where
/// it names those served ("… for restaurants"), what applicants bring or what they get. The heaviest industry wins.
struct IndustryRecogniser: Recogniser {
    private let cues: PhraseBook<IndustryCue>
    private let signs: CueBook<IndustrySign>

    init(data: DataFile) throws {
        cues = try IndustryCue.book(data)
        signs = try CueBook("lexicon/industry_signs.json", data)
    }

    /// Sums below this are no more than a guess, for which hired engineers are the better sign.
    private static let guess = 0.3
    /// Sums below this say nothing.
    private static let least = 0.18
    /// One cue above this weight states the industry.
    private static let stated = 0.7
    /// A software company whose text leans this much towards software as a service is one.
    private static let saasShare = 0.35

    func recognise(_ document: Document, _ findings: inout Findings) {
        let scorer = IndustryScorer(document: document, signs: signs.hits(in: document))
        var tally = IndustryTally()
        for match in cues.longestPerValue(in: document.tokens) {
            let cue = cues.entries[match.entry]
            tally.add(scorer.weight(of: cue, at: match.tokens), to: cue.industry, at: match.tokens)
        }
        let hiresBuilders = findings.roles.contains {
            [.engineering, .data, .product].contains($0.function)
        }
        guard let best = tally.best, best.sum >= Self.least else {
            return addDefault(hiresBuilders, &findings)
        }
        if best.sum < Self.guess, hiresBuilders, ![.saas, .software].contains(best.industry) {
            return addDefault(true, &findings)
        }
        let industry = refined(best.industry, tally, scorer)
        let place = tally.entries[industry] ?? best
        findings.add(
            document.fact(
                .industry, .text(industry.rawValue), place.heaviest > Self.stated ? .stated : .inferred,
                at: place.tokens))
    }

    /// Who hires engineers and says nothing else most often makes software.
    private func addDefault(_ hiresBuilders: Bool, _ findings: inout Findings) {
        if hiresBuilders {
            findings.add(Fact(.industry, .text(Industry.software.rawValue), .inferred))
        }
    }

    /// Software sold as a service is called so when the text says it anywhere.
    private func refined(_ best: Industry, _ tally: IndustryTally, _ scorer: IndustryScorer) -> Industry {
        guard let saas = tally.entries[.saas], let own = tally.entries[best] else { return best }
        if best == .software, saas.sum > Self.saasShare * own.sum { return .saas }
        return [.software, .dataAI].contains(best) && scorer.saysSaaS ? .saas : best
    }
}

/// What each industry's cues weigh together in one document.
struct IndustryTally {
    struct Entry {
        let industry: Industry
        var sum: Double
        /// The heaviest single cue, and where it stands.
        var heaviest: Double
        var tokens: Range<Int>
    }

    private(set) var entries: [Industry: Entry] = [:]

    /// What a further cue of an industry counts, beside the first.
    private static let further = 0.6

    mutating func add(_ weight: Double, to industry: Industry, at tokens: Range<Int>) {
        guard var entry = entries[industry] else {
            entries[industry] = Entry(industry: industry, sum: weight, heaviest: weight, tokens: tokens)
            return
        }
        entry.sum += weight * Self.further
        if weight > entry.heaviest { (entry.heaviest, entry.tokens) = (weight, tokens) }
        entries[industry] = entry
    }

    /// The heaviest; of equals the one listed first, so that equal texts read equal.
    var best: Entry? {
        Industry.allCases.compactMap { entries[$0] }.reduce(nil) { best, entry in
            best.map { entry.sum > $0.sum ? entry : $0 } ?? entry
        }
    }
}
