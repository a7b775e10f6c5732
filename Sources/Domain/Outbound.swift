/// A request to the outside.
///
/// Only Crawl carries one out; everyone else is handed `World.send`.
package struct OutboundRequest: Hashable, Sendable {
    package var method: String
    package var url: String
    package var headers: [Header]
    package var body: [UInt8]
    /// Longest time from start to last byte.
    package var timeout: Duration
    /// Largest body accepted, after decompression.
    package var maximumBytes: Int

    package init(
        method: String = "GET", url: String, headers: [Header] = [], body: [UInt8] = [],
        timeout: Duration = .seconds(20), maximumBytes: Int = 8 << 20
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.maximumBytes = maximumBytes
    }
}

/// A header field.
package struct Header: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// What came back.
package struct OutboundResponse: Hashable, Sendable {
    package var status: Int
    package var headers: [Header]
    package var body: [UInt8]
    /// Where redirects led.
    package var finalURL: String

    package init(status: Int, headers: [Header], body: [UInt8], finalURL: String) {
        self.status = status
        self.headers = headers
        self.body = body
        self.finalURL = finalURL
    }

    /// The first value of a header, by case-insensitive name.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

/// Why nothing came back.
package enum OutboundFailure: Error, Hashable, Sendable {
    /// The guard refused: private address, scheme, opted-out domain, egress off.
    case refused(reason: String)
    case timedOut
    case tooLarge(limit: Int)
    case network(reason: String)
    case cancelled

    /// Whether asking again can help.
    package var isTransient: Bool {
        switch self {
        case .timedOut, .network: true
        case .refused, .tooLarge, .cancelled: false
        }
    }
}
