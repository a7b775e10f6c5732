import Domain
import Lexicon
import Wire

/// Lines of business told apart.
enum Industry: String, CaseIterable, Sendable {
    case fintech, finance, edtech, education, healthtech, biotech, security
    case dataAI = "data_ai"
    case ecommerce, d2c, retail, food, logistics
    case realEstate = "real_estate"
    case travel, energy, hardware, manufacturing, gaming, media, agency, consulting, freelance, nonprofit
    case government, telecom, agriculture, automotive, saas, software

    /// How much a cue for it is worth: words for software and services turn up in texts of every industry.
    var prior: Double {
        switch self {
        case .software: 0.35
        case .government, .retail: 0.6
        case .hardware, .education, .travel, .telecom: 0.7
        case .saas, .energy: 0.75
        case .dataAI, .media, .consulting, .food, .healthtech, .logistics, .automotive: 0.8
        case .realEstate: 0.85
        case .finance, .agriculture, .nonprofit, .biotech, .manufacturing: 0.9
        case .ecommerce, .fintech, .edtech, .security, .gaming, .freelance: 1
        case .d2c: 1.1
        case .agency: 1.15
        }
    }

    /// How much remains of a cue that names who is served: "for restaurants" is said by software makers,
    /// "for students" by schools.
    var servedShare: Double {
        switch self {
        case .agency, .consulting, .freelance, .retail, .food: 0.15
        case .edtech, .healthtech, .realEstate: 1
        default: 0.45
        }
    }
}

/// A phrase that speaks for an industry.
struct IndustryCue: Sendable {
    let industry: Industry
    /// Half when the phrase is common elsewhere.
    let weight: Double
    /// A class of agents rather than the speaker: "agencies".
    let isPlural: Bool

    /// Share of a weak cue.
    private static let weak = 0.5

    /// Reads `data/lexicon/industries.json`; entries may say `"weak": true` or `"plural": true`.
    static func book(_ data: DataFile) throws -> PhraseBook<IndustryCue> {
        let entries = try Vocabulary.entries(
            "lexicon/industries.json", data, gives: .choice(Industry.self)
        ) { fields throws(FieldError) in
            (
                try fields.readIfPresent("weak", .bool) ?? false,
                try fields.readIfPresent("plural", .bool) ?? false
            )
        }
        return try Vocabulary.book(entries) { entry in
            IndustryCue(
                industry: entry.gives, weight: entry.extra.0 ? weak : 1, isPlural: entry.extra.1)
        }
    }
}

extension PhraseBook<IndustryCue> {
    /// All matches but those that lie within a longer one for the same industry.
    func longestPerValue(in tokens: Tokens) -> [PhraseMatch] {
        var ends: [Industry: Int] = [:]
        // Longer ones first at each place, so that shorter ones are seen to lie within.
        let matches = matches(in: tokens).sorted {
            ($0.tokens.lowerBound, -$0.tokens.count) < ($1.tokens.lowerBound, -$1.tokens.count)
        }
        return matches.filter { match in
            let industry = entries[match.entry].industry
            guard match.tokens.upperBound > ends[industry] ?? 0 else { return false }
            ends[industry] = match.tokens.upperBound
            return true
        }
    }
}
