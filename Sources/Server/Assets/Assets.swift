import Synchronization

/// Files served as they are, from one directory.
///
/// A path is a list of plain names: letters, digits, `-`, `_` and inner dots. No such name leads out of the
/// directory, so there is nothing to sanitise.
package final class Assets: Sendable {
    /// A file as it is sent, kept in memory while it stays what it is on disk.
    private struct Entry: Sendable {
        let stamp: FileStamp
        let tag: String
        let bytes: [UInt8]
        let packed: [UInt8]?
    }

    /// What a build of the web app may hold at most; above that a file is sent from disk each time.
    private static let largestCached = 4 << 20

    private let directory: String
    private let entries = Mutex<[String: Entry]>([:])

    /// The files of `directory`, which holds `css/`, `js/`, `vendor/`.
    package init(directory: String) { self.directory = directory }

    /// `GET /assets/{path*}`.
    package var route: Route {
        Route(
            .get, "/assets/{path*}", .ops, "A file of the web app",
            about: "Style sheets, scripts and images, with validators for caching.",
            answers: [
                .content("application/octet-stream", "The file"),
                .empty(304, "The client's copy is still good"),
                .error(.notFound, "No such file"),
            ], isOpen: true
        ) { request in try self.answer(request) }
    }

    private func answer(_ request: Request) throws(HTTPError) -> Response {
        let (path, isVersioned) = Self.unversioned(request.path("path"))
        guard let type = Self.mediaType(path), Self.isPlain(path),
            let file = OpenFile.reading("\(directory)/\(path)"), let stamp = file.stamp
        else { throw .notFound("There is no such file.") }
        guard file.count <= Self.largestCached else {
            return Response(headers: [.contentType: type, .cacheControl: "no-cache"], body: .file(file))
        }
        let entry = try entry(path, file, stamp, type)
        var headers: Headers = [.etag: entry.tag, .cacheControl: Self.caching(request, isVersioned)]
        if entry.packed != nil { headers.add(.vary, "Accept-Encoding") }
        if Self.holds(request.headers, entry.tag) { return .notModified(headers) }
        headers.add(.contentType, type)
        guard let packed = entry.packed, Compression.accepts(request.headers) else {
            return Response(headers: headers, body: .bytes(entry.bytes))
        }
        headers.add(.contentEncoding, "gzip")
        return Response(headers: headers, body: .bytes(packed))
    }

    private func entry(
        _ path: String, _ file: OpenFile, _ stamp: FileStamp, _ type: String
    ) throws(HTTPError) -> Entry {
        if let known = entries.withLock({ $0[path] }), known.stamp == stamp { return known }
        let bytes = try Content.file(file, start: 0, count: file.count).bytes(limit: Self.largestCached)
        let packed =
            Compression.isText(type) && bytes.count > Compression.smallest ? Gzip.compress(bytes) : nil
        let digest = Digest.of(bytes).prefix(12).map {
            String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
        }
        // Weak, because the compressed and the plain form share it.
        let entry = Entry(stamp: stamp, tag: "W/\"\(digest.joined())\"", bytes: bytes, packed: packed)
        entries.withLock { $0[path] = entry }
        return entry
    }

    /// A path without its version: `v-3kq/css/app.css` is `css/app.css`, and so is whatever that imports.
    private static func unversioned(_ path: String) -> (path: String, isVersioned: Bool) {
        guard path.hasPrefix("v-"), let slash = path.firstIndex(of: "/") else { return (path, false) }
        return (String(path[path.index(after: slash)...]), true)
    }

    /// A link that names the contents (`v-…/` or `?v=…`) never changes what it means; any other is asked about again.
    private static func caching(_ request: Request, _ isVersioned: Bool) -> String {
        request.query["v"] == nil && !isVersioned ? "no-cache" : "public, max-age=31536000, immutable"
    }

    /// RFC 9110 13.1.2, weak comparison.
    private static func holds(_ headers: Headers, _ tag: String) -> Bool {
        let opaque = tag.dropFirst(2)
        return headers.all(.ifNoneMatch).contains { value in
            value.split(separator: ",").contains { item in
                let item = item.trimmed
                return item == "*" || item == tag || item == opaque
            }
        }
    }

    private static func isPlain(_ path: String) -> Bool {
        path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { name in
            let first = name.utf8.first
            return first != nil && first != UInt8(ascii: ".")
                && name.utf8.allSatisfy { $0.isAlphanumeric || "-_.".utf8.contains($0) }
        }
    }

    private static func mediaType(_ path: String) -> String? {
        let ending = path.split(separator: ".").last?.lowercased() ?? ""
        return types[ending]
    }

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "mjs": "text/javascript; charset=utf-8", "json": "application/json", "map": "application/json",
        "html": "text/html; charset=utf-8", "txt": "text/plain; charset=utf-8",
        "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
        "webp": "image/webp", "ico": "image/x-icon", "woff2": "font/woff2", "woff": "font/woff",
        "webmanifest": "application/manifest+json", "pdf": "application/pdf",
    ]
}
