/// Turns UTF-16 that arrives in pieces into UTF-8, holding back what a piece cuts in two.
struct UTF16Transcoder: Sendable {
    private let isBigEndian: Bool
    private var oddByte: UInt8?
    private var highSurrogate: UInt16?

    init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

    /// Appends `bytes` to `output` as UTF-8; half of a surrogate pair becomes U+FFFD.
    mutating func append(_ bytes: some Sequence<UInt8>, to output: inout [UInt8]) {
        for byte in bytes {
            guard let first = oddByte else {
                oddByte = byte
                continue
            }
            oddByte = nil
            let (high, low) = isBigEndian ? (first, byte) : (byte, first)
            append(UInt16(high) << 8 | UInt16(low), to: &output)
        }
    }

    /// Appends what was held back: at the end of the file it is damage.
    mutating func finish(into output: inout [UInt8]) {
        if oddByte != nil || highSurrogate != nil { Self.append(nil, to: &output) }
        (oddByte, highSurrogate) = (nil, nil)
    }

    private mutating func append(_ unit: UInt16, to output: inout [UInt8]) {
        if let high = highSurrogate {
            highSurrogate = nil
            if UTF16.isTrailSurrogate(unit) {
                let code = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(unit) - 0xDC00)
                return Self.append(Unicode.Scalar(code), to: &output)
            }
            Self.append(nil, to: &output)
        }
        if UTF16.isLeadSurrogate(unit) {
            highSurrogate = unit
        } else {
            Self.append(Unicode.Scalar(unit), to: &output)
        }
    }

    private static func append(_ scalar: Unicode.Scalar?, to output: inout [UInt8]) {
        let scalar = scalar ?? "\u{FFFD}"
        if scalar.isASCII {
            output.append(UInt8(truncatingIfNeeded: scalar.value))
        } else {
            output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }
}
