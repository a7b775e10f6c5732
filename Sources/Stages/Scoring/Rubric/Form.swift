import Domain

/// The six ways a criterion gives points.
package enum Form: Sendable {
    case match(Match)
    case firstOf([Rung])
    case proportion(Proportion)
    case label(LabelBy)
    case similarity(Similarity)
    case window(Window)

    /// Points for a finding, by how well the text supports it.
    package struct Match: Sendable {
        package let points: Points
        let credit: Credit
        let creditName: String
        let predicate: Predicate
        /// At most so many findings, each with its own line; nil for the best one alone.
        package let each: Int?
    }

    /// One rung of an exclusive ladder: the first that holds gives its points.
    package struct Rung: Sendable {
        package let points: Points
        let predicate: Predicate
        let say: Template
        package let why: String
    }

    /// Points by the share of parts that are there.
    package struct Proportion: Sendable {
        package let points: Points
        let parts: Parts

        enum Parts: Sendable {
            case fields([(name: String, predicate: Predicate)])
            /// Lists of technologies of the profile; each named list has an equal share.
            case technologies([TechnologyList])
        }
    }

    /// Points for a label that a judge chooses.
    package struct LabelBy: Sendable {
        package let labels: [Band]
        /// The judge that is always there; its last rule holds for everyone.
        let rules: [Rule]

        package struct Band: Hashable, Sendable {
            package let label: String
            package let from: Points
            package let to: Points
            /// What the label is worth when the judge says no more.
            package let usual: Points
        }

        struct Rule: Sendable {
            let predicate: Predicate
            let label: Int
            let points: Points
            let because: Template
        }
    }

    /// Points by a measured likeness of two texts, from 0 to 100 and calibrated.
    package struct Similarity: Sendable {
        package let points: Points
        package let textA: String
        package let textB: String
    }

    /// Points by what happened lately.
    package struct Window: Sendable {
        package let points: Points
        /// Alternatives; the one that gives most counts.
        let sources: [Predicate]
        let aggregate: Aggregate
        package let days: Int
        /// Halves an item's worth every so many days.
        package let halfLifeDays: Int?

        enum Aggregate: Hashable, Sendable {
            /// All the points from so many different items on.
            case count(atLeast: Int)
            /// The best single item.
            case max
            /// So many points an item, up to all of them.
            case sum(each: Points)
        }
    }
}

extension Form {
    /// The credit table it names.
    var creditName: String? {
        guard case .match(let match) = self else { return nil }
        return match.creditName
    }

    /// The most it can give.
    package var most: Points {
        switch self {
        case .match(let match): Points(hundredths: match.points.hundredths * (match.each ?? 1))
        case .firstOf(let rungs): rungs.map(\.points).max() ?? .zero
        case .proportion(let proportion): proportion.points
        case .label(let label): label.labels.map(\.to).max() ?? .zero
        case .similarity(let similarity): similarity.points
        case .window(let window): window.points
        }
    }
}

/// What share of its points a finding earns, in hundredths, by how well the text supports it.
struct Credit: Hashable, Sendable {
    let stated: Int
    let inferred: Int
    let unknown: Int
    let contradicted: Int

    subscript(strength: Strength) -> Int {
        switch strength {
        case .stated: stated
        case .inferred: inferred
        case .unknown: unknown
        case .contradicted: contradicted
        }
    }
}
