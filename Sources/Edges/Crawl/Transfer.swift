import CCurl
import Domain

/// A libcurl handle carrying out one exchange; lives on the engine's thread.
final class Transfer {
    let exchange: Exchange
    let easy: UnsafeMutableRawPointer
    /// Request headers in libcurl's own list, which must outlive the transfer.
    private var headers: UnsafeMutablePointer<curl_slist>?

    /// Sets every option; `easy` is new or reset.
    init(_ exchange: Exchange, on easy: UnsafeMutableRawPointer, settings: HTTPClient.Settings) {
        self.exchange = exchange
        self.easy = easy
        setGuards(settings)
        setRequest(settings)
        let context = Unmanaged.passUnretained(self).toOpaque()
        _ = harrier_curl_set_opener(easy, openSocket, context)
        _ = harrier_curl_set_header_sink(easy, receiveHeader, context)
        _ = harrier_curl_set_body_sink(easy, receiveBody, context)
    }

    deinit {
        curl_slist_free_all(headers)
    }

    /// Body bytes that have come over the wire so far, before decompression.
    var received: Int { Int(harrier_curl_offset(easy, CURLINFO_SIZE_DOWNLOAD_T)) }

    private func setGuards(_ settings: HTTPClient.Settings) {
        _ = harrier_curl_set_string(easy, CURLOPT_PROTOCOLS_STR, "http,https")
        _ = harrier_curl_set_long(easy, CURLOPT_FOLLOWLOCATION, 0)
        _ = harrier_curl_set_long(easy, CURLOPT_NOSIGNAL, 1)
        // A proxy from the environment would hide the address we check.
        _ = harrier_curl_set_string(easy, CURLOPT_PROXY, "")
        let timeLeft = max(1, exchange.order.timeLeft.wholeMilliseconds)
        _ = harrier_curl_set_long(easy, CURLOPT_TIMEOUT_MS, timeLeft)
        _ = harrier_curl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, settings.connectTimeout.wholeMilliseconds)
        // Without it, giving up on a hanging name look-up would hold up every other transfer.
        _ = harrier_curl_set_long(easy, CURLOPT_QUICK_EXIT, 1)
        _ = harrier_curl_set_offset(
            easy, CURLOPT_MAXFILESIZE_LARGE, Int64(exchange.order.maximumBytes))
    }

    private func setRequest(_ settings: HTTPClient.Settings) {
        let order = exchange.order
        _ = harrier_curl_set_pointer(easy, CURLOPT_CURLU, UnsafeMutableRawPointer(order.address.handle))
        _ = harrier_curl_set_string(easy, CURLOPT_USERAGENT, settings.userAgent)
        _ = harrier_curl_set_string(easy, CURLOPT_ACCEPT_ENCODING, "gzip, deflate, br")
        _ = harrier_curl_set_long(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
        // libcurl would wait a second for a "100 Continue" few servers send.
        headers = curl_slist_append(headers, "Expect:")
        for header in order.headers {
            // "Name:" means "leave it out" to libcurl; "Name;" sends it empty.
            let line = header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)"
            headers = curl_slist_append(headers, line)
        }
        _ = harrier_curl_set_pointer(easy, CURLOPT_HTTPHEADER, headers)
        switch order.method {
        case "GET" where order.body.isEmpty: _ = harrier_curl_set_long(easy, CURLOPT_HTTPGET, 1)
        case "HEAD": _ = harrier_curl_set_long(easy, CURLOPT_NOBODY, 1)
        default: setBody(order)
        }
    }

    private func setBody(_ order: Exchange.Order) {
        _ = harrier_curl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, Int64(order.body.count))
        // One byte more, so that an empty body has an address too; the size above is what counts.
        (order.body + [0]).withUnsafeBytes { bytes in
            let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
            _ = harrier_curl_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, start)
        }
        _ = harrier_curl_set_string(easy, CURLOPT_CUSTOMREQUEST, order.method)
    }
}

/// Opens the socket libcurl asks for, unless its peer is out of reach.
///
/// This sees the address of the very connection, after every name look-up, so a name that answers
/// differently the second time gains nothing.
private let openSocket: harrier_curl_open = { context, _, peer in
    let refused = curl_socket_t(-1)
    guard let context, let peer else { return refused }
    let address = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 16) { bytes in
        IPAddress(bytes[..<Int(harrier_curl_peer(peer, bytes.baseAddress))])
    }
    let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    return transfer.exchange.mayConnect(to: address) ? harrier_curl_socket(peer) : refused
}

private let receiveHeader: harrier_curl_write = { bytes, size, count, context in
    guard let bytes, let context else { return 0 }
    let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    let line = UnsafeRawBufferPointer(start: bytes, count: size * count).bindMemory(to: UInt8.self)
    return transfer.exchange.take(headerLine: line) ? size * count : 0
}

private let receiveBody: harrier_curl_write = { bytes, size, count, context in
    guard let bytes, let context else { return 0 }
    let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    let part = UnsafeRawBufferPointer(start: bytes, count: size * count).bindMemory(to: UInt8.self)
    return transfer.exchange.take(body: part, received: transfer.received) ? size * count : 0
}

extension Duration {
    /// Milliseconds, rounded down.
    var wholeMilliseconds: Int {
        Int(components.seconds) * 1_000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}
