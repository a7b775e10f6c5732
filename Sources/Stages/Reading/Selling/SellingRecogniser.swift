import Domain
import Lexicon

/// Finds what a seller reads between the lines: signs of disorder and phrases that make a lead worth a call.
///
/// Runs after sizes, people and pains.
struct SellingRecogniser: Recogniser {
    private let cues: CueBook<SellingCue>

    init(data: DataFile) throws {
        cues = try CueBook("lexicon/selling.json", data)
    }

    /// Up to this many people, whoever sells also packs and posts.
    private static let everyoneDoesEverything = 5
    /// Phrases worth quoting; more would only repeat the text.
    private static let mostPhrases = 6

    func recognise(_ document: Document, _ findings: inout Findings) {
        let hits = cues.hits(in: document)
        addChaos(document, hits, &findings)
        addPhrases(document, hits, &findings)
        Narrative(document: document, hits: hits).add(to: &findings)
        BuyerGuess(document: document, hits: hits).add(to: &findings)
    }

    private func addChaos(
        _ document: Document, _ hits: CueHits<SellingCue>, _ findings: inout Findings
    ) {
        var seen: Set<String> = []
        for hit in hits[.chaos] {
            guard let flag = hit.cue.value, !document.isHypothetical(at: hit.tokens.lowerBound),
                seen.insert(flag).inserted
            else { continue }
            findings.add(document.fact(.chaosFlag, .text(flag), at: hit.tokens))
        }
        // A handful of people without anyone for marketing do it on the side, each in a different way.
        guard let evidence = tinyTeam(findings), seen.contains("first_hire") || findings.hasPain(.noTeam)
        else {
            return
        }
        for flag in ["diy", "chaos_culture"] where seen.insert(flag).inserted {
            findings.add(Fact(.chaosFlag, .text(flag), .inferred, evidence: evidence))
        }
    }

    private func tinyTeam(_ findings: Findings) -> Evidence? {
        guard let size = findings.facts(.teamSize).first, case .range(let people) = size.value,
            people.upperBound <= Self.everyoneDoesEverything
        else { return nil }
        return size.evidence
    }

    private func addPhrases(
        _ document: Document, _ hits: CueHits<SellingCue>, _ findings: inout Findings
    ) {
        var seen: Set<String> = []
        var end = 0
        for hit in hits[.silver] where hit.tokens.lowerBound >= end && seen.count < Self.mostPhrases {
            let longest = hits[.silver].longest(at: hit)
            guard !document.isHypothetical(at: hit.tokens.lowerBound) else { continue }
            end = longest.upperBound
            let words = Fold.string(document.text(longest))
            guard seen.insert(words).inserted else { continue }
            findings.add(document.fact(.silverBullet, .text(words), at: longest))
        }
    }
}

extension Array where Element == CueHits<SellingCue>.Hit {
    /// The longest phrase that opens where this one does; few phrases open alike.
    fileprivate func longest(at hit: Element) -> Range<Int> {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].tokens.lowerBound < hit.tokens.lowerBound {
                low = middle + 1
            } else {
                high = middle
            }
        }
        var best = hit.tokens
        while low < count, self[low].tokens.lowerBound == hit.tokens.lowerBound {
            if self[low].tokens.count > best.count { best = self[low].tokens }
            low += 1
        }
        return best
    }
}

extension Findings {
    func hasPain(_ pain: Pain) -> Bool {
        facts(.pain).contains { $0.value.canonical == pain.rawValue }
    }
}
