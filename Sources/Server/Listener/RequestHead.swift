import CMicroHTTPD

/// Reads a request's header section out of the HTTP library.
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

    static func read(
        _ library: OpaquePointer, method: Method, target: String?, peer: Peer, door: Door
    ) throws(HTTPError) -> Request {
        guard let target else {
            throw HTTPError(.badRequest, "The request target is not UTF-8.", in: .path)
        }
        let headers = headers(of: library)
        guard headers.all(.host).count <= 1 else {
            throw HTTPError(.badRequest, "A request has one Host header.", in: .header, at: "host")
        }
        return Request(
            id: RequestID(client: headers[.requestID]) ?? RequestID(), method: method,
            target: try Target(target), headers: headers, peer: peer, door: door)
    }

    /// The library has checked both fields already; contradictions never get here.
    static func bodyLength(_ headers: Headers) -> BodyLength {
        if headers.contains(.transferEncoding) { return .unknown }
        guard let text = headers[.contentLength] else { return .none }
        // Too large for an Int is too large for any limit.
        let count = Int(text.trimmed) ?? .max
        return count == 0 ? .none : .known(count)
    }

    private static func headers(of library: OpaquePointer) -> Headers {
        var headers = Headers()
        withUnsafeMutablePointer(to: &headers) { headers in
            _ = MHD_get_connection_values_n(
                library, .HEADER_KIND,
                { context, _, name, nameCount, value, valueCount in
                    guard let headers = context?.assumingMemoryBound(to: Headers.self), let name else { return .NO }
                    headers.pointee.add(
                        HeaderName(lowercased: lowercase(name, nameCount)), text(value, valueCount))
                    return .YES
                }, headers)
        }
        return headers
    }

    private static func lowercase(_ start: UnsafePointer<CChar>, _ count: Int) -> String {
        String(unsafeUninitializedCapacity: count) { room in
            for index in 0..<count {
                let byte = UInt8(bitPattern: start[index])
                // A name is ASCII (RFC 9110 5.6.2); a byte that is not must not make the text invalid.
                let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
                room[index] = byte >= 0x80 ? UInt8(ascii: "?") : isUpper ? byte | 0x20 : byte
            }
            return count
        }
    }

    private static func text(_ start: UnsafePointer<CChar>?, _ count: Int) -> String {
        guard let start else { return "" }
        return String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    }
}
