import Domain

/// Which leads a list shows, in which order, from where.
package struct LeadQuery: Hashable, Sendable {
    package var list: String?
    /// Tier keys; empty asks for all.
    package var tiers: [String] = []
    /// Empty asks for all.
    package var stages: [Lead.Stage] = []
    /// Both ends included; leads without a score are in no range.
    package var scores: ClosedRange<Points>?
    /// Words to be found in the names and domain.
    package var text = ""
    package var visibility = Visibility.shown
    package var sort = Sort.score
    /// The cursor of the page before.
    package var after: LeadCursor?
    /// Leads to pass over, for APIs that count pages; a cursor costs less.
    package var offset = 0
    package var limit = 50

    package init() {}

    /// Whether hidden leads are seen.
    package enum Visibility: Hashable, Sendable { case shown, hidden, all }

    /// The order of a list; every order ends in the id, so that it is total.
    package enum Sort: String, Hashable, Sendable, CaseIterable {
        /// Best first; unscored last.
        case score
        /// Changed last first.
        case updated
        case newest, oldest
        /// By account and contact, in small letters, by bytes.
        case name
    }
}

/// A page of leads, and where the next begins.
package struct LeadPage: Hashable, Sendable {
    package var rows: [LeadRow]
    /// Nil on the last page.
    package var next: LeadCursor?
}

/// The place in a list after which a page begins.
package struct LeadCursor: Hashable, Sendable {
    let sort: LeadQuery.Sort
    let place: LeadSortKey

    init(sort: LeadQuery.Sort, place: LeadSortKey) {
        self.sort = sort
        self.place = place
    }

    /// For APIs: opaque to callers, as in `score.8250.77.`.
    package var text: String { "\(sort.rawValue).\(place.value).\(place.id).\(place.name)" }

    /// Reads what `text` wrote; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, let sort = LeadQuery.Sort(rawValue: String(parts[0])),
            let value = Int64(parts[1]), let id = Int64(parts[2])
        else { return nil }
        self.init(sort: sort, place: LeadSortKey(value: value, id: id, name: String(parts[3])))
    }
}

/// What a list is ordered by: a number, or for names a text, then the id.
struct LeadSortKey: Hashable {
    /// Total, moment or running number.
    let value: Int64
    let id: Int64
    /// Empty except when sorting by name.
    let name: String

    func precedes(_ other: LeadSortKey, in sort: LeadQuery.Sort) -> Bool {
        switch sort {
        case .score, .updated, .newest: (value, id) > (other.value, other.id)
        case .oldest: (value, id) < (other.value, other.id)
        case .name:
            name == other.name ? id < other.id : name.utf8.lexicographicallyPrecedes(other.name.utf8)
        }
    }

    /// Before every place of a list.
    static func start(of sort: LeadQuery.Sort) -> LeadSortKey {
        switch sort {
        case .score, .updated, .newest: LeadSortKey(value: .max, id: .max, name: "")
        case .oldest, .name: LeadSortKey(value: .min, id: .min, name: "")
        }
    }
}
