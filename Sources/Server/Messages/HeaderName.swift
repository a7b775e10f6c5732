/// The name of a header field, kept in lower case because names do not differ by case.
package struct HeaderName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The name in lower case.
    package let text: String

    package init(_ name: String) { text = name.lowercased() }
    package init(stringLiteral name: String) { self.init(name) }

    /// A name that is in lower case already, such as the listener makes.
    init(lowercased name: String) { text = name }

    package var description: String { text }

    package static let accept: HeaderName = "accept"
    package static let acceptEncoding: HeaderName = "accept-encoding"
    package static let allow: HeaderName = "allow"
    package static let authorization: HeaderName = "authorization"
    package static let cacheControl: HeaderName = "cache-control"
    package static let contentDisposition: HeaderName = "content-disposition"
    package static let contentEncoding: HeaderName = "content-encoding"
    package static let contentLength: HeaderName = "content-length"
    package static let contentSecurityPolicy: HeaderName = "content-security-policy"
    package static let contentType: HeaderName = "content-type"
    package static let cookie: HeaderName = "cookie"
    package static let etag: HeaderName = "etag"
    package static let host: HeaderName = "host"
    package static let idempotencyKey: HeaderName = "idempotency-key"
    package static let ifNoneMatch: HeaderName = "if-none-match"
    package static let location: HeaderName = "location"
    package static let origin: HeaderName = "origin"
    package static let requestID: HeaderName = "x-request-id"
    package static let secFetchSite: HeaderName = "sec-fetch-site"
    package static let transferEncoding: HeaderName = "transfer-encoding"
    package static let vary: HeaderName = "vary"
    package static let wwwAuthenticate: HeaderName = "www-authenticate"
}
