import Crawl
import Domain
import Synchronization

/// Sends one request with a client of its own.
func send(_ request: OutboundRequest, _ egress: Egress) async throws(OutboundFailure) -> OutboundResponse {
    try await HTTPClient().send(request, egress)
}

/// Why a request failed; nil when it was answered.
func failure(_ request: OutboundRequest, _ egress: Egress) async -> OutboundFailure? {
    do {
        _ = try await send(request, egress)
        return nil
    } catch {
        return error
    }
}

func failure(_ url: String, _ egress: Egress) async -> OutboundFailure? {
    await failure(OutboundRequest(url: url, timeout: .seconds(60)), egress)
}

/// Collects what a client recorded.
final class Records: Sendable {
    private let records = Mutex<[OutboundRecord]>([])

    var all: [OutboundRecord] { records.withLock { $0 } }
    var add: @Sendable (OutboundRecord) -> Void {
        { record in self.records.withLock { $0.append(record) } }
    }
}
