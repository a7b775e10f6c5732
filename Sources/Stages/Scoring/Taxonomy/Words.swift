import Wire

/// Small wording that reasons share.
enum Words {
    /// `a`, `a or b`, `a, b or c`; a long list ends in `and 3 more`.
    static func list(_ items: [String], _ last: String, most: Int = 4) -> String {
        guard items.count <= most else {
            return items.prefix(most - 1).joined(separator: ", ") + " \(last) \(items.count - most + 1) more"
        }
        guard let final = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " \(last) " + final
    }

    /// `1 text`, `2 texts`.
    static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

    /// With a capital in front, when the first letter is a plain one.
    static func capitalised(_ text: String) -> String {
        guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return text }
        return String(UnicodeScalar(first & 0xDF)) + text.dropFirst()
    }

    /// With a small letter in front, when the first letter is a plain capital.
    static func uncapitalised(_ text: String) -> String {
        guard let first = text.utf8.first, (0x41...0x5A).contains(first) else { return text }
        return String(UnicodeScalar(first | 0x20)) + text.dropFirst()
    }

    /// The words of a quote on one line and of bearable length.
    static func shortened(_ quote: String, to length: Int = 80) -> String {
        let line = quote.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count <= length ? line : line.prefix(length - 1) + "…"
    }
}

extension FieldPlace {
    /// A complaint about a name that is none of those known.
    func unknown(_ name: String, among known: [String]) -> FieldError {
        if let near = NearMiss.best(for: name, among: known) {
            return fault(.invalid, "unknown name \"\(name)\"; did you mean \"\(near)\"?")
        }
        return fault(
            .invalid, "unknown name \"\(name)\"; known are \(known.joined(separator: ", "))")
    }
}
