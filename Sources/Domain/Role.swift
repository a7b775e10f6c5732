/// What a person's work is about.
package enum JobFunction: String, Hashable, Sendable, CaseIterable {
    case marketing, sales, engineering, product, finance, hr, operations, legal, it, data, design, support
    case executive, education, healthcare, other
}

/// How far up a title stands.
///
/// Declared from the bottom, so that order is rank.
package enum Seniority: String, Hashable, Sendable, CaseIterable, Comparable {
    case internAssistant = "intern_assistant"
    case individual
    case leadSeniorPrincipal = "lead_senior_principal"
    case manager
    case headDirector = "head_director"
    case vp
    case cLevel = "c_level"
    case ownerFounder = "owner_founder"

    package static func < (a: Seniority, b: Seniority) -> Bool {
        (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }
}

/// A job as a text names it, with what the title parser makes of it.
package struct Role: Hashable, Sendable {
    /// As written.
    package var title: String
    package var function: JobFunction
    package var seniority: Seniority

    package init(title: String, function: JobFunction, seniority: Seniority) {
        self.title = title
        self.function = function
        self.seniority = seniority
    }
}

/// A title or headline, parsed.
package struct ParsedTitle: Hashable, Sendable {
    /// Jobs held now, as written.
    package var currentTitles: [String]
    package var function: JobFunction
    package var seniority: Seniority
    /// Holds an owner's or C-level job now.
    package var isDecisionMaker: Bool
    /// The employer, when the headline names one.
    package var company: String?

    package init(
        currentTitles: [String], function: JobFunction, seniority: Seniority, isDecisionMaker: Bool,
        company: String?
    ) {
        self.currentTitles = currentTitles
        self.function = function
        self.seniority = seniority
        self.isDecisionMaker = isDecisionMaker
        self.company = company
    }
}
