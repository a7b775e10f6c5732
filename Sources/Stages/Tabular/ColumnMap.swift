/// Which column holds which attribute: guessed, then perhaps changed by a person.
package struct ColumnMap: Hashable, Sendable {
    /// The columns' names, in order.
    package let titles: [String]
    private var places = [Int?](repeating: nil, count: ProspectAttribute.allCases.count)

    /// Columns of which nothing is known.
    package init(titles: [String]) { self.titles = titles }

    /// The column that holds `attribute`; a column given to one attribute is taken from any other.
    package subscript(attribute: ProspectAttribute) -> Int? {
        get { places[attribute.index] }
        set {
            if let newValue {
                guard titles.indices.contains(newValue) else { return }
                for place in places.indices where places[place] == newValue { places[place] = nil }
            }
            places[attribute.index] = newValue
        }
    }

    /// The columns that hold no attribute, in order.
    package var extras: [Int] { titles.indices.filter { !places.contains($0) } }

    /// Whether a column, or columns together, hold `attribute`: first and last name make a name.
    package func covers(_ attribute: ProspectAttribute) -> Bool {
        self[attribute] != nil || attribute.parts.contains { self[$0] != nil }
    }
}

/// The columns a list must have for a purpose.
package struct RequiredColumns: Hashable, Sendable {
    /// What must be there.
    package let attributes: [ProspectAttribute]
    /// What a row must hold to be of use: one attribute of each group.
    let needed: [[ProspectAttribute]]
    /// Without these a row is passed over rather than faulty.
    let skippedWithout: [ProspectAttribute]

    /// Prospects to be scored against an offer.
    package static let prospects = RequiredColumns(
        attributes: [.name, .role, .company, .industry, .location, .linkedinBio],
        needed: [[.name, .company]],
        skippedWithout: [])
    /// Companies with a text that may hold a signal; rows without text are passed over.
    package static let signals = RequiredColumns(
        attributes: [.company, .signalText], needed: [[.company]], skippedWithout: [.signalText])
    /// Whatever there is; a row needs a person, a company or a way to reach one.
    package static let anything = RequiredColumns(
        attributes: [], needed: [[.name, .company, .email, .website, .phone, .linkedinURL, .signalText]],
        skippedWithout: [])

    /// Throws, naming them, if columns are missing.
    package func check(_ map: ColumnMap) throws(MissingColumns) {
        let missing = attributes.filter { !map.covers($0) }
        if !missing.isEmpty { throw MissingColumns(missing: missing, map: map) }
    }
}

/// Columns a list should have and has not.
package struct MissingColumns: Error, Hashable, CustomStringConvertible {
    /// What is missing.
    package let missing: [ProspectAttribute]
    /// The columns' names in the file.
    package let found: [String]
    /// Those of them that were not recognised.
    package let unrecognised: [String]

    init(missing: [ProspectAttribute], map: ColumnMap) {
        self.missing = missing
        found = map.titles
        unrecognised = map.extras.map { map.titles[$0] }
    }

    /// What is missing and what was found instead.
    package var reason: String {
        let names = missing.map(\.rawValue).joined(separator: ", ")
        let noun = missing.count == 1 ? "column" : "columns"
        return "missing \(noun): \(names); the file has: " + (found.isEmpty ? "nothing" : list(found))
    }

    /// How to mend it.
    package var hint: String {
        let first = missing.first?.rawValue ?? ""
        guard !unrecognised.isEmpty else { return "add a column called \"\(first)\" to the file's first row" }
        return
            "not recognised: \(list(unrecognised)); rename one of them, or add a column called \"\(first)\""
    }

    package var description: String { "\(reason). \(hint)" }

    private func list(_ titles: [String]) -> String {
        // A header of hundreds of columns must not become the error message.
        titles.prefix(20).map { "\"\($0.prefix(40))\"" }.joined(separator: ", ")
            + (titles.count > 20 ? ", …" : "")
    }
}
