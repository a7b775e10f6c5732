/// Everything a request passes on its way to its action, in order.
///
/// The executable hands in the routes and the rooms behind them; what comes out is what a listener needs.
package struct FrontDoor: Sendable {
    /// How the front door is fitted.
    package struct Settings: Sendable {
        /// The product's version, for the documentation.
        package var version = "0"
        /// Who may pass; open by default, which only loopback allows.
        package var access = Access()
        /// Names the server answers to besides loopback's own.
        package var hosts: Set<String> = []
        /// Remembers POSTs by their `Idempotency-Key`; without one the header is ignored.
        package var ledger: IdempotencyLedger?
        package var log = ServerLog.none
        package var metrics = Metrics()
        /// Says what another room's error means to a client.
        package var translate: Router.Translate = { _ in nil }

        package init() {}
    }

    /// The routes, those added here included.
    package let table: RouteTable
    private let handler: Handler
    private let settings: Settings
    private let counted: HTTPMetrics
    private let rules: [Rule]

    /// A front door to `routes`, those of the façades, the app and the API; documentation and metrics are added.
    package init(_ routes: [Route], _ settings: Settings = Settings()) throws(RouteTable.Clash) {
        let metrics = settings.metrics
        let table = try RouteTable(
            Route.documented(routes + [Self.metricsRoute(metrics)], version: settings.version))
        let counted = HTTPMetrics(table)
        metrics.collect { counted.families() + ProcessMetrics.families() }
        let fault: @Sendable (any Error, Request) -> Void = { settings.log.fault($0, $1) }
        let router = Router(table, translate: settings.translate, report: fault)
        let rules = [hostRule(settings.hosts), sameOriginRule(settings.hosts)]
        var steps: [Middleware] = [
            counted.middleware(log: settings.log),
            finish([Compression.compress, SecurityHeaders.secure, Self.name]),
            enforce(rules),
        ]
        if settings.access.token != nil { steps.append(settings.access.middleware()) }
        if let ledger = settings.ledger { steps.append(ledger.middleware(report: fault)) }
        let inner = wrap({ await router.answer($0) }, in: steps)
        self.handler = { request in
            var request = request
            request.match = table.match(request.method, request.target)
            return await inner(request)
        }
        self.table = table
        self.settings = settings
        self.counted = counted
        self.rules = rules + [settings.access.rule()]
    }

    /// What a listener asks of us.
    package var gate: Gate {
        Gate(admit: admit, handle: handler, refuse: refuse)
    }

    /// Refuses to open a door to other machines while nobody is asked for a token.
    package func check(_ addresses: [ListenAddress]) throws(ListenError) {
        guard settings.access.token == nil else { return }
        for address in addresses where !address.isLoopback { throw .needsToken(address) }
    }

    /// The rules hold before a body is taken in, so that nobody fills the disk without leave.
    private func admit(_ request: Request) throws(HTTPError) -> BodyPolicy {
        let request = located(request)
        for rule in rules { try rule(request) }
        return request.match.route?.bodyPolicy ?? .json
    }

    private func refuse(_ error: HTTPError, _ request: Request?) -> Response {
        let request = request.map(located)
        settings.log.refused(request, error)
        counted.refused(error.code.status)
        var response = error.response(for: request?.match.facade ?? .ops, id: request?.id)
        SecurityHeaders.add(to: &response)
        if let request { Self.name(request, &response) }
        return response
    }

    private func located(_ request: Request) -> Request {
        var request = request
        request.match = table.match(request.method, request.target)
        return request
    }

    /// Tells the client its request's name.
    private static let name: Finish = { request, response in
        response.headers.addIfAbsent(.requestID, request.id.text)
    }

    private static func metricsRoute(_ metrics: Metrics) -> Route {
        Route(
            .get, "/metrics", .ops, "Numbers about the running server",
            about: "Prometheus text format.", answers: [.content("text/plain", "The numbers")]
        ) { _ in
            .bytes(Array(await metrics.text().utf8), "text/plain; version=0.0.4; charset=utf-8")
        }
    }
}
