import Domain
import Lexicon

extension Evaluator {
    /// The best fact that passes; one that fails its condition speaks against.
    func fact(_ test: FactTest) -> Finding {
        var best = Finding.nothing
        for index in input.facts.indices where input.facts[index].attribute == test.attribute {
            guard let found = finding(at: index, test) else { continue }
            best = best.or(found)
            if case .stated = best.strength { break }
        }
        return best
    }

    /// Every fact of the attribute that counts, passing or not.
    func facts(_ test: FactTest) -> [Finding] {
        input.facts.indices.compactMap { index in
            input.facts[index].attribute == test.attribute ? finding(at: index, test) : nil
        }
    }

    private func finding(at index: Int, _ test: FactTest) -> Finding? {
        let strength = input.facts[index].strength
        if case .unknown = strength { return nil }
        var found = Finding(strength: strength, shown: .fact(index), fact: index)
        guard let conditions = test.conditions else { return found }
        if let strengths = conditions.strengths, !strengths.contains(strength) { return nil }
        if conditions.isQuoted, input.facts[index].evidence == nil { return nil }
        found.strength = strength.limited(to: conditions.atMost)
        let value = input.facts[index].value
        if conditions.asksValue, !passes(value, conditions) {
            // “pain is no_team” is not denied by another pain; “the hire is marketing” is by another function.
            found.strength = conditions.values == nil || value.isFlag ? .contradicted : .unknown
        } else if conditions.isPersonal, isSharedMailbox(value.canonical) {
            found.strength = found.strength.limited(to: .inferred)
            found.doubt = .sharedMailbox
        }
        return found
    }

    private func passes(_ value: FactValue, _ conditions: FactTest.Conditions) -> Bool {
        if let values = conditions.values, !values.contains(Fold.string(value.canonical)) { return false }
        let functions: [JobFunction] =
            switch conditions.functions {
            case .any: []
            case .profile: aim.functions
            case .among(let list): list
            }
        guard !functions.isEmpty || !conditions.seniorities.isEmpty else { return true }
        guard case .role(let role) = value else { return false }
        return (functions.isEmpty || functions.contains(role.function))
            && (conditions.seniorities.isEmpty || conditions.seniorities.contains(role.seniority))
    }

    private func isSharedMailbox(_ address: String) -> Bool {
        guard let local = address.split(separator: "@").first else { return false }
        return taxonomy.sharedMailboxes.contains(local.lowercased())
    }

    /// The contact's title against what a rung asks; a title that is something else speaks against.
    func title(_ test: TitleTest) -> Finding {
        guard let title = input.title, let place = titleFact() else { return .nothing }
        let passes =
            (test.isDecisionMaker.map { $0 == title.isDecisionMaker } ?? true)
            && (test.seniorities.isEmpty || test.seniorities.contains(title.seniority))
            && (test.functions.isEmpty || test.functions.contains(title.function))
        return Finding(strength: passes ? .stated : .contradicted, shown: .fact(place), fact: place)
    }

    /// Where the words of the title are: the title itself, else the headline.
    func titleFact() -> Int? {
        firstFact(.roleTitle) ?? firstFact(.headline)
    }

    private func firstFact(_ attribute: Attribute) -> Int? {
        for index in input.facts.indices where input.facts[index].attribute == attribute {
            if input.facts[index].strength.holds { return index }
        }
        return nil
    }

    /// Different values of one attribute.
    func distinct(_ attribute: Attribute, _ atLeast: Int) -> Finding {
        var seen: Set<String> = []
        let different = input.facts.indices.filter { index in
            input.facts[index].attribute == attribute && input.facts[index].strength.holds
                && seen.insert(Fold.string(input.facts[index].value.canonical)).inserted
        }
        return .resting(on: different, atLeast: atLeast)
    }

    /// Attributes the text states in words; what only the sender said has no words.
    func extracted(_ attributes: [Attribute], _ atLeast: Int) -> Finding {
        let stated = attributes.compactMap { attribute in
            input.facts.firstIndex { fact in
                guard fact.attribute == attribute, case .stated = fact.strength else { return false }
                return fact.evidence != nil
            }
        }
        return .resting(on: stated, atLeast: atLeast)
    }

    func excludedDomain() -> Finding {
        guard !aim.exclusions.isEmpty else { return .nothing }
        for index in input.facts.indices {
            let fact = input.facts[index]
            guard fact.attribute == .website || fact.attribute == .email else { continue }
            let address = fact.value.canonical.lowercased()
            let host = address.split(separator: "@").last.map(String.init) ?? address
            for domain in aim.exclusions where host == domain || host.hasSuffix("." + domain) {
                return Finding(strength: .stated, shown: .text(domain), fact: index)
            }
        }
        return .nothing
    }
}

extension FactValue {
    fileprivate var isFlag: Bool {
        if case .flag = self { return true }
        return false
    }
}
