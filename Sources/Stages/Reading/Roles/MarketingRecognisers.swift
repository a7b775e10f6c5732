import Domain
import Lexicon

/// The phrases of `data/lexicon/role_types.json`.
struct RoleTypeWords: Sendable {
    /// What a phrase tells; raw values are the file's.
    enum Kind: String, CaseIterable, Sendable {
        case firstMarketer = "first_marketer"
        case agencyReplacement = "agency_replacement"
        case extraHeadcount = "extra_headcount"
        /// A marketing team that is built, sold to or another's.
        case notTeam = "not_team"
        /// The writer is an agency.
        case isAgency = "is_agency"
        /// A header cell that names marketing as the field.
        case marketingCell = "marketing_cell"
        /// Openings in marketing without a title.
        case marketingField = "marketing_field"
    }

    private let book: PhraseBook<Kind>

    init(data: DataFile) throws {
        book = try Vocabulary.book("lexicon/role_types.json", data)
    }

    func find(in document: Document) -> [Kind: [Range<Int>]] {
        book.matches(in: document.tokens).reduce(into: [:]) {
            $0[book.entries[$1.entry], default: []].append($1.tokens)
        }
    }
}

/// Whether the text hires for marketing; says nothing of texts that do not hire.
struct MarketingHireRecogniser: Recogniser {
    let words: RoleTypeWords

    func recognise(_ document: Document, _ findings: inout Findings) {
        let roles = findings.facts(.roleHired)
        if let fact = roles.first(where: { $0.role?.function == .marketing }) {
            findings.add(Fact(.isMarketingHire, .flag(true), .inferred, evidence: fact.evidence))
            return
        }
        let found = words.find(in: document)
        let cell = (found[.marketingCell] ?? []).first { document.header.segments.contains($0) }
        if let place = (document.header.hasBars ? cell : nil) ?? found[.marketingField]?.first {
            findings.add(Fact(.isMarketingHire, .flag(true), .inferred, evidence: document.evidence(place)))
        } else if findings.isHiring, let other = roles.first {
            // Only openings that are named can be said not to be in marketing.
            findings.add(Fact(.isMarketingHire, .flag(false), .inferred, evidence: other.evidence))
        }
    }
}

extension Fact {
    /// The job, when the fact is one.
    var role: Role? {
        if case .role(let role) = value { role } else { nil }
    }
}

/// What a marketing opening tells of the team: nobody yet, an agency dropped, a team that grows, or unclear.
struct RoleTypeRecogniser: Recogniser {
    let words: RoleTypeWords

    /// Marketing openings in one text from which on there must be a team.
    private static let manyOpenings = 3
    /// People in a team so small that a marketer among them would be mentioned.
    private static let smallTeam = 5

    func recognise(_ document: Document, _ findings: inout Findings) {
        guard findings.isMarketingHire == true else { return }
        let (type, place) = verdict(document, findings)
        findings.add(Fact(.roleType, .text(type), .inferred, evidence: place))
    }

    private func verdict(_ document: Document, _ findings: Findings) -> (String, Evidence?) {
        let found = words.find(in: document)
        if let place = found[.agencyReplacement]?.first, found[.isAgency] == nil {
            return ("agency_replacement", document.evidence(place))
        }
        if let place = found[.firstMarketer]?.first { return ("first_marketer", document.evidence(place)) }
        let openings = findings.facts(.roleHired).filter { $0.role?.function == .marketing }
        if openings.count >= Self.manyOpenings { return ("extra_headcount", openings[0].evidence) }
        let others = found[.notTeam] ?? []
        if let place = found[.extraHeadcount]?.first(where: { team in !others.contains { $0.overlaps(team) } }
        ) {
            return ("extra_headcount", document.evidence(place))
        }
        if let size = findings.facts(.teamSize).first, case .range(let people) = size.value,
            people.upperBound <= Self.smallTeam
        {
            return ("first_marketer", size.evidence)
        }
        return ("unclear", nil)
    }
}
