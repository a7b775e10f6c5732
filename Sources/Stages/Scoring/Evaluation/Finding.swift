import Domain

/// What a predicate found: small, because a ladder asks many questions and shows one answer.
///
/// Words and quotes are looked up only for the answer that becomes a line (`Evaluator+Words.swift`).
struct Finding: Sendable {
    var strength: Strength
    var shown = Shown.nothing
    var doubt = Doubt.none
    /// The fact it rests on, by position.
    var fact: Int?
    /// What few findings have.
    var more: More?

    /// What a reason shows as the value.
    enum Shown: Sendable {
        case nothing
        case text(String)
        /// A fact's value, by position.
        case fact(Int)
        /// An industry, by position among those read.
        case industry(Int)
        /// A country, by position among the places.
        case country(Int)
        case size(ClosedRange<Int>)
    }

    /// Why it is no more than likely.
    enum Doubt: Sendable {
        case none
        /// The fact itself was inferred.
        case inferred
        case inferredSize
        case partlyInside
        /// An industry above the wished one.
        case widerIndustry(Int)
        case widerPlace
        case webEnding
        case sharedMailbox
    }

    /// Shared rather than copied: findings are passed around much more often than made.
    final class More: Sendable {
        /// Facts besides the first.
        let others: [Int]
        /// Words found without a fact: by a phrase, or behind a signal.
        let words: [Evidence]
        let count: Int
        /// When it was seen, where no fact says so.
        let at: Timestamp?

        init(others: [Int] = [], words: [Evidence] = [], count: Int = 0, at: Timestamp? = nil) {
            self.others = others
            self.words = words
            self.count = count
            self.at = at
        }
    }

    static let nothing = Finding(strength: .unknown)

    /// A finding that rests on several facts; none is no finding.
    static func resting(on facts: [Int], atLeast: Int) -> Finding {
        guard facts.count >= atLeast, let first = facts.first else { return .nothing }
        return Finding(
            strength: .stated, fact: first, more: More(others: Array(facts.dropFirst()), count: facts.count))
    }

    /// Stated or inferred.
    var holds: Bool { strength.holds }

    /// Stated before inferred before contradicted before unknown; of equals, this one.
    func or(_ other: Finding) -> Finding { other.strength.trust > strength.trust ? other : self }
}

extension Strength {
    var holds: Bool {
        switch self {
        case .stated, .inferred: true
        case .unknown, .contradicted: false
        }
    }

    /// How much a finding settles.
    fileprivate var trust: Int {
        switch self {
        case .stated: 3
        case .inferred: 2
        case .contradicted: 1
        case .unknown: 0
        }
    }

    /// The weaker of two supports.
    func limited(to most: Strength?) -> Strength {
        guard case .stated = self, case .inferred? = most else { return self }
        return .inferred
    }
}
