import Wire

/// Sends each request to its route's action, and turns what is thrown into an answer.
package struct Router: Sendable {
    /// Says what an error of another room means to a client; `nil` when it means nothing to one.
    package typealias Translate = @Sendable (any Error) -> HTTPError?

    package let table: RouteTable
    private let translate: Translate
    private let report: @Sendable (any Error, Request) -> Void

    /// A router over `table`; `report` is told of every error nobody expected, for the log.
    package init(
        _ table: RouteTable, translate: @escaping Translate = { _ in nil },
        report: @escaping @Sendable (any Error, Request) -> Void = { _, _ in }
    ) {
        self.table = table
        self.translate = translate
        self.report = report
    }

    /// Answers a request whose match is known.
    package func answer(_ request: Request) async -> Response {
        switch request.match {
        case .found(let matched, _): return await run(matched.route, request)
        case .wrongMethod(let allowed, _) where request.method == .options:
            return Response(status: 204, headers: [.allow: Self.list(allowed)])
        case .wrongMethod(let allowed, _):
            let methods = Self.list(allowed)
            let error = HTTPError(
                .methodNotAllowed, "\(request.method) is not a method of \(request.target.path).",
                hint: "Its methods are \(methods).", headers: [.allow: methods])
            return request.failure(error)
        case .unknown:
            return request.failure(
                HTTPError(.noRoute, "There is nothing at \(request.target.path).", hint: "See /docs."))
        }
    }

    private func run(_ route: Route, _ request: Request) async -> Response {
        do {
            try request.checkPath()
            try checkMediaType(route, request)
            if route.isLong { await Task.yield() }
            return try await route.action(request)
        } catch {
            return request.failure(explain(error, request))
        }
    }

    /// A body of a kind the route does not take is refused before anybody guesses what it might be (415).
    private func checkMediaType(_ route: Route, _ request: Request) throws(HTTPError) {
        guard let body = route.body, !request.body.isEmpty, !body.takes(request.mediaType) else { return }
        let types = body.forms.map(\.mediaType).joined(separator: " or ")
        let found = request.mediaType.map { "The body is \($0)" } ?? "The body has no Content-Type"
        throw HTTPError(
            .unsupportedMediaType, "\(found); this route takes \(types).",
            hint: "Send Content-Type: \(types).")
    }

    private func explain(_ error: any Error, _ request: Request) -> HTTPError {
        switch error {
        case let error as HTTPError: return error
        case let error as FieldError: return .invalid([FieldIssue(error)])
        case is CancellationError: return HTTPError(.clientGone, "The client went away.")
        default:
            if let known = translate(error) { return known }
            report(error, request)
            return .internalFault
        }
    }

    private static func list(_ methods: [Method]) -> String {
        methods.map(\.name).joined(separator: ", ")
    }
}

extension Request {
    /// The answer to this request that `error` is, in the shape of its façade.
    package func failure(_ error: HTTPError) -> Response { error.response(for: match.facade, id: id) }
}
