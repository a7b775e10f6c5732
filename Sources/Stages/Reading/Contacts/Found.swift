import Domain

/// An e-mail address found in a text.
struct FoundEmail: Hashable, Sendable {
    /// As mail programs want it, in lower case: `anna@acme.in`.
    let address: String
    /// The whole expression as written: `anna [at] acme dot in`.
    let span: Span

    /// What stands after the `@`.
    var host: Substring {
        let at = address.lastIndex(of: "@") ?? address.startIndex
        return address[at...].dropFirst()
    }
}

/// A web address or a bare host found in a text.
struct FoundHost: Hashable, Sendable {
    /// In lower case, without `www.`: `careers.acme.co.uk`.
    let host: String
    /// Public suffix and one label more: `acme.co.uk`.
    let registrable: String
    /// The organisation's own name within it: `acme`.
    let label: String
    /// What stands before the registrable domain, without `www`: `careers`; may be empty.
    let subdomain: String
    /// From the first slash or question mark on; may be empty.
    let path: String
    /// The host as written.
    let hostSpan: Span
    /// With scheme and path.
    let span: Span
    let hasScheme: Bool

    /// Written as a name is, without scheme and path: `acme.io`.
    var isBare: Bool { !hasScheme && path.isEmpty }
}
