/// A form a client sent: `multipart/form-data` or `application/x-www-form-urlencoded`.
package struct Form: Sendable {
    /// One field or file.
    package struct Part: Sendable {
        package let name: String
        /// The file's own name, without any folders; `nil` for a plain field.
        package let filename: String?
        package let contentType: String?
        package let content: Content

        /// The field as text.
        package func text() throws(HTTPError) -> String {
            guard let text = String(validating: try content.bytes(), as: UTF8.self) else {
                throw HTTPError(.malformedForm, "The field \(name) is not UTF-8.", in: .body, at: name)
            }
            return text
        }
    }

    /// More fields than this is no form of ours.
    static let mostParts = 200

    /// The parts in the order sent; names may repeat.
    package let parts: [Part]

    /// Reads a request's form.
    ///
    /// Files stay where the body is, in memory or on disk.
    package init(_ request: Request) throws(HTTPError) {
        switch request.mediaType {
        case MediaType.multipart:
            guard let boundary = HeaderValue(request.headers[.contentType] ?? "").parameter("boundary") else {
                throw HTTPError(
                    .malformedForm, "The Content-Type has no boundary.", in: .header, at: "content-type")
            }
            var reader = try MultipartReader(boundary: boundary)
            try request.body.forEachChunk { piece throws(HTTPError) in try reader.read(piece) }
            parts = try reader.finish(request.body)
        case MediaType.urlEncoded:
            parts = try Self.fields(request.body)
        default:
            throw HTTPError(
                .unsupportedMediaType, "This route takes a form.",
                hint: "Send multipart/form-data (curl -F) or application/x-www-form-urlencoded (curl -d).")
        }
    }

    /// The first part called `name`.
    package subscript(name: String) -> Part? { parts.first { $0.name == name } }

    /// The text of the field `name`, or `nil` when the form has none.
    package func text(_ name: String) throws(HTTPError) -> String? { try self[name]?.text() }

    /// The text of the field `name`, which must be there.
    package func requiredText(_ name: String) throws(HTTPError) -> String {
        guard let text = try text(name) else { throw .invalid([.missing(.body, name)]) }
        return text
    }

    /// The file sent under `name`, which must be there.
    package func requiredFile(_ name: String) throws(HTTPError) -> Part {
        guard let part = self[name], part.filename != nil else { throw .invalid([.missing(.body, name)]) }
        return part
    }

    private static func fields(_ body: Content) throws(HTTPError) -> [Part] {
        guard let text = String(validating: try body.bytes(), as: UTF8.self), let query = Query(text) else {
            throw HTTPError(.malformedForm, "The form is not valid percent-encoded UTF-8.")
        }
        guard query.pairs.count <= mostParts else { throw .tooManyParts }
        return query.pairs.map { pair in
            Part(name: pair.name, filename: nil, contentType: nil, content: .bytes(Array(pair.value.utf8)))
        }
    }
}

extension HTTPError {
    static let tooManyParts = HTTPError(.tooLarge, "A form may have at most \(Form.mostParts) fields.")
}
