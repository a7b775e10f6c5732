import Domain

extension Evaluator {
    /// What a reason shows as the value found.
    func value(of found: Finding) -> String {
        switch found.shown {
        case .nothing: ""
        case .text(let text): text
        case .fact(let index): words(input.facts[index])
        case .industry(let index): industryName(industries[index])
        case .country(let index): taxonomy.places.countries[index].name
        case .size(let range): range.words
        }
    }

    /// Why a finding is no more than likely, in words.
    func doubt(about found: Finding) -> String {
        switch found.doubt {
        case .none: ""
        case .inferred: "the text suggests it"
        case .inferredSize: "as far as the text suggests"
        case .partlyInside: "only partly inside"
        case .widerIndustry(let node): "\(taxonomy.industries.nodes[node].label) is a wider term"
        case .widerPlace: "\(value(of: found)) is a wider place"
        case .sharedMailbox: "a shared mailbox"
        case .webEnding:
            "the website ends in ."
                + (found.fact.flatMap { input.facts[$0].value.canonical.split(separator: ".").last } ?? "")
        }
    }

    /// What a predicate asks for, in words.
    func wanted(by predicate: Predicate) -> String {
        switch predicate {
        case .size(let ranges): Words.list((ranges ?? aim.sizes).map(\.words), "or")
        case .industry(let wish): (wish ?? aim.industries)?.label ?? ""
        case .place(let wish): (wish ?? aim.places)?.label ?? ""
        default: ""
        }
    }

    /// The words behind a finding.
    func evidence(of found: Finding) -> [Evidence] {
        let first = found.fact.flatMap { input.facts[$0].evidence }
        guard let more = found.more else { return first.map { [$0] } ?? [] }
        let others = more.others.compactMap { input.facts[$0].evidence }
        return (first.map { [$0] } ?? []) + others + more.words
    }

    /// The first words behind a finding, else its value.
    func quote(of found: Finding) -> String {
        let fact = found.fact.flatMap { input.facts[$0].evidence }
        return (fact ?? found.more?.words.first).map { Words.shortened($0.quote) } ?? value(of: found)
    }

    /// When a finding was seen: a fact is as old as the snapshot behind it.
    func time(of found: Finding) -> Timestamp? {
        guard let fact = found.fact, let snapshot = input.facts[fact].evidence?.snapshot else {
            return found.more?.at
        }
        return input.texts.first { $0.snapshot == snapshot }?.capturedAt
    }

    private func words(_ fact: Fact) -> String {
        switch fact.value {
        case .flag: return fact.evidence.map { Words.shortened($0.quote) } ?? "not named"
        case .text(let text):
            return Words.shortened(fact.attribute.isTagged ? text.replacing("_", with: " ") : text)
        default: return Words.shortened(fact.value.canonical)
        }
    }

    /// Our name for a tag such as `real_estate`; people's own words stay as they are.
    private func industryName(_ read: IndustryRead) -> String {
        let text = input.facts[read.fact].value.canonical
        guard read.nodes.count == 1, let node = read.nodes.first else { return Words.shortened(text) }
        let known = taxonomy.industries.nodes[node]
        return text == known.key ? known.label : Words.shortened(text)
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
