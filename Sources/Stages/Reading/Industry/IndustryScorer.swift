import Domain
import Lexicon

/// What words around a cue do to it; raw values are those of `data/lexicon/industry_signs.json`.
enum IndustrySign: String, CaseIterable, Sendable {
    /// Says what the company is or makes: "we build".
    case identity
    /// Names whom the company serves, or what it works with: "for", "helps".
    case served
    /// The label of a row that names the industry outright.
    case label
    /// Right before a cue: it is the company's own, whatever stands before: "for our restaurant".
    case own
    /// Right after a cue: those served after all, "our restaurant clients".
    case notOwn = "not_own"
    /// Opens a sentence about applicants or benefits.
    case aside
    /// Anywhere in a sentence about applicants, benefits or customers.
    case requirement
    case benefit
    /// Anywhere in a sentence about the work.
    case duty
    /// Right after a cue: the cue is somebody's background.
    case background
    /// Names software as a service.
    case saas
}

/// Weighs cues by where they stand.
struct IndustryScorer {
    let document: Document
    let signs: CueHits<IndustrySign>
    /// Benefits named, by sentence.
    private let benefits: [Int: Int]

    init(document: Document, signs: CueHits<IndustrySign>) {
        self.document = document
        self.signs = signs
        benefits = signs[.benefit].reduce(into: [:]) { counts, hit in
            counts[document.sentenceIndex(of: hit.tokens.lowerBound), default: 0] += 1
        }
    }

    private enum Share {
        /// What cues count in sentences about applicants and benefits, and about the work.
        static let requirement = 0.25
        static let duty = 0.45
        /// Cells of a header name roles and cities more than the business.
        static let header = 0.5
        /// A cue right before "experience", "degree", "engineer".
        static let background = 0.4
        static let plural = 0.3
        static let identity = 1.8
        /// In a row that is there to name the industry.
        static let labelled = 4.0
        /// For each word after the first.
        static let furtherWord = 0.12
    }
    /// Scalars after which a cue counts half: texts say first what a company is.
    private static let halfWay = 700.0
    /// Words an identity phrase reaches.
    private static let identityReach = 11
    /// Words a row's value has.
    private static let labelReach = 5
    /// Words a served word reaches.
    private static let servedReach = 3
    /// Benefits that make a sentence a list of benefits.
    private static let benefitList = 2

    var saysSaaS: Bool { !signs[.saas].isEmpty }

    func weight(of cue: IndustryCue, at range: Range<Int>) -> Double {
        let words = range.filter { document.tokens.isWordOrNumber($0) }.count
        var weight = cue.weight * cue.industry.prior * sentenceShare(range.lowerBound)
        weight *= 1 + Share.furtherWord * Double(max(0, words - 1))
        weight /= 1 + Double(document.tokens[range.lowerBound].start) / Self.halfWay
        if document.header.hasBars, document.isInHeader(range.lowerBound) { weight *= Share.header }
        if signs.contains(.label, in: document.words(Self.labelReach, before: range.lowerBound)) {
            weight *= Share.labelled
        } else if isOwn(range) {
            weight *= Share.identity
        } else if isServed(range.lowerBound) {
            weight *= cue.industry.servedShare
        } else if isIdentity(range.lowerBound) {
            weight *= Share.identity
        }
        if cue.isPlural { weight *= Share.plural }
        if signs.opens(.background, at: range.upperBound) { weight *= Share.background }
        return weight
    }

    private func isOwn(_ range: Range<Int>) -> Bool {
        signs.ends(.own, at: range.lowerBound) && !signs.opens(.notOwn, at: range.upperBound)
    }

    private func isServed(_ start: Int) -> Bool {
        signs.contains(.served, in: document.words(Self.servedReach + 1, before: start))
    }

    private func isIdentity(_ start: Int) -> Bool {
        signs.contains(.identity, in: document.words(Self.identityReach, before: start))
    }

    private func sentenceShare(_ token: Int) -> Double {
        let sentence = document.sentence(of: token)
        let first = sentence.first { document.tokens.isWordOrNumber($0) } ?? sentence.lowerBound
        if signs.opens(.aside, at: first) || signs.contains(.requirement, in: sentence)
            || benefits[document.sentenceIndex(of: token), default: 0] >= Self.benefitList
        {
            return Share.requirement
        }
        return signs.contains(.duty, in: sentence) ? Share.duty : 1
    }
}
