import Domain
import Lexicon

/// Answers the SPIN questions in the text's own words.
///
/// Situation: who they are; problem: the first pain; implication: what it leads to; need-payoff: what they want.
struct Narrative {
    let document: Document
    let hits: CueHits<SellingCue>

    /// Readers of a lead see at most so many words of each answer.
    private static let mostWords = 40
    private static let about: [Attribute] = [.teamSize, .revenueMentioned, .industry, .fundingMentioned]

    func add(to findings: inout Findings) {
        let pains = findings.facts(.pain).compactMap { $0.evidence?.span }
        let about = Self.about.compactMap { attribute in
            findings.facts(attribute).first { $0.strength == .stated }?.evidence?.span
        }
        if let span = about.first { findings.add(answer(.situation, sentence(at: span), .stated)) }
        if let pain = pains.first { findings.add(answer(.problem, sentence(at: pain), .stated)) }
        if let place = first(.implication, unless: []) {
            findings.add(answer(.implication, place, .stated))
        } else if pains.count > 1, let last = pains.last, sentence(at: last) != sentence(at: pains[0]) {
            // A second trouble named after the first is most often its consequence.
            findings.add(answer(.implication, sentence(at: last), .inferred))
        }
        if let place = first(.payoff, unless: []) { findings.add(answer(.needPayoff, place, .stated)) }
    }

    private func first(_ cue: SellingCue, unless taken: [Range<Int>]) -> Range<Int>? {
        hits[cue].first { !document.isHypothetical(at: $0.tokens.lowerBound) }.map {
            document.sentence(of: $0.tokens.lowerBound)
        }
    }

    private func sentence(at span: Span) -> Range<Int> {
        document.sentence(of: document.tokens.index(atOrAfter: span.start))
    }

    private func answer(_ attribute: Attribute, _ sentence: Range<Int>, _ strength: Strength) -> Fact {
        let place = trimmed(sentence)
        return document.fact(attribute, .text(document.text(place)), strength, at: place)
    }

    /// The first words of a sentence, without bullets before and signs after.
    private func trimmed(_ sentence: Range<Int>) -> Range<Int> {
        let tokens = document.tokens
        let start = sentence.first { tokens.isWordOrNumber($0) || isCurrency($0) } ?? sentence.lowerBound
        var (end, words) = (start, 0)
        while end < sentence.upperBound, words < Self.mostWords {
            if tokens.isWordOrNumber(end) { words += 1 }
            end += 1
        }
        while end > start + 1, tokens[end - 1].kind == .lineBreak { end -= 1 }
        return start..<max(end, start + 1)
    }

    private func isCurrency(_ index: Int) -> Bool {
        let token = document.tokens[index]
        return token.kind == .symbol && "$€£₹".unicodeScalars.contains(document.tokens.scalars[token.start])
    }
}
