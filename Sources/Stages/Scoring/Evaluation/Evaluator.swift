import Domain
import Lexicon

/// Answers predicates about one lead.
///
/// A class only so that everything asking it shares it: as a struct each asker copied a dozen references, a tenth of the
/// cost of a row. Nothing in it changes.
final class Evaluator {
    let input: ScoringInput
    let aim: Aim
    let offer: Offer?
    let taxonomy: Taxonomy
    /// Industry facts, read once: a ladder asks about them rung by rung.
    let industries: [IndustryRead]
    /// Texts cut into tokens, where a phrase is looked for.
    let texts: [ReadText]

    struct IndustryRead {
        let fact: Int
        let nodes: [Int]
        /// Of the text as a whole.
        let key: UInt64
    }

    init(_ input: ScoringInput, aim: Aim, offer: Offer?, rubric: Rubric) {
        self.input = input
        self.aim = aim
        self.offer = offer
        taxonomy = rubric.taxonomy
        industries =
            rubric.needs.contains(.industries) ? Self.industries(input.facts, rubric.taxonomy.industries) : []
        texts = rubric.needs.contains(.texts) ? input.texts.map(ReadText.init) : []
    }

    private static func industries(_ facts: [Fact], _ industries: Industries) -> [IndustryRead] {
        var reads: [IndustryRead] = []
        for index in facts.indices where facts[index].attribute == .industry {
            guard case .text(let text) = facts[index].value, let key = NameKey.of(text) else { continue }
            reads.append(IndustryRead(fact: index, nodes: industries.read(text, key: key), key: key))
        }
        return reads
    }

    /// The best answer.
    func find(_ predicate: Predicate) -> Finding {
        switch predicate {
        case .always: Finding(strength: .stated)
        case .fact(let test): fact(test)
        case .size(let ranges): size(ranges ?? aim.sizes)
        case .industry(let wish): industry(wish ?? aim.industries, allowsBroader: wish == nil)
        case .place(let wish): place(wish ?? aim.places)
        case .technology(let list): technology(list)
        case .title(let test): title(test)
        case .phrases(let test): phrases(test).first ?? .nothing
        case .signal(let kinds, let days): signals(kinds, days).first ?? .nothing
        case .excludedDomain: excludedDomain()
        case .distinct(let attribute, let atLeast): distinct(attribute, atLeast)
        case .extracted(let attributes, let atLeast): extracted(attributes, atLeast)
        case .all(let parts): all(parts)
        case .any(let parts): parts.reduce(.nothing) { $0.or(find($1)) }
        case .not(let inner): opposite(find(inner))
        }
    }

    /// Every answer, each different from the others by its words.
    func findAll(_ predicate: Predicate) -> [Finding] {
        switch predicate {
        case .fact(let test): return facts(test).filter(\.holds)
        case .phrases(let test): return phrases(test)
        case .signal(let kinds, let days): return signals(kinds, days)
        case .any(let parts): return parts.flatMap(findAll)
        default:
            let found = find(predicate)
            return found.holds ? [found] : []
        }
    }

    /// Whether the predicate asks for what the profile leaves open; then there is nothing to compare with.
    func asksNothing(_ predicate: Predicate) -> String? {
        switch predicate {
        case .size(nil) where aim.sizes.isEmpty: "size"
        case .industry(nil) where aim.industries == nil: "industry"
        case .place(nil) where aim.places == nil: "place"
        default: nil
        }
    }

    private func opposite(_ found: Finding) -> Finding {
        guard found.holds else { return Finding(strength: .stated) }
        var opposite = found
        opposite.strength = .contradicted
        return opposite
    }

    /// As strong as the weakest part.
    private func all(_ parts: [Predicate]) -> Finding {
        var whole = Finding(strength: .stated)
        var facts: [Int] = []
        var words: [Evidence] = []
        for part in parts {
            let found = find(part)
            guard found.holds else { return Finding(strength: found.strength, shown: found.shown) }
            if case .inferred = found.strength { whole.strength = .inferred }
            if case .nothing = whole.shown { whole.shown = found.shown }
            if case .none = whole.doubt { whole.doubt = found.doubt }
            if let fact = found.fact { facts.append(fact) }
            if let more = found.more {
                facts += more.others
                words += more.words
            }
        }
        whole.fact = facts.first
        if facts.count > 1 || !words.isEmpty {
            whole.more = Finding.More(others: Array(facts.dropFirst()), words: words)
        }
        return whole
    }
}
