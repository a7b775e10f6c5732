/// Header fields that keep browsers from doing with our answers what we did not mean.
enum SecurityHeaders {
    /// Pages may load only what this server serves, be framed by nobody and post only to us.
    static let pagePolicy = """
        default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; \
        frame-ancestors 'none'
        """
    /// Data is not a page: were it shown as one, nothing in it may load or run.
    static let dataPolicy = "default-src 'none'; frame-ancestors 'none'"

    /// Adds what the handler has not set itself.
    static let middleware: Middleware = { next in
        { request in
            var response = await next(request)
            add(to: &response)
            return response
        }
    }

    static func add(to response: inout Response) {
        let isPage = response.headers[.contentType]?.hasPrefix("text/html") ?? false
        response.headers.addIfAbsent("x-content-type-options", "nosniff")
        response.headers.addIfAbsent(.contentSecurityPolicy, isPage ? pagePolicy : dataPolicy)
        response.headers.addIfAbsent("cross-origin-resource-policy", "same-origin")
        guard isPage else { return }
        response.headers.addIfAbsent("referrer-policy", "same-origin")
        response.headers.addIfAbsent("x-frame-options", "DENY")
        response.headers.addIfAbsent("cross-origin-opener-policy", "same-origin")
        response.headers.addIfAbsent("permissions-policy", "camera=(), geolocation=(), microphone=()")
    }
}
