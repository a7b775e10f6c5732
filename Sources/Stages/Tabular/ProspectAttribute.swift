/// What a column of a list of prospects may hold.
package enum ProspectAttribute: String, Hashable, Sendable, CaseIterable {
    case name
    case firstName = "first_name"
    case lastName = "last_name"
    case role
    case company
    case industry
    case location
    case city
    case region
    case country
    case website
    case email
    case phone
    case linkedinBio = "linkedin_bio"
    case linkedinURL = "linkedin_url"
    case signalText = "signal_text"
    case employees
    case sourceURL = "source_url"

    /// Its place in `allCases`.
    var index: Int { Self.places[self] ?? 0 }

    private static let places = Dictionary(uniqueKeysWithValues: zip(allCases, allCases.indices))

    /// Attributes that stand in for this one when no column holds it whole, in the order they are joined.
    var parts: [ProspectAttribute] {
        switch self {
        case .name: [.firstName, .lastName]
        case .location: [.city, .region, .country]
        default: []
        }
    }
}
