import Domain

/// What reading is handed because leaves do not import each other.
package struct ReadingTools: Sendable {
    /// A telephone number found in a text.
    package struct Phone: Hashable, Sendable {
        package var span: Span
        /// `+` and digits.
        package var e164: String

        package init(span: Span, e164: String) {
            self.span = span
            self.e164 = e164
        }
    }

    /// Finds numbers in a text; `possible` also takes those whose length merely fits.
    package var phones: @Sendable (_ text: String, _ region: String, _ possible: Bool) -> [Phone]
    /// `shop.acme.co.uk` → `acme.co.uk`; nil for what is no host name.
    package var registrableDomain: @Sendable (_ host: String) -> String?
    /// Whether the last label is one the public suffix list knows.
    package var hasPublicSuffix: @Sendable (_ host: String) -> Bool

    package init(
        phones: @escaping @Sendable (_ text: String, _ region: String, _ possible: Bool) -> [Phone],
        registrableDomain: @escaping @Sendable (_ host: String) -> String?,
        hasPublicSuffix: @escaping @Sendable (_ host: String) -> Bool
    ) {
        self.phones = phones
        self.registrableDomain = registrableDomain
        self.hasPublicSuffix = hasPublicSuffix
    }
}

/// What is known about a text before it is read.
package struct ReadingContext: Hashable, Sendable {
    package var sourceType: SourceType
    /// ISO 3166 code under which national phone numbers are read.
    package var phoneRegion: String
    /// What the sender says the company is called; empty when nothing.
    package var companyName: String
    package var companyWebsite: String?

    package init(
        sourceType: SourceType = .manual, phoneRegion: String = "IN", companyName: String = "",
        companyWebsite: String? = nil
    ) {
        self.sourceType = sourceType
        self.phoneRegion = phoneRegion
        self.companyName = companyName
        self.companyWebsite = companyWebsite
    }
}
