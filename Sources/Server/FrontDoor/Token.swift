import CSodium

/// A bearer token, kept only as a digest: it can be compared but not printed.
package struct Token: Sendable {
    private let digest: [UInt8]

    /// A token as configured; `nil` when there is none.
    package init?(_ text: String?) {
        guard let text, !text.isEmpty else { return nil }
        digest = Digest.of(Array(text.utf8))
    }

    /// Whether `text` is the token.
    ///
    /// Takes as long whatever the answer and wherever the texts part.
    package func matches(_ text: some StringProtocol) -> Bool {
        let other = Digest.of(Array(text.utf8))
        return sodium_memcmp(digest, other, digest.count) == 0
    }
}

/// Who may pass without being asked, and how the others are known.
package struct Access: Sendable {
    /// The token programs send; without one the server is open, and listens on loopback only.
    package var token: Token?
    /// Recognises a person signed in with a cookie.
    package var isSignedIn: @Sendable (Request) -> Bool = { _ in false }
    /// Where a person who is not signed in is sent, if there is such a page.
    package var signInPath: String?

    package init(token: Token? = nil) { self.token = token }

    /// Whether the request may pass.
    func allows(_ request: Request) -> Bool {
        guard let token else { return true }
        if request.match.route?.isOpen == true { return true }
        if let sent = request.bearer, token.matches(sent) { return true }
        return isSignedIn(request)
    }

    /// Turns away whoever may not pass (401); a person's browser is shown where to sign in.
    func middleware() -> Middleware {
        { next in
            { request in
                if allows(request) { return await next(request) }
                if let signInPath, request.match.facade == .app, request.method == .get {
                    return .redirect("\(signInPath)?next=\(Percent.encode(request.target.path))")
                }
                return request.failure(.noToken)
            }
        }
    }

    /// The same as a rule, for a request whose body is still to come.
    func rule() -> Rule {
        { request throws(HTTPError) in
            guard allows(request) else { throw .noToken }
        }
    }
}

extension Request {
    /// The token in `Authorization: Bearer …`.
    fileprivate var bearer: Substring? {
        guard let value = headers[.authorization] else { return nil }
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return parts[1].trimmed
    }
}

extension HTTPError {
    fileprivate static let noToken = HTTPError(
        .unauthorized, "This server asks for a token.",
        hint: "Send Authorization: Bearer with the value of HARRIER_TOKEN.",
        headers: [.wwwAuthenticate: "Bearer realm=\"harrier\""])
}
