import Domain

/// A fact with the testimony it stands in.
struct KnownFact: Hashable, Sendable {
    let fact: Fact
    let testimony: Testimony
    /// False once a newer fact superseded it.
    let isCurrent: Bool

    /// Every fact of these testimonies, newest first; equal facts of one testimony once.
    static func all(_ testimonies: [Testimony]) -> [KnownFact] {
        var current = Set(FactView.current(testimonies))
        return testimonies.reversed().flatMap { testimony in
            testimony.facts.map { fact in
                KnownFact(fact: fact, testimony: testimony, isCurrent: current.remove(fact) != nil)
            }
        }
    }
}
