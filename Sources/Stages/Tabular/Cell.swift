/// What people mean by a cell, without how they typed it.
package enum Cell {
    /// What stands for "nothing" in other people's files, however it is capitalised.
    private static let nothings: Set<String> = [
        "n/a", "n.a.", "#n/a", "undefined", "(null)", "<null>", "(blank)", "-", "--", "---", "–", "—", "?",
        ".",
        "k.a.", "k. a.", "keine angabe", "s/o", "n.c.", "n/d", "s/d", "#ref!", "#value!", "#name?",
    ]
    /// What programs write for "nothing"; otherwise capitalised they are names of people.
    private static let nothingsOfPrograms: Set<String> = [
        "null", "NULL", "nil", "NIL", "none", "None", "NONE", "nan", "NaN", "NAN", "na", "NA",
    ]
    /// No word for nothing is longer, so longer cells need no look.
    private static let longestNothing = 12

    /// The text trimmed, its white space single, invisible characters gone, and empty if it only says "nothing".
    ///
    /// An apostrophe that `CSVWriter` puts before a formula goes too, so that an export can be imported again.
    package static func clean(_ text: String) -> String {
        let tidied = tidy(text)
        return tidied.utf8.count <= longestNothing && isNothing(tidied) ? "" : tidied
    }

    /// As `clean(_:)`, from bytes, without making the untidy text first where that can be helped.
    static func clean(_ bytes: ArraySlice<UInt8>, _ encoding: TextEncoding) -> String {
        let spaces = bytes.prefix { $0 == UInt8(ascii: " ") }.count
        var end = bytes.endIndex
        while end > bytes.startIndex + spaces, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
        let trimmed = bytes[(bytes.startIndex + spaces)..<end]
        guard isTidy(trimmed) else { return clean(encoding.text(of: trimmed)) }
        let text = String(decoding: trimmed, as: UTF8.self)
        return trimmed.count <= longestNothing && mayBeNothing(trimmed) && isNothing(text) ? "" : text
    }

    private static func isNothing(_ text: String) -> Bool {
        nothingsOfPrograms.contains(text) || nothings.contains(text.lowercased())
    }

    /// Whether the bytes are plain ASCII with single blanks inside: most cells are.
    private static func isTidy(_ bytes: ArraySlice<UInt8>) -> Bool {
        var before: UInt8 = 0
        for byte in bytes {
            if byte < 0x20 || byte >= 0x7F || (byte == UInt8(ascii: " ") && before == byte) { return false }
            before = byte
        }
        return bytes.first != UInt8(ascii: "'")
    }

    /// Whether a word for nothing starts like this; saves hashing nearly every short cell.
    private static func mayBeNothing(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first else { return false }
        return switch first | 0x20 {
        case UInt8(ascii: "n"), UInt8(ascii: "u"), UInt8(ascii: "k"), UInt8(ascii: "s"): true
        default: !(UInt8(ascii: "a")...UInt8(ascii: "z") ~= first | 0x20) && !(0x30...0x39 ~= first)
        }
    }

    private static func tidy(_ text: String) -> String {
        var tidied = String.UnicodeScalarView()
        var isGap = false
        for scalar in text.unicodeScalars where scalar.isASCII || !isInvisible(scalar) {
            if isGapScalar(scalar) {
                isGap = !tidied.isEmpty
            } else {
                if isGap { tidied.append(" ") }
                isGap = false
                tidied.append(scalar)
            }
        }
        let result = String(tidied)
        return Formula.withoutGuard(result)
    }

    /// White space and controls; ASCII is decided without the slow property tables.
    private static func isGapScalar(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value <= 0x20 || scalar.value == 0x7F }
        return scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
    }

    /// Zero-width characters and direction marks that come along when text is copied.
    ///
    /// The joiners U+200C and U+200D stay: Persian and Indic spelling and emoji need them.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x00AD, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
