import Domain

/// Finds the facts of one kind in a document.
///
/// Recognisers run in the order of `Reader`, each seeing what earlier ones found. One is built at start-up from data
/// files and never changes; its work is linear in the length of the document.
protocol Recogniser: Sendable {
    /// Adds what the document says to `findings`.
    func recognise(_ document: Document, _ findings: inout Findings)
}

/// What has been found so far in one document.
struct Findings: Sendable {
    let context: ReadingContext
    private(set) var facts: [Fact] = []
    /// ISO 3166 codes of the countries found, the stated ones first.
    var countryCodes: [String] = []

    /// Whether the text looks for people at all.
    var isHiring = false

    init(context: ReadingContext) {
        self.context = context
    }

    mutating func add(_ fact: Fact) { facts.append(fact) }
    mutating func add(contentsOf more: [Fact]) { facts.append(contentsOf: more) }

    func facts(_ attribute: Attribute) -> [Fact] { facts.filter { $0.attribute == attribute } }
    func has(_ attribute: Attribute) -> Bool { facts.contains { $0.attribute == attribute } }

    /// Names the company goes by in the text, or else by the sender's word.
    var companyNames: [String] {
        let found = facts(.companyName).map(\.value.canonical)
        return found.isEmpty && !context.companyName.isEmpty ? [context.companyName] : found
    }

    /// Openings found, in the order of the text.
    var roles: [Role] {
        facts.compactMap { fact in
            if case .role(let role) = fact.value, fact.attribute == .roleHired { role } else { nil }
        }
    }

    /// True when the text hires for marketing, false when it hires for something else, nil when it does not hire.
    var isMarketingHire: Bool? {
        facts.lazy.compactMap { fact -> Bool? in
            if case .flag(let flag) = fact.value, fact.attribute == .isMarketingHire { flag } else { nil }
        }.first
    }
}
