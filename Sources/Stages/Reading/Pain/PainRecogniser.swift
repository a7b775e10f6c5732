import Domain
import Lexicon

/// What a company may suffer from; raw values are those of `data/lexicon/pains.json`.
enum Pain: String, CaseIterable, Sendable {
    case leadGen = "lead_gen"
    case scaling
    case noSystem = "no_system"
    case noTeam = "no_team"
    case adsPerformance = "ads_performance"
    case content, retention, brand, attribution
}

/// Finds what a company says it lacks or suffers from.
///
/// In its own voice only: product copy speaks of its buyers' pains, requirements of what applicants solve. Long posts
/// are read more strictly than founders' notes, and those that hire others than marketers give away only that nobody
/// does marketing.
struct PainRecogniser: Recogniser {
    private let pains: CueBook<Pain>
    private let signs: CueBook<PainSign>

    init(data: DataFile) throws {
        pains = try CueBook("lexicon/pains.json", data)
        signs = try CueBook("lexicon/pain_signs.json", data)
    }

    func recognise(_ document: Document, _ findings: inout Findings) {
        let hits = pains.hits(in: document)
        let gate = PainGate(
            document: document, signs: signs.hits(in: document), isMarketingHire: findings.isMarketingHire)
        let found = Pain.allCases.compactMap { pain -> Fact? in
            guard let hit = hits[pain].first(where: { gate.lets(pain, at: $0.tokens) }) else { return nil }
            let longest = hits[pain].last { $0.tokens.lowerBound == hit.tokens.lowerBound } ?? hit
            return document.fact(.pain, .text(pain.rawValue), at: longest.tokens)
        }
        if !found.contains(where: { $0.value == .text(Pain.noTeam.rawValue) }),
            let alone = Self.loneFounder(findings)
        {
            findings.add(Fact(.pain, .text(Pain.noTeam.rawValue), .inferred, evidence: alone))
        }
        // In the order of the text: the first is the one the company thinks of first.
        findings.add(
            contentsOf: found.sorted { ($0.evidence?.span.start ?? 0) < ($1.evidence?.span.start ?? 0) })
    }
}

extension PainRecogniser {
    /// Somebody who works alone and hires for marketing has nobody for it (S1-18).
    private static func loneFounder(_ findings: Findings) -> Evidence? {
        guard findings.isMarketingHire == true else { return nil }
        return findings.facts(.teamSize).first { $0.value == .range(1...1) }?.evidence
    }
}

/// Words that tell whose pain a sentence is about; raw values are those of `data/lexicon/pain_signs.json`.
enum PainSign: String, CaseIterable, Sendable {
    /// Before the pain: product copy.
    case copy
    /// The same for founders' notes.
    case copyShort = "copy_short"
    /// Between product copy and the pain: it is their own after all.
    case own
    /// Anywhere in the sentence: what applicants bring.
    case requirement
    /// The company speaks of itself.
    case voice
    /// Right after: it is no problem.
    case negated
}

/// Lets a pain through when it is the company's own.
struct PainGate {
    let document: Document
    let signs: CueHits<PainSign>
    let isMarketingHire: Bool?

    func lets(_ pain: Pain, at range: Range<Int>) -> Bool {
        let sentence = document.sentence(of: range.lowerBound)
        guard !document.isHypothetical(at: range.lowerBound), !isCopy(range, sentence),
            !signs.contains(.negated, in: document.words(Self.reach, from: range.lowerBound))
        else { return false }
        if document.isShort { return true }
        guard !signs.contains(.requirement, in: sentence) else { return false }
        switch isMarketingHire {
        case true?: return true
        case false?: return pain == .noTeam && speaksOfItself(sentence)
        case nil: return speaksOfItself(sentence)
        }
    }

    /// Words after a pain within which it may be taken back.
    private static let reach = 9

    /// Whether product copy stands before, without a turn to themselves in between.
    private func isCopy(_ range: Range<Int>, _ sentence: Range<Int>) -> Bool {
        let before = sentence.lowerBound..<max(sentence.lowerBound, range.lowerBound)
        guard let copy = signs.first(document.isShort ? .copyShort : .copy, in: before) else { return false }
        return !signs.contains(
            .own, in: copy.tokens.upperBound..<max(copy.tokens.upperBound, range.upperBound))
    }

    private func speaksOfItself(_ sentence: Range<Int>) -> Bool { signs.contains(.voice, in: sentence) }
}
