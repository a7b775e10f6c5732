/// Finds, eight bytes at a time, where a run of characters that stand for themselves in a JSON string ends.
enum PlainRun {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// The place of the first quote, backslash, control or (for a reader) non-ASCII byte from `start`, or the end.
    @inline(__always)
    static func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, stopsAtNonASCII: Bool) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        var at = start
        while at + 8 <= bytes.count {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            let special = specialBytes(in: word) | (stopsAtNonASCII ? word & tops : 0)
            guard special == 0 else { return at + special.trailingZeroBitCount / 8 }
            at += 8
        }
        while at < bytes.count, !isSpecial(bytes[at]), !(stopsAtNonASCII && bytes[at] >= 0x80) { at += 1 }
        return at
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// Marks special bytes by their top bits; the lowest mark is always right.
    ///
    /// The usual test for a zero byte: `x - 1` borrows into its top bit. Higher marks may be false, after a borrow.
    @inline(__always)
    private static func specialBytes(in word: UInt64) -> UInt64 {
        let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
        let slash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
        let control = (word &- ones &* 0x20) & ~word
        return (((quote &- ones) & ~quote) | ((slash &- ones) & ~slash) | control) & tops
    }
}
