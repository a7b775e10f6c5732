import Domain

/// A scorecard compiled: every name in it resolved, every rule about it checked.
package struct Rubric: Sendable {
    /// As in `raptorflow`.
    package let name: String
    package let version: Int
    /// As shown, as in `Raptorflow`.
    package let label: String
    package let why: String
    package let combination: Combination
    /// The total is rounded half up to a whole number before the tier is read off.
    package let roundsTotal: Bool
    /// What is wanted where the user's own profile says nothing.
    package let defaults: ICP.Criteria
    package let dimensions: [Dimension]
    package let disqualifiers: [Disqualifier]
    /// Best first; half-open, and the best includes 100.
    package let bands: [Band]
    /// What is allowed but worth a look, as in a cap that no lead can reach.
    package let hints: [String]
    let taxonomy: Taxonomy
    /// What evaluation has to prepare.
    let needs: Needs

    /// As in `raptorflow@1`.
    package var reference: String { "\(name)@\(version)" }

    /// How dimensions make a total.
    package enum Combination: String, Hashable, Sendable, CaseIterable {
        /// Dimensions add up.
        case sum
        /// Each dimension is out of 100 and counts by its weight.
        case weighted
        /// One dimension is the total.
        case single
    }

    /// A tier and the totals that fall into it.
    package struct Band: Hashable, Sendable {
        package let tier: Tier
        package let from: Points
        package let to: Points
        package let why: String
    }

    /// Evidence that holds the tier down whatever the total.
    package struct Disqualifier: Sendable {
        package let key: String
        let predicate: Predicate
        /// Rank of the best tier still allowed.
        package let rank: Int
        let say: Template
        package let why: String
    }

    /// The tier of a total; a total outside 0 to 100 belongs to the nearest band.
    package func tier(of total: Points) -> Tier { Self.tier(of: total, in: bands) }

    static func tier(of total: Points, in bands: [Band]) -> Tier {
        for band in bands where total >= band.from { return band.tier }
        return bands[bands.count - 1].tier
    }
}

/// A part of a score with a cap of its own.
package struct Dimension: Sendable {
    package let key: String
    package let label: String
    package let cap: Points
    /// In hundredths; 100 where dimensions add up.
    package let weight: Int
    package let why: String
    package let groups: [Group]
    package let criteria: [Criterion]

    /// Criteria that share a cap.
    package struct Group: Hashable, Sendable {
        package let key: String
        package let label: String
        package let cap: Points
        package let why: String
    }
}

/// One question a score asks, and what an answer is worth.
///
/// Shared by all scores of a rubric and never changed; as a struct its dozen parts were copied for every lead.
package final class Criterion: Sendable {
    package let key: String
    package let label: String
    package let why: String
    package let form: Form
    /// The most it can give.
    package let most: Points
    /// Index of its group in the dimension.
    package let group: Int?
    /// The name under which a profile can switch it off, folded.
    package let switchName: String?
    /// Shown only when found, and worth nothing.
    package let isShownOnly: Bool
    let say: Say

    init(
        key: String, label: String, why: String, form: Form, group: Int?, switchName: String?,
        isShownOnly: Bool,
        say: Say
    ) {
        self.key = key
        self.label = label
        self.why = why
        self.form = form
        most = form.most
        self.group = group
        self.switchName = switchName
        self.isShownOnly = isShownOnly
        self.say = say
    }
}
