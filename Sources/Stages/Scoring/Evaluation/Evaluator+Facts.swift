import Domain
import Lexicon

extension Evaluator {
    /// The best fact that passes; one that fails its condition speaks against.
    func fact(_ test: FactTest) -> Finding {
        var best = Finding.nothing
        for index in input.facts.indices where input.facts[index].attribute == test.attribute {
            guard let found = finding(at: index, test) else { continue }
            best = best.or(found)
            if best.strength == .stated { break }
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
        let fact = input.facts[index]
        guard fact.strength != .unknown else { return nil }
        if let strengths = test.strengths, !strengths.contains(fact.strength) { return nil }
        if test.isQuoted, fact.evidence == nil { return nil }
        var found = Finding(
            strength: fact.strength.limited(to: test.atMost), value: words(fact),
            evidence: fact.evidence.map { [$0] } ?? [], at: time(of: fact.evidence))
        if test.hasValueCondition, !passes(fact.value, test) {
            // “pain is no_team” is not denied by another pain; “the hire is marketing” is by another function.
            found.strength = test.values == nil || fact.value.isFlag ? .contradicted : .unknown
        } else if test.isPersonal, isSharedMailbox(fact.value.canonical) {
            found.strength = found.strength.limited(to: .inferred)
            found.how = "a shared mailbox"
        }
        return found
    }

    private func passes(_ value: FactValue, _ test: FactTest) -> Bool {
        if let values = test.values, !values.contains(Fold.string(value.canonical)) { return false }
        let functions: [JobFunction] =
            switch test.functions {
            case .any: []
            case .profile: aim.functions
            case .among(let list): list
            }
        guard !functions.isEmpty || !test.seniorities.isEmpty else { return true }
        guard case .role(let role) = value else { return false }
        return (functions.isEmpty || functions.contains(role.function))
            && (test.seniorities.isEmpty || test.seniorities.contains(role.seniority))
    }

    private func words(_ fact: Fact) -> String {
        if case .flag = fact.value { return fact.evidence.map { Words.shortened($0.quote) } ?? "not named" }
        return Words.shortened(fact.value.canonical.replacing("_", with: fact.attribute.isTagged ? " " : "_"))
    }

    private func isSharedMailbox(_ address: String) -> Bool {
        guard let local = address.split(separator: "@").first else { return false }
        return taxonomy.sharedMailboxes.contains(local.lowercased())
    }

    /// The contact's title against what a rung asks; a title that is something else speaks against.
    func title(_ test: TitleTest) -> Finding {
        guard let title = input.title, let place = titleFact() else { return .nothing }
        let fact = input.facts[place]
        let passes =
            (test.isDecisionMaker.map { $0 == title.isDecisionMaker } ?? true)
            && (test.seniorities.isEmpty || test.seniorities.contains(title.seniority))
            && (test.functions.isEmpty || test.functions.contains(title.function))
        return Finding(
            strength: passes ? .stated : .contradicted, value: Words.shortened(fact.value.canonical),
            evidence: fact.evidence.map { [$0] } ?? [])
    }

    /// Where the words of the title are: the title itself, else the headline.
    func titleFact() -> Int? {
        input.facts.firstIndex { $0.attribute == .roleTitle }
            ?? input.facts.firstIndex { $0.attribute == .headline }
    }

    /// Different values of one attribute.
    func distinct(_ attribute: Attribute, _ atLeast: Int) -> Finding {
        var seen: Set<String> = []
        var found = Finding.nothing
        for fact in input.facts where fact.attribute == attribute && fact.holds {
            guard seen.insert(Fold.string(fact.value.canonical)).inserted else { continue }
            if let evidence = fact.evidence { found.evidence.append(evidence) }
        }
        guard seen.count >= atLeast else { return .nothing }
        found.strength = .stated
        found.count = seen.count
        return found
    }

    /// Attributes the text states in words; what only the sender said has no words.
    func extracted(_ attributes: [Attribute], _ atLeast: Int) -> Finding {
        var found = Finding.nothing
        for attribute in attributes {
            let fact = input.facts.first {
                $0.attribute == attribute && $0.strength == .stated && $0.evidence != nil
            }
            guard let evidence = fact?.evidence else { continue }
            found.count += 1
            found.evidence.append(evidence)
        }
        guard found.count >= atLeast else { return .nothing }
        found.strength = .stated
        return found
    }

    func excludedDomain() -> Finding {
        guard !aim.exclusions.isEmpty else { return .nothing }
        for fact in input.facts where fact.attribute == .website || fact.attribute == .email {
            let address = fact.value.canonical.lowercased()
            let host = address.split(separator: "@").last.map(String.init) ?? address
            for domain in aim.exclusions where host == domain || host.hasSuffix("." + domain) {
                return Finding(strength: .stated, value: domain, evidence: fact.evidence.map { [$0] } ?? [])
            }
        }
        return .nothing
    }
}

extension Fact {
    /// Stated or inferred.
    var holds: Bool {
        switch strength {
        case .stated, .inferred: true
        case .unknown, .contradicted: false
        }
    }
}

extension FactValue {
    fileprivate var isFlag: Bool {
        if case .flag = self { return true }
        return false
    }
}

extension Attribute {
    /// Its values are tags such as `no_team`, shown with spaces.
    fileprivate var isTagged: Bool {
        switch self {
        case .pain, .chaosFlag, .roleType: true
        default: false
        }
    }
}
