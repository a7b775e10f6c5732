extension JSONReader {
    /// Reads the string whose opening quote is at hand.
    mutating func string() throws(JSONError) -> String {
        at += 1
        let start = at
        var isASCII = true
        while true {
            skipPlain()
            guard at < end else { throw fail("the string is not closed", at: start - 1) }
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") {
                at += 1
                return try text(of: start..<at - 1, isASCII: isASCII)
            }
            if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
            guard byte >= 0x20 else { throw bareControl() }
            isASCII = false
            at += 1
        }
    }

    /// Goes on from the first backslash of a string that began at `start`, copying as it unescapes.
    private mutating func escapedString(from start: Int) throws(JSONError) -> String {
        var copy: [UInt8] = []
        var plainStart = start
        while true {
            skipPlain()
            guard at < end else { throw fail("the string is not closed", at: start - 1) }
            switch bytes[at] {
            case UInt8(ascii: "\""):
                copy.append(contentsOf: bytes[plainStart..<at])
                let text = String(validating: copy, as: UTF8.self)
                guard let text else { throw notUTF8(within: start..<at) }
                at += 1
                return text
            case UInt8(ascii: "\\"):
                copy.append(contentsOf: bytes[plainStart..<at])
                try unescape(into: &copy)
                plainStart = at
            case 0..<0x20: throw bareControl()
            default: at += 1
            }
        }
    }

    private func text(of range: Range<Int>, isASCII: Bool) throws(JSONError) -> String {
        let content = UnsafeBufferPointer(rebasing: bytes[range])
        if isASCII { return String(decoding: content, as: UTF8.self) }
        guard let text = String(validating: content, as: UTF8.self) else { throw notUTF8(within: range) }
        return text
    }

    private mutating func unescape(into copy: inout [UInt8]) throws(JSONError) {
        let start = at
        at += 2
        guard at <= end else { throw fail("the string is not closed", at: start) }
        switch bytes[at - 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): copy.append(bytes[at - 1])
        case UInt8(ascii: "n"): copy.append(0x0A)
        case UInt8(ascii: "t"): copy.append(0x09)
        case UInt8(ascii: "r"): copy.append(0x0D)
        case UInt8(ascii: "b"): copy.append(0x08)
        case UInt8(ascii: "f"): copy.append(0x0C)
        case UInt8(ascii: "u"): try appendScalar(from: start, to: &copy)
        default:
            throw fail("no such escape; allowed are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX", at: start)
        }
    }

    private mutating func appendScalar(from start: Int, to copy: inout [UInt8]) throws(JSONError) {
        var code = UInt32(try fourHex(start))
        if 0xD800..<0xDC00 ~= code, at + 1 < end, bytes[at] == UInt8(ascii: "\\"),
            bytes[at + 1] == UInt8(ascii: "u")
        {
            at += 2
            let low = UInt32(try fourHex(at - 2))
            guard 0xDC00..<0xE000 ~= low else { throw fail("half of a surrogate pair", at: start) }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw fail("half of a surrogate pair", at: start) }
        copy.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    private mutating func fourHex(_ start: Int) throws(JSONError) -> UInt16 {
        var code: UInt16 = 0
        for _ in 0..<4 {
            guard at < end, let digit = Character(Unicode.Scalar(bytes[at])).hexDigitValue, bytes[at] < 0x80
            else { throw fail("\\u needs four hexadecimal digits", at: start) }
            code = code << 4 | UInt16(digit)
            at += 1
        }
        return code
    }

    /// Steps over bytes that stand for themselves: ASCII but for quotes, backslashes and controls.
    private mutating func skipPlain() { at = PlainRun.end(in: bytes, from: at, stopsAtNonASCII: true) }

    private func bareControl() -> JSONError {
        let code = String(bytes[at], radix: 16, uppercase: true)
        return fail("a control character (0x\(code)) in a string must be written as an escape")
    }

    private func notUTF8(within range: Range<Int>) -> JSONError {
        var place = range.lowerBound
        var decoder = UTF8.ForwardParser()
        var input = bytes[range].makeIterator()
        while case .valid(let scalar) = decoder.parseScalar(from: &input) { place += scalar.count }
        return fail("the bytes are not UTF-8", .encoding, at: place)
    }
}
