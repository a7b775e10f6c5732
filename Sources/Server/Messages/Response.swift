import Wire

/// One answer.
package struct Response: Sendable {
    /// What follows the header section.
    package enum Body: Sendable {
        case none
        case bytes([UInt8])
        /// A file, sent by the kernel.
        case file(OpenFile)
        /// Bytes made while they are sent.
        case stream(ResponseStream)
    }

    package var status: Int
    package var headers: Headers
    package var body: Body

    package init(status: Int = 200, headers: Headers = [:], body: Body = .none) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// This answer with one more header.
    package func with(_ name: HeaderName, _ value: String) -> Response {
        var response = self
        response.headers[name] = value
        return response
    }

    /// Bytes in the body, `nil` when it is not known before it is sent.
    package var contentLength: Int? {
        switch body {
        case .none: 0
        case .bytes(let bytes): bytes.count
        case .file(let file): file.count
        case .stream: nil
        }
    }
}

extension Response {
    /// JSON.
    package static func json(_ value: JSON, status: Int = 200) -> Response {
        .bytes(value.bytes, "application/json", status: status)
    }

    /// JSON already in bytes.
    package static func json(bytes: [UInt8], status: Int = 200) -> Response {
        .bytes(bytes, "application/json", status: status)
    }

    /// A page or a part of one.
    package static func html(_ page: String, status: Int = 200) -> Response {
        .bytes(Array(page.utf8), "text/html; charset=utf-8", status: status)
    }

    /// Plain text.
    package static func text(_ text: String, status: Int = 200) -> Response {
        .bytes(Array(text.utf8), "text/plain; charset=utf-8", status: status)
    }

    /// Any bytes with their media type.
    package static func bytes(_ bytes: [UInt8], _ type: String, status: Int = 200) -> Response {
        Response(status: status, headers: [.contentType: type], body: .bytes(bytes))
    }

    /// A table to download under `filename`.
    package static func csv(_ bytes: [UInt8], filename: String) -> Response {
        .bytes(bytes, "text/csv; charset=utf-8").downloaded(as: filename)
    }

    /// A table made row by row while it is sent.
    package static func csv(
        filename: String, produce: @escaping @Sendable (ResponseStream.Writer) async throws -> Void
    ) -> Response {
        let body = Body.stream(ResponseStream(endsAtStop: false, produce: produce))
        return Response(headers: [.contentType: "text/csv; charset=utf-8"], body: body)
            .downloaded(as: filename)
    }

    /// Sends the client to `location`: after a form by default (303), so that reloading does not post again.
    package static func redirect(_ location: String, status: Int = 303) -> Response {
        Response(status: status, headers: [.location: location])
    }

    /// Done, and nothing to say (204).
    package static let noContent = Response(status: 204)

    /// Told to a client whose copy is still good (304).
    static func notModified(_ headers: Headers) -> Response { Response(status: 304, headers: headers) }

    /// Makes a browser keep the answer as a file.
    package func downloaded(as filename: String) -> Response {
        let plain = String(
            decoding: filename.utf8.map { byte in
                byte.isAlphanumeric || "-_. ".utf8.contains(byte) ? byte : UInt8(ascii: "_")
            }, as: UTF8.self)
        var value = "attachment; filename=\"\(plain)\""
        if plain != filename { value += "; filename*=UTF-8''\(Percent.encode(filename))" }
        return with(.contentDisposition, value)
    }
}
