/// What a scalar can be part of in an address.
extension Unicode.Scalar {
    var isASCIIDigit: Bool { value &- 0x30 < 10 }
    var isASCIILetter: Bool { value | 0x20 &- 0x61 < 26 }

    /// Letters of the Latin script, plain or accented: host names may have both.
    var isLatinLetter: Bool {
        (value | 0x20) &- 0x61 < 26 || (0xC0..<0x250).contains(value) && value != 0xD7 && value != 0xF7
    }

    var isLatinWordPart: Bool { isLatinLetter || isASCIIDigit }

    /// White space within a line.
    var isBlank: Bool { self == " " || self == "\t" || self == "\u{A0}" }
}

extension ArraySlice where Element == Unicode.Scalar {
    /// The scalars as a string in lower case.
    var lowercased: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: self)
        return String(view).lowercased()
    }
}
