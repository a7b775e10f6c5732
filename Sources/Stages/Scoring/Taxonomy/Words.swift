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

    /// The words of a quote on one line and of bearable length.
    static func shortened(_ quote: String, to length: Int = 80) -> String {
        if isOneShortLine(quote, length) { return quote }
        let line = quote.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count <= length ? line : line.prefix(length - 1) + "…"
    }

    /// Most quotes are a plain word or two, and every rung of every row asks: bytes tell it without properties of letters.
    private static func isOneShortLine(_ text: String, _ length: Int) -> Bool {
        var previous = UInt8(ascii: " ")
        var count = 0
        for byte in text.utf8 {
            count += 1
            let isDoubled = byte == UInt8(ascii: " ") && previous == byte
            // Beyond ASCII there are other white spaces.
            guard byte >= 0x20, byte < 0x7F, !isDoubled, count <= length else { return false }
            previous = byte
        }
        return previous != UInt8(ascii: " ") || count == 0
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
