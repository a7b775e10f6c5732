import Synchronization

/// What is counted about every request, by route.
///
/// Labels are patterns, so no client can invent one.
final class HTTPMetrics: Sendable {
    private struct Meter {
        var times = Histogram.Snapshot()
        var statuses: [Int: Int] = [:]
        var bytesIn = 0
        var bytesOut = 0
    }

    private struct Row: Sendable {
        let method: String
        let route: String
        let meter: Slot
    }

    private final class Slot: Sendable {
        let meter = Mutex(Meter())
    }

    private let rows: [Row]
    private let inFlight = Counter()

    init(_ table: RouteTable) {
        rows =
            table.routes.map { matched in
                Row(method: matched.route.method.name, route: matched.label, meter: Slot())
            } + ["wrong method", "unknown", "refused"].map { Row(method: "", route: $0, meter: Slot()) }
    }

    /// Measures every request that passes.
    func middleware(log: ServerLog) -> Middleware {
        { [self] next in
            { [self] request in
                let start = Moment.now
                inFlight.add(1)
                let response = await next(request)
                inFlight.add(-1)
                let took = Moment.now.since(start)
                let bytes = response.contentLength
                record(row(request.match), response.status, took, request.body.count, bytes ?? 0)
                log.request(request, status: response.status, bytes: bytes, took: took)
                return response
            }
        }
    }

    /// Counts a request the listener turned away.
    func refused(_ status: Int) { record(rows.count - 1, status, 0, 0, 0) }

    private func row(_ match: RouteMatch) -> Int {
        switch match {
        case .found(let matched, _): matched.index
        case .wrongMethod: rows.count - 3
        case .unknown: rows.count - 2
        }
    }

    private func record(_ row: Int, _ status: Int, _ took: Int64, _ bytesIn: Int, _ bytesOut: Int) {
        rows[row].meter.meter.withLock { meter in
            meter.times.record(took)
            meter.statuses[status, default: 0] += 1
            meter.bytesIn += bytesIn
            meter.bytesOut += bytesOut
        }
    }

    /// Everything counted; routes nobody has asked for are left out.
    func families() -> [Metrics.Family] {
        var requests: [Metrics.Sample] = []
        var times: [Metrics.Sample] = []
        var bytesIn: [Metrics.Sample] = []
        var bytesOut: [Metrics.Sample] = []
        for row in rows {
            let meter = row.meter.meter.withLock { $0 }
            guard !meter.statuses.isEmpty else { continue }
            let labels = [("method", row.method), ("route", row.route)]
            for (status, count) in meter.statuses.sorted(by: { $0.key < $1.key }) {
                requests.append(.init(Names.requests, labels + [("status", "\(status)")], Double(count)))
            }
            times += meter.times.samples(Names.duration, labels)
            bytesIn.append(.init(Names.bytesIn, labels, Double(meter.bytesIn)))
            bytesOut.append(.init(Names.bytesOut, labels, Double(meter.bytesOut)))
        }
        let running = Metrics.Sample(Names.inFlight, [], Double(inFlight.value))
        return [
            .init(Names.requests, .counter, "Requests answered, by route and status.", requests),
            .init(Names.duration, .histogram, "Time from whole request to answer, by route.", times),
            .init(Names.bytesIn, .counter, "Bytes of bodies received, by route.", bytesIn),
            .init(
                Names.bytesOut, .counter, "Bytes of bodies answered, by route; streams not counted.", bytesOut
            ),
            .init(Names.inFlight, .gauge, "Requests being answered.", [running]),
        ]
    }

    private enum Names {
        static let requests = "harrier_http_requests_total"
        static let duration = "harrier_http_request_duration_seconds"
        static let bytesIn = "harrier_http_request_bytes_total"
        static let bytesOut = "harrier_http_response_bytes_total"
        static let inFlight = "harrier_http_requests_in_flight"
    }
}
