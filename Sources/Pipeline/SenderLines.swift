import Domain

/// What the sender said beside the text, written under it, so that a score can quote it.
struct SenderLines {
    /// The text with the lines under it; the text's own scalars stay where they were.
    let text: String
    let company: Evidence?
    let website: Evidence?
    /// The host of the website, lower-cased; nil when the sender's words name none.
    let host: String?

    /// Opens the block; shown as a heading by the pages.
    static let heading = "Sent with it"

    init(_ captured: String, source: Snapshot.Source) {
        var builder = Builder(captured)
        company = builder.line("Company", source.companyName)
        website = builder.line("Website", source.companyWebsite ?? "")
        text = builder.text
        host = source.companyWebsite.flatMap(Self.host)
    }

    /// The text of a snapshot without the lines that were written under it.
    static func captured(in snapshot: Snapshot) -> String {
        let lines = SenderLines("", source: snapshot.source).text
        return !lines.isEmpty && snapshot.text.hasSuffix(lines)
            ? String(snapshot.text.dropLast(lines.count)) : snapshot.text
    }

    private struct Builder {
        var text: String
        private var length: Int
        private var isOpen = false

        init(_ captured: String) {
            text = captured
            length = captured.unicodeScalars.count
        }

        mutating func line(_ name: String, _ value: String) -> Evidence? {
            let value = value.split(whereSeparator: \.isNewline).joined(separator: " ")
            guard !value.isEmpty else { return nil }
            add(isOpen ? "\n\(name): " : "\n\n\(SenderLines.heading)\n\(name): ")
            isOpen = true
            let start = length
            add(value)
            return Evidence(span: Span(start, length), quote: value)
        }

        private mutating func add(_ words: String) {
            text += words
            length += words.unicodeScalars.count
        }
    }

    /// The host in an address as people write it: with or without scheme, user, port, path.
    static func host(_ address: String) -> String? {
        var rest = address[...].drop(while: \.isWhitespace)
        if let scheme = rest.range(of: "://") { rest = rest[scheme.upperBound...] }
        rest = rest.prefix { !"/?#\\ ".contains($0) }
        if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        let host = rest.prefix { $0 != ":" }.lowercased()
        let isPlausible =
            host.contains(".") && !host.hasPrefix(".") && !host.hasSuffix(".")
            && host.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || $0.properties.numericType != nil
                    || "-.".unicodeScalars.contains($0)
            }
        guard isPlausible else { return nil }
        return host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
    }
}

extension Substring {
    /// Where `needle` first stands.
    fileprivate func range(of needle: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(needle) { return start..<index(start, offsetBy: needle.count) }
            start = index(after: start)
        }
        return nil
    }
}
