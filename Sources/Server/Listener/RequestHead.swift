import CMicroHTTPD

/// Reads a request's header section out of the HTTP library, and refuses what two servers could read differently.
///
/// The library's own strict mode closes on some of these without a word and lets others pass (version 0.9.75 takes
/// two lengths, or a length beside chunks), so the checks are ours: RFC 9112 sections 3.2, 5 and 6.3.
enum RequestHead {
    /// Whether a body follows, and how long it says it is.
    enum BodyLength: Equatable {
        case none
        case known(Int)
        case unknown

        var known: Int? {
            guard case .known(let count) = self else { return nil }
            return count
        }
    }

    /// The request line as the library cut it.
    struct Line {
        let method: Method
        /// `nil` when it is not UTF-8.
        let target: String?
        let version: String
    }

    static func read(
        _ library: OpaquePointer, _ line: Line, peer: Peer, door: Door
    ) throws(HTTPError) -> Request {
        guard let target = line.target, !target.utf8.contains(UInt8(ascii: " ")) else {
            throw HTTPError(
                .badRequest, "The request target is not a path in UTF-8 without spaces.", in: .path)
        }
        guard line.version == "HTTP/1.1" || line.version == "HTTP/1.0" else {
            throw HTTPError(.badRequest, "This server speaks HTTP/1.1 and HTTP/1.0.")
        }
        guard let headers = headers(of: library) else {
            throw HTTPError(
                .badRequest, "A header has a name or value that HTTP does not allow.", in: .header)
        }
        let hosts = headers.all(.host).count
        guard hosts == 1 || hosts == 0 && line.version == "HTTP/1.0" else {
            throw HTTPError(.badRequest, "A request has one Host header.", in: .header, at: "host")
        }
        try checkFraming(headers)
        return Request(
            id: RequestID(client: headers[.requestID]) ?? RequestID(), method: line.method,
            target: try Target(target), headers: headers, peer: peer, door: door)
    }

    /// Whether a body follows; the framing has been checked.
    static func bodyLength(_ headers: Headers) -> BodyLength {
        if headers.contains(.transferEncoding) { return .unknown }
        guard let text = headers[.contentLength] else { return .none }
        // Too large for an Int is too large for any limit.
        let count = Int(text) ?? .max
        return count == 0 ? .none : .known(count)
    }

    /// Where a body ends must be beyond doubt, or a second request can hide in it.
    private static func checkFraming(_ headers: Headers) throws(HTTPError) {
        let lengths = headers.all(.contentLength)
        let encodings = headers.all(.transferEncoding)
        let isPlain =
            encodings.isEmpty
            ? lengths.count <= 1 && lengths.allSatisfy { $0.utf8.allSatisfy(\.isDigit) && !$0.isEmpty }
            : lengths.isEmpty && encodings.count == 1 && encodings[0].lowercased() == "chunked"
        guard isPlain else {
            throw HTTPError(
                .badRequest, "The body's length is given twice, or in a way this server does not take.",
                in: .header, at: "content-length",
                hint: "Send one Content-Length, or Transfer-Encoding: chunked.")
        }
    }
}

// MARK: - Fields

extension RequestHead {
    private struct Collector {
        var headers = Headers()
        var isBroken = false
    }

    private static func headers(of library: OpaquePointer) -> Headers? {
        var collector = Collector()
        withUnsafeMutablePointer(to: &collector) { collector in
            _ = MHD_get_connection_values_n(
                library, .HEADER_KIND,
                { context, _, name, nameCount, value, valueCount in
                    guard let context, let name else { return .NO }
                    let collector = context.assumingMemoryBound(to: Collector.self)
                    let value = UnsafeRawBufferPointer(start: value, count: value == nil ? 0 : valueCount)
                    guard let name = RequestHead.name(UnsafeRawBufferPointer(start: name, count: nameCount)),
                        !value.contains(where: RequestHead.isForbidden)
                    else {
                        collector.pointee.isBroken = true
                        return .NO
                    }
                    collector.pointee.headers.add(name, String(decoding: value, as: UTF8.self))
                    return .YES
                }, collector)
        }
        return collector.isBroken ? nil : collector.headers
    }

    /// RFC 9110 5.6.2: a name is a token; a space before the colon is how a header is smuggled past a proxy.
    private static func name(_ bytes: UnsafeRawBufferPointer) -> HeaderName? {
        guard !bytes.isEmpty, bytes.allSatisfy(\.isTokenByte) else { return nil }
        let text = String(unsafeUninitializedCapacity: bytes.count) { room in
            for (index, byte) in bytes.enumerated() {
                let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
                room[index] = isUpper ? byte | 0x20 : byte
            }
            return bytes.count
        }
        return HeaderName(lowercased: text)
    }

    private static func isForbidden(_ byte: UInt8) -> Bool {
        byte < 0x20 && byte != UInt8(ascii: "\t") || byte == 0x7F
    }
}

extension UInt8 {
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

    /// `tchar` of RFC 9110.
    fileprivate var isTokenByte: Bool {
        if isAlphanumeric { return true }
        switch self {
        case UInt8(ascii: "!"), UInt8(ascii: "#")...UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "^")...UInt8(ascii: "`"), UInt8(ascii: "|"),
            UInt8(ascii: "~"):
            return true
        default: return false
        }
    }
}
