import CCurl
import Domain

/// One request to one address and its answer: a hop, without redirects.
///
/// Made by the caller, then touched by the engine's thread alone, save `isCancelled`.
final class Exchange: @unchecked Sendable {
    typealias Outcome = Result<Reply, OutboundFailure>

    /// What one hop brought back.
    struct Reply: Sendable {
        var status: Int
        var headers: [Header]
        var body: [UInt8]
    }

    /// Everything that is decided before the hop starts.
    struct Order: Sendable {
        var address: WebAddress
        var reach: Egress.Reach
        var method: String
        var headers: [Header]
        var body: [UInt8]
        var timeLeft: Duration
        var maximumBytes: Int
    }

    /// A ratio no honest page reaches; gzip's own limit is 1032.
    private static let highestRatio = 100
    /// Below this many bytes the ratio says nothing and costs nothing.
    private static let ratioMatters = 1 << 20
    /// All header lines of an answer together; servers stop at 8–16 KB.
    private static let longestHead = 64 << 10

    let order: Order
    private let done: CheckedContinuation<Outcome, Never>
    private var headers: [Header] = []
    private var headBytes = 0
    private var isHeadComplete = false
    private var body: [UInt8] = []
    private var failure: OutboundFailure?

    init(_ order: Order, done: CheckedContinuation<Outcome, Never>) {
        self.order = order
        self.done = done
    }

    /// Whether a connection may go to this peer; remembers why not.
    func mayConnect(to peer: IPAddress?) -> Bool {
        let host = order.address.endpoint.host
        let objection = peer.map(order.reach.objection) ?? "not an internet address"
        guard let objection else { return true }
        failure = .refused(reason: "\(host): \(objection)")
        return false
    }

    /// Takes one header line; false ends the transfer.
    func take(headerLine bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        headBytes += bytes.count
        guard headBytes <= Self.longestHead else {
            failure = .tooLarge(limit: Self.longestHead)
            return false
        }
        let line = String(decoding: bytes, as: UTF8.self)
        if line.hasPrefix("HTTP/") {
            headers = []  // an interim answer, such as 103, came before
            isHeadComplete = false
        } else if let colon = line.utf8.firstIndex(of: 0x3A) {
            let value = line[line.utf8.index(after: colon)...]
            headers.append(Header(line[..<colon].trimmed, value.trimmed))
        } else if line == "\r\n" || line == "\n" {
            isHeadComplete = true
        }
        return true
    }

    /// Takes decoded bytes of the body, `received` having come over the wire so far; false ends the transfer.
    func take(body part: UnsafeBufferPointer<UInt8>, received: Int) -> Bool {
        let total = body.count + part.count
        if total > order.maximumBytes {
            failure = .tooLarge(limit: order.maximumBytes)
        } else if total > Self.ratioMatters, total / Self.highestRatio > received {
            failure = .refused(reason: "the answer unpacks to over \(Self.highestRatio) times its size")
        } else {
            body.append(contentsOf: part)
            return true
        }
        return false
    }

    /// Answers the caller; `code` is libcurl's result.
    func finish(_ code: CURLcode, status: Int) {
        if code == CURLE_OK, !isHeadComplete {
            // To libcurl a connection closed amid the headers is an empty answer.
            fail(.network(reason: "\(order.address.endpoint): the answer ended early"))
        } else if code == CURLE_OK {
            done.resume(returning: .success(Reply(status: status, headers: headers, body: body)))
        } else {
            fail(failure ?? Self.failure(code, order))
        }
    }

    /// Answers the caller with a failure.
    func fail(_ failure: OutboundFailure) {
        done.resume(returning: .failure(failure))
    }

    private static func failure(_ code: CURLcode, _ order: Order) -> OutboundFailure {
        switch code {
        case CURLE_OPERATION_TIMEDOUT: .timedOut
        case CURLE_FILESIZE_EXCEEDED: .tooLarge(limit: order.maximumBytes)
        default: .network(reason: "\(order.address.endpoint): \(String(cString: curl_easy_strerror(code)))")
        }
    }
}

extension Substring {
    /// Without blanks, tabs and line ends at either end (RFC 9110, optional white space).
    fileprivate var trimmed: String {
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }
        let start = utf8.drop(while: isBlank)
        guard let last = start.lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(start[...last]) ?? ""
    }
}
