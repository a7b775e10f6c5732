/// Percent-encoding (RFC 3986 2.1), strict: what cannot be decoded to text is refused, never guessed.
package enum Percent {
    /// The text `encoded` stands for, or `nil` when an escape is broken, the bytes are not UTF-8 or one is NUL.
    ///
    /// With `plusIsSpace` a `+` is a space, as forms and queries write it.
    package static func decode(_ encoded: Substring, plusIsSpace: Bool = false) -> String? {
        let bytes = encoded.utf8
        let needsWork = bytes.contains { byte in
            byte == UInt8(ascii: "%") || byte == 0 || plusIsSpace && byte == UInt8(ascii: "+")
        }
        guard needsWork else { return String(encoded) }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var at = bytes.startIndex
        while at < bytes.endIndex {
            var byte = bytes[at]
            bytes.formIndex(after: &at)
            if byte == UInt8(ascii: "%") {
                guard let escaped = escape(in: bytes, at: &at) else { return nil }
                byte = escaped
            } else if plusIsSpace, byte == UInt8(ascii: "+") {
                byte = UInt8(ascii: " ")
            }
            guard byte != 0 else { return nil }
            decoded.append(byte)
        }
        return String(validating: decoded, as: UTF8.self)
    }

    /// `text` with everything escaped that is not unreserved (RFC 3986 2.3), fit for one path segment or value.
    package static func encode(_ text: String) -> String {
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            if byte.isUnreserved {
                encoded.append(byte)
            } else {
                encoded.append(UInt8(ascii: "%"))
                encoded.append(digits[Int(byte >> 4)])
                encoded.append(digits[Int(byte & 15)])
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static let digits = Array("0123456789ABCDEF".utf8)

    private static func escape(in bytes: Substring.UTF8View, at: inout Substring.UTF8View.Index) -> UInt8? {
        var value: UInt8 = 0
        for _ in 0..<2 {
            guard at < bytes.endIndex, let digit = bytes[at].hexValue else { return nil }
            value = value << 4 | digit
            bytes.formIndex(after: &at)
        }
        return value
    }
}

extension UInt8 {
    /// Whether this is an ASCII letter or digit.
    var isAlphanumeric: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    fileprivate var isUnreserved: Bool {
        isAlphanumeric || self == UInt8(ascii: "-") || self == UInt8(ascii: ".") || self == UInt8(ascii: "_")
            || self == UInt8(ascii: "~")
    }

    fileprivate var hexValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

extension Substring {
    /// The text without spaces and tabs at either end, which is all the white space HTTP knows.
    var trimmed: Substring {
        var rest = self
        while let first = rest.utf8.first, first == 0x20 || first == 0x09 { rest.removeFirst() }
        while let last = rest.utf8.last, last == 0x20 || last == 0x09 { rest.removeLast() }
        return rest
    }
}

extension String {
    /// The text without spaces and tabs at either end.
    var trimmed: Substring { self[...].trimmed }
}
