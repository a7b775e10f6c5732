/// Compresses answers that are worth it, for clients that ask.
enum Compression {
    /// Below this the header section outweighs the gain, and the answer fits one packet anyway.
    static let smallest = 1024

    static let compress: Finish = { request, response in
        guard case .bytes(let bytes) = response.body, bytes.count > smallest, isWorthIt(response) else {
            return
        }
        response.headers.addItem(.vary, "Accept-Encoding")
        guard accepts(request.headers), let packed = Gzip.compress(bytes) else { return }
        response.body = .bytes(packed)
        response.headers[.contentEncoding] = "gzip"
        // The bytes differ from those the tag was made for; the meaning does not.
        if let tag = response.headers[.etag], tag.hasPrefix("\"") { response.headers[.etag] = "W/\(tag)" }
    }

    /// Whether an answer is text that has not been compressed yet.
    static func isWorthIt(_ response: Response) -> Bool {
        guard !response.headers.contains(.contentEncoding), let type = response.headers[.contentType] else {
            return false
        }
        return isText(type)
    }

    /// Whether a media type is text of some kind.
    static func isText(_ type: String) -> Bool {
        let name = type.prefix { $0 != ";" }
        return name.hasPrefix("text/") && name != "text/event-stream" || name.hasSuffix("json")
            || name.hasSuffix("xml") || name == "application/javascript"
    }

    /// Whether the client takes gzip (RFC 9110 12.5.3).
    static func accepts(_ headers: Headers) -> Bool {
        var star = false
        for value in headers.all(.acceptEncoding) {
            for item in value.lowercased().split(separator: ",") {
                let parts = item.split(separator: ";")
                guard let coding = parts.first?.trimmed else { continue }
                let isRefused = parts.dropFirst().contains { isZero($0.trimmed) }
                if coding == "gzip" || coding == "x-gzip" { return !isRefused }
                if coding == "*" { star = !isRefused }
            }
        }
        return star
    }

    private static func isZero(_ parameter: Substring) -> Bool {
        parameter.hasPrefix("q=") && (Double(parameter.dropFirst(2)) ?? 1) == 0
    }
}
