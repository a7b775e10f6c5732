/// What a seller listens for; raw values are those of `data/lexicon/selling.json`.
enum SellingCue: String, CaseIterable, Sendable {
    /// A sign of disorder; its value names the flag.
    case chaos
    /// A phrase that makes a lead worth a call.
    case silver
    /// Says what a pain leads to.
    case implication
    /// Says what they want.
    case payoff
    /// Names who decides.
    case reportsTo = "reports_to"
    /// A role whose holder decides.
    case buyerRole = "buyer_role"
    /// There is somebody for marketing already.
    case team
}
