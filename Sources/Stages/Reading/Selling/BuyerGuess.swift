import Domain
import Lexicon

/// Guesses who signs: the founder, the chief executive or the head of marketing.
struct BuyerGuess {
    /// Who may decide.
    enum Buyer: String {
        case founder, ceo
        case marketingHead = "marketing_head"
    }

    let document: Document
    let hits: CueHits<SellingCue>

    /// Up to this size founders buy; up to the next, chief executives; above, heads of marketing.
    private static let foundersBuy = 20
    private static let chiefsBuy = 100

    func add(to findings: inout Findings) {
        if let hit = hits[.reportsTo].first, let value = hit.cue.value {
            return findings.add(document.fact(.economicBuyer, .text(value), at: hit.tokens))
        }
        for person in findings.facts(.person) {
            guard case .person(_, let role?) = person.value, let buyer = buyer(role, person) else { continue }
            return findings.add(Fact(.economicBuyer, .text(buyer), .stated, evidence: person.evidence))
        }
        guessFromSize(&findings)
    }

    /// What a role says about who decides, by the cue that stands in or near the person's own words.
    private func buyer(_ role: String, _ person: Fact) -> String? {
        let tokens = Tokens(role)
        let keys = Set(tokens.list.map(\.key))
        return hits[.buyerRole].first { hit in
            hit.tokens.contains { keys.contains(document.tokens[$0].key) }
        }?.cue.value ?? (role == "founder" ? Buyer.founder.rawValue : nil)
    }

    private func guessFromSize(_ findings: inout Findings) {
        if let team = hits[.team].first {
            return findings.add(
                document.fact(.economicBuyer, .text(Buyer.marketingHead.rawValue), .inferred, at: team.tokens)
            )
        }
        guard let size = findings.facts(.teamSize).first, case .range(let people) = size.value else { return }
        let buyer: Buyer =
            switch people.upperBound {
            case ...Self.foundersBuy: .founder
            case ...Self.chiefsBuy: .ceo
            default: .marketingHead
            }
        findings.add(Fact(.economicBuyer, .text(buyer.rawValue), .inferred, evidence: size.evidence))
    }
}
