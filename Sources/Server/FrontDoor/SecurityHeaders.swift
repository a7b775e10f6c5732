/// Header fields that keep browsers from doing with our answers what we did not mean.
enum SecurityHeaders {
    /// Pages may load only what this server serves, be framed by nobody and post only to us.
    static let pagePolicy = """
        default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; \
        frame-ancestors 'none'
        """
    /// Data is not a page: were it shown as one, nothing in it may load or run.
    static let dataPolicy = "default-src 'none'; frame-ancestors 'none'"

    private static let always: Headers = [
        "x-content-type-options": "nosniff", "cross-origin-resource-policy": "same-origin",
    ]
    private static let forData: Headers = always.with([.contentSecurityPolicy: dataPolicy])
    private static let forPages: Headers = always.with([
        .contentSecurityPolicy: pagePolicy, "referrer-policy": "same-origin", "x-frame-options": "DENY",
        "cross-origin-opener-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
    ])

    /// Adds what the handler has not set itself.
    static let secure: Finish = { _, response in add(to: &response) }

    static func add(to response: inout Response) {
        let isPage = response.headers[.contentType]?.hasPrefix("text/html") ?? false
        response.headers.addMissing(from: isPage ? forPages : forData)
    }
}
