import Domain

/// What a predicate found.
struct Finding: Sendable {
    var strength: Strength
    /// As the reason shows it.
    var value = ""
    /// Why it is no more than likely.
    var how = ""
    var wanted = ""
    var evidence: [Evidence] = []
    var count = 0
    /// When it was seen; nil when that is not known.
    var at: Timestamp?

    static let nothing = Finding(strength: .unknown)

    /// Stated or inferred.
    var holds: Bool {
        switch strength {
        case .stated, .inferred: true
        case .unknown, .contradicted: false
        }
    }

    /// Stated before inferred before contradicted before unknown; of equals, this one.
    func or(_ other: Finding) -> Finding { other.strength.trust > strength.trust ? other : self }
}

extension Strength {
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
        most == .inferred && self == .stated ? .inferred : self
    }
}
