/// What a request asks for: the path, in decoded segments, and the query.
package struct Target: Hashable, Sendable {
    /// The path as it was sent: `/api/leads/7`.
    package let path: String
    /// The path's segments, decoded one by one (so `%2F` never splits), without a trailing empty one.
    package let segments: [String]
    /// The query as it was sent, without the question mark.
    package let rawQuery: String
    /// The query's names and values.
    package let query: Query

    /// Reads the request line's target, or says why it is none.
    package init(_ raw: String) throws(HTTPError) {
        let origin = try Self.originForm(raw)
        let cut = origin.utf8.firstIndex(of: UInt8(ascii: "?")) ?? origin.endIndex
        path = String(origin[..<cut])
        rawQuery = cut < origin.endIndex ? String(origin[origin.utf8.index(after: cut)...]) : ""
        segments = try Self.segments(of: path)
        guard let query = Query(rawQuery) else {
            throw HTTPError(.badRequest, "The query is not valid percent-encoded UTF-8.", in: .query)
        }
        self.query = query
    }

    /// RFC 9112 3.2: a server must also take the absolute form, which proxies are sent.
    private static func originForm(_ raw: String) throws(HTTPError) -> Substring {
        if raw.utf8.first == UInt8(ascii: "/") { return raw[...] }
        if raw == "*" { return "/*" }
        for scheme in ["http://", "https://"] where raw.lowercased().hasPrefix(scheme) {
            let rest = raw[raw.utf8.index(raw.startIndex, offsetBy: scheme.utf8.count)...]
            guard let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/")) else { return "/" }
            return rest[slash...]
        }
        throw HTTPError(.badRequest, "The request target must be a path that begins with a slash.", in: .path)
    }

    private static func segments(of path: String) throws(HTTPError) -> [String] {
        var segments: [String] = []
        for raw in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let segment = Percent.decode(raw),
                !segment.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F })
            else {
                throw HTTPError(.badRequest, "The path is not valid percent-encoded UTF-8.", in: .path)
            }
            segments.append(segment)
        }
        if segments.last == "" { segments.removeLast() }
        return segments
    }
}
