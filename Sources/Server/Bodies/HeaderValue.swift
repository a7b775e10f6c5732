/// A header value with parameters: `form-data; name="file"; filename="a b.csv"`.
struct HeaderValue {
    /// What stands before the first semicolon, in lower case.
    let value: String
    private var parameters: [(name: String, value: String)] = []

    init(_ text: String) {
        var rest = text[...]
        value = Self.take(from: &rest) { $0 == UInt8(ascii: ";") }.trimmed.lowercased()
        while rest.utf8.first == UInt8(ascii: ";") {
            rest.removeFirst()
            let name = Self.take(from: &rest) { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ";") }
            guard rest.utf8.first == UInt8(ascii: "=") else { continue }
            rest.removeFirst()
            rest = rest.trimmed
            let value =
                rest.utf8.first == UInt8(ascii: "\"")
                ? Self.quoted(from: &rest)
                : String(Self.take(from: &rest) { $0 == UInt8(ascii: ";") }.trimmed)
            parameters.append((name.trimmed.lowercased(), value))
        }
    }

    /// The first parameter called `name`.
    func parameter(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

    private static func take(from rest: inout Substring, until isEnd: (UInt8) -> Bool) -> Substring {
        let end = rest.utf8.firstIndex(where: isEnd) ?? rest.endIndex
        defer { rest = rest[end...] }
        return rest[..<end]
    }

    /// Reads a quoted string and what follows it up to the next semicolon.
    ///
    /// A backslash escapes only a quote or itself: some browsers send Windows paths with bare backslashes.
    private static func quoted(from rest: inout Substring) -> String {
        var bytes: [UInt8] = []
        let text = rest.utf8
        var at = text.index(after: text.startIndex)
        while at < text.endIndex, text[at] != UInt8(ascii: "\"") {
            let next = text.index(after: at)
            let escapes = text[at] == UInt8(ascii: "\\") && next < text.endIndex
            if escapes, text[next] == UInt8(ascii: "\"") || text[next] == UInt8(ascii: "\\") {
                bytes.append(text[next])
                at = text.index(after: next)
            } else {
                bytes.append(text[at])
                at = next
            }
        }
        rest = rest[at...]
        _ = take(from: &rest) { $0 == UInt8(ascii: ";") }
        return String(decoding: bytes, as: UTF8.self)
    }
}
