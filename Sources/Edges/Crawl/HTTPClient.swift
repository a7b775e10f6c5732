import Domain
import Synchronization

/// The guarded HTTP client: the only way out of the process.
///
/// Every hop of every request is held to an `Egress` policy, checked on the address the socket goes to. No
/// cookies, no proxy from the environment, no scheme but http and https, and caps on time, size,
/// decompression and redirects. Nothing is opened and no thread started before the first request.
package final class HTTPClient: Sendable {
    /// What holds for every request; the request itself carries its own time and size limits.
    package struct Settings: Sendable {
        /// Names the product to the servers it visits.
        package var userAgent = "Harrier/0.1"
        package var connectTimeout: Duration = .seconds(5)
        /// Browsers follow 20; honest pages need three.
        package var redirects = 5
        /// Told of every request that ended, for the log and the list of refused calls.
        package var record: @Sendable (OutboundRecord) -> Void = { _ in }

        package init() {}
    }

    private let settings: Settings
    /// Made at the first request: libcurl's and OpenSSL's set-up takes 3.5 MB.
    private let started = Mutex<Engine?>(nil)

    package init(_ settings: Settings = Settings()) {
        self.settings = settings
    }

    deinit {
        started.withLock { $0?.close() }
    }

    private var engine: Engine {
        started.withLock { started in
            let engine = started ?? Engine(settings)
            started = engine
            return engine
        }
    }

    /// The client as the function others are handed (`World.send`), bound to one policy.
    package func sender(
        _ egress: Egress
    ) -> @Sendable (OutboundRequest) async throws(OutboundFailure) -> OutboundResponse {
        { request async throws(OutboundFailure) in try await self.send(request, egress) }
    }

    /// Carries out a request under a policy, following redirects.
    package func send(
        _ request: OutboundRequest, _ egress: Egress
    ) async throws(OutboundFailure) -> OutboundResponse {
        let start = ContinuousClock.now
        let origin = WebAddress(request.url)?.origin ?? "unreadable address"
        var record = OutboundRecord(method: request.method, origin: origin)
        do {
            let response = try await follow(request, egress, until: start + request.timeout)
            record.status = response.status
            record.bytes = response.body.count
            record.duration = ContinuousClock.now - start
            settings.record(record)
            return response
        } catch {
            record.failure = error
            record.duration = ContinuousClock.now - start
            settings.record(record)
            throw error
        }
    }

    private func follow(
        _ request: OutboundRequest, _ egress: Egress, until deadline: ContinuousClock.Instant
    ) async throws(OutboundFailure) -> OutboundResponse {
        var hop = try Hop(request)
        let first = hop.address.endpoint
        for _ in 0...settings.redirects {
            let left = deadline - ContinuousClock.now
            guard left > .zero else { throw .timedOut }
            let reply = try await exchange(
                Exchange.Order(
                    address: hop.address, reach: try egress.reach(of: hop.address.endpoint, from: first),
                    method: hop.method, headers: hop.headers, body: hop.body, timeLeft: left,
                    maximumBytes: request.maximumBytes))
            guard let next = try hop.redirected(by: reply) else {
                return OutboundResponse(
                    status: reply.status, headers: reply.headers, body: reply.body,
                    finalURL: hop.address.text)
            }
            hop = next
        }
        throw .refused(reason: "more than \(settings.redirects) redirects")
    }

    private func exchange(_ order: Exchange.Order) async throws(OutboundFailure) -> Exchange.Reply {
        guard !Task.isCancelled else { throw .cancelled }
        let engine = engine
        let running = Mutex<Exchange?>(nil)
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { done in
                let exchange = Exchange(order, done: done)
                running.withLock { $0 = exchange }
                engine.start(exchange)
                // The handler may have run before there was anything to cancel.
                if Task.isCancelled { engine.cancel(exchange) }
            }
        } onCancel: {
            if let exchange = running.withLock({ $0 }) { engine.cancel(exchange) }
        }
        return try outcome.get()
    }
}

/// A request that ended, without anything secret: no path, no query, no header, no body.
package struct OutboundRecord: Sendable {
    package var method: String
    /// Scheme, host and port asked for.
    package var origin: String
    package var status: Int?
    package var failure: OutboundFailure?
    package var bytes = 0
    package var duration: Duration = .zero
}
