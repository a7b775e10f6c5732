/// The facts that hold now, out of all that was ever said.
package enum FactView {
    /// Attributes of which a subject has one: the newest testimony that has any decides.
    private static let single: Set<Attribute> = [
        .teamSize, .sizeBucket, .industry, .remote, .revenueMentioned, .isMarketingHire, .roleType,
        .situation,
        .problem, .implication, .needPayoff, .economicBuyer, .roleTitle, .headline, .bio, .location,
    ]

    /// Newest first; equal values once, with the newest evidence.
    package static func current(_ testimonies: [Testimony]) -> [Fact] {
        var decided: Set<Attribute> = []
        var seen: Set<Key> = []
        var out: [Fact] = []
        for testimony in testimonies.reversed() {
            let attributes = Set(testimony.facts.map(\.attribute))
            for fact in testimony.facts where !decided.contains(fact.attribute) {
                if seen.insert(Key(attribute: fact.attribute, value: fact.value.canonical)).inserted {
                    out.append(fact)
                }
            }
            decided.formUnion(attributes.intersection(single))
        }
        return out
    }

    private struct Key: Hashable {
        let attribute: Attribute
        let value: String
    }
}
