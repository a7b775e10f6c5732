/// What a snapshot says of an organisation, as far as it can tell one from another.
package struct AccountMention: Hashable, Sendable {
    package var name: String
    /// Hosts of its website and of the addresses it writes from, best first.
    package var hosts: [String]
    /// Digest of the text, for mentions known by nothing better.
    package var textDigest: String

    package init(name: String, hosts: [String], textDigest: String) {
        self.name = name
        self.hosts = hosts
        self.textDigest = textDigest
    }
}

/// What a snapshot says of a person.
package struct ContactMention: Hashable, Sendable {
    package var name: String
    package var email: String?
    /// E.164.
    package var phone: String?
    package var profileURL: String?

    package init(name: String, email: String? = nil, phone: String? = nil, profileURL: String? = nil) {
        self.name = name
        self.email = email
        self.phone = phone
        self.profileURL = profileURL
    }
}
