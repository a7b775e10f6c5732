import CCurl

/// A checked http or https address.
///
/// It is parsed by the library that will fetch it and handed over as parsed, so that what was checked and
/// what is fetched cannot differ.
final class WebAddress: @unchecked Sendable {  // the handle is never changed after the initialiser
    /// Longer ones are a mistake or an attack; browsers and servers stop near here too.
    private static let longest = 8_192

    let handle: OpaquePointer
    let scheme: String
    let endpoint: Endpoint

    /// Reads an absolute address; nil for another scheme, for one with a password, and for none at all.
    convenience init?(_ text: String) {
        guard let handle = curl_url() else { return nil }
        self.init(owning: handle, set: text, flags: CURLU_DISALLOW_USER)
    }

    /// Reads where a redirect leads, relative to this address.
    func following(_ location: String) -> WebAddress? {
        guard let copy = curl_url_dup(handle) else { return nil }
        return WebAddress(owning: copy, set: location, flags: CURLU_DISALLOW_USER | CURLU_URLENCODE)
    }

    private init?(owning handle: OpaquePointer, set text: String, flags: Int32) {
        self.handle = handle
        guard text.utf8.count <= Self.longest, !text.utf8.contains(0),
            curl_url_set(handle, CURLUPART_URL, text, UInt32(flags)) == CURLUE_OK,
            let scheme = Self.part(handle, CURLUPART_SCHEME)?.lowercased(),
            scheme == "http" || scheme == "https",
            let host = Self.part(handle, CURLUPART_HOST), !host.isEmpty,
            let port = Self.part(handle, CURLUPART_PORT, CURLU_DEFAULT_PORT).flatMap({ UInt16($0) }), port > 0
        else {
            curl_url_cleanup(handle)
            return nil
        }
        self.scheme = scheme
        endpoint = Endpoint(host: host, port: port)
    }

    deinit {
        curl_url_cleanup(handle)
    }

    /// The whole address, as fetched.
    var text: String { Self.part(handle, CURLUPART_URL) ?? "" }

    /// Scheme, host and port: what may be logged, and what credentials are bound to.
    var origin: String { "\(scheme)://\(endpoint)" }

    private static func part(_ handle: OpaquePointer, _ part: CURLUPart, _ flags: Int32 = 0) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, UInt32(flags)) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
