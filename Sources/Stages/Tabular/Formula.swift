/// Keeps a cell from being run as a formula by the spreadsheet that opens an export.
///
/// OWASP ("CSV Injection"): a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return may be run. We
/// also count the line feed and the full-width forms, which Excel treats alike. Such a cell gets an apostrophe in
/// front, which spreadsheets take as "this is text". Left alone are cells with `+` or `-` in front whose rest is
/// digits and the marks of numbers and telephone numbers (`-5`, `+49 (0)30 123-45`): they can name no function,
/// cell or program, and an apostrophe would break them for every other reader.
package enum Formula {
    /// The text, with an apostrophe in front where it might run.
    package static func guarded(_ text: String) -> String {
        mayRun(text) ? "'" + text : text
    }

    /// The text without the apostrophe that `guarded` put there.
    package static func withoutGuard(_ text: String) -> String {
        guard text.utf8.first == UInt8(ascii: "'") else { return text }
        let rest = String(text.dropFirst())
        return mayRun(rest) ? rest : text
    }

    /// Whether a spreadsheet may take the text for a formula.
    package static func mayRun(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        switch first {
        case "=", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF20}", "\u{FF0B}", "\u{FF0D}": return true
        case "+", "-": return !text.utf8.dropFirst().allSatisfy(isNumberByte) || text.utf8.count == 1
        default: return false
        }
    }

    private static func isNumberByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: ","),
            UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "%"):
            true
        default: false
        }
    }
}
