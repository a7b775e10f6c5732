import Pages

/// How a person's browser shows the token again: a cookie that scripts cannot read and other sites cannot send.
package struct SignIn: Sendable {
    private let token: Token
    private static let cookie = "harrier_token"
    /// A year, in seconds; signing out is removing the cookie or changing the token.
    private static let age = 31_536_000

    package init(token: Token) { self.token = token }

    /// Whether the request comes from a browser that signed in; for `Access.isSignedIn`.
    @Sendable package func isSignedIn(_ request: Request) -> Bool {
        guard let value = request.cookie(Self.cookie), let sent = Percent.decode(value[...]) else {
            return false
        }
        return token.matches(sent)
    }

    func accepts(_ sent: String) -> Bool { token.matches(sent) }

    /// The `Set-Cookie` for a token that was accepted.
    func cookie(for sent: String, _ request: Request) -> String {
        // Behind a proxy that speaks TLS the cookie must never travel without it.
        let secure = request.headers["x-forwarded-proto"] == "https" ? "; Secure" : ""
        return
            "\(Self.cookie)=\(Percent.encode(sent)); Path=/; Max-Age=\(Self.age); HttpOnly; SameSite=Strict\(secure)"
    }
}

/// `/app/login`: one field for the token.
struct LoginRoutes: Sendable {
    let frame: AppFrame
    let signIn: SignIn?

    var all: [Route] {
        [
            .page(
                "/app/login", "Sign in", parameters: [Self.next.doc], isOpen: true, action: show),
            .form(
                "/app/login", "Sign in", [.required("token", .string), .optional("next", .string)],
                isOpen: true, action: enter),
        ]
    }

    private static let next = Parameter.text("next", "Where to go afterwards, a place in the app.")

    private func show(_ request: Request) async throws -> Response {
        guard signIn != nil else { return .redirect(AppRoute.home.path, status: 302) }
        return .page(LoginPage.html(frame.login(request, next: request.query["next"])))
    }

    private func enter(_ request: Request) async throws -> Response {
        let form = try Form(request)
        let (sent, next) = (try form.requiredText("token"), try form.text("next"))
        guard let signIn else { return .redirect(place(next)) }
        guard signIn.accepts(sent) else {
            let model = frame.login(request, next: next, problem: "This is not the token.")
            return .page(LoginPage.html(model), status: HTTPError.Code.unauthorized.status)
        }
        return Response.redirect(place(next)).with("set-cookie", signIn.cookie(for: sent, request))
    }

    /// Only a place in this app: a link from outside must not send people elsewhere.
    private func place(_ next: String?) -> String {
        guard let next, next == "/app" || next.hasPrefix("/app/") || next.hasPrefix("/app?"),
            Link(next) != nil
        else { return AppRoute.home.path }
        return next
    }
}
