/// An organisation.
package struct Account: Identified, Hashable, Sendable {
    package static let prefix = "acct"

    package var id: ID<Account>
    /// The running number façades show as `company_id`.
    package var number: Int
    package var name: String
    /// Registrable domain, as in `skinlab.in`.
    package var domain: String?
    package var createdAt: Timestamp

    package init(id: ID<Account>, number: Int, name: String, domain: String?, createdAt: Timestamp) {
        self.id = id
        self.number = number
        self.name = name
        self.domain = domain
        self.createdAt = createdAt
    }
}

/// A person.
package struct Contact: Identified, Hashable, Sendable {
    package static let prefix = "cont"

    package var id: ID<Contact>
    /// The running number façades show.
    package var number: Int
    package var account: ID<Account>?
    package var name: String
    package var role: String?
    package var createdAt: Timestamp

    package init(
        id: ID<Contact>, number: Int, account: ID<Account>?, name: String, role: String?, createdAt: Timestamp
    ) {
        self.id = id
        self.number = number
        self.account = account
        self.name = name
        self.role = role
        self.createdAt = createdAt
    }
}

/// What tells one account or contact from another: two rows with an equal key are the same.
package struct IdentityKey: Hashable, Sendable {
    package var kind: Kind
    /// Normalised, so that equality is byte equality.
    package var value: String

    /// In the order of trust; raw values are stored.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case domain
        case name
        case email
        case phone
        case profile
        /// A name within one account, for people known by nothing better.
        case nameAtAccount = "name_at_account"
        /// The text itself, for an organisation known by nothing better.
        case text
    }

    package init(_ kind: Kind, _ value: String) {
        self.kind = kind
        self.value = value
    }
}
