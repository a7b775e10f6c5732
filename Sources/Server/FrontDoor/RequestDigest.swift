/// What makes two requests the same request: method, path, query, kind of body and its contents.
enum RequestDigest {
    static func of(_ request: Request) throws(HTTPError) -> [UInt8] {
        let digest = Digest()
        for text in [
            request.method.name, request.target.path, request.target.rawQuery, request.mediaType ?? "",
        ] {
            digest.add(text)
        }
        guard request.mediaType == MediaType.multipart else {
            try add(request.body, to: digest)
            return digest.finish()
        }
        // A client that sends a form again chooses another boundary: it is the parts that must agree.
        for part in try Form(request).parts {
            for text in [part.name, part.filename ?? "", part.contentType ?? "", "\(part.content.count)"] {
                digest.add(text)
            }
            try add(part.content, to: digest)
        }
        return digest.finish()
    }

    private static func add(_ content: Content, to digest: Digest) throws(HTTPError) {
        try content.forEachChunk { piece throws(HTTPError) in digest.add(piece) }
    }
}
