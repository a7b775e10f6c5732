/// The three bytes that end an unquoted cell, ready to be looked for eight bytes at a time.
struct CellEnds {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080
    private static let newlines = ones &* UInt64(UInt8(ascii: "\n"))
    private static let returns = ones &* UInt64(UInt8(ascii: "\r"))

    let separator: UInt8
    private let separators: UInt64

    init(separator: UInt8) {
        self.separator = separator
        separators = Self.ones &* UInt64(separator)
    }

    /// Ends at line ends only.
    static let lines = CellEnds(separator: UInt8(ascii: "\n"))

    /// The place of the first separator, line feed or carriage return in `start..<end`, or `end`.
    @inline(__always)
    func first(in bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        var at = start
        while at + 8 <= end {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            // A byte equal to the one sought becomes zero, and `x - 1` borrows into a zero byte's top bit. A mark
            // above a true one may be false; the lowest never is.
            let first = word ^ separators
            let second = word ^ Self.newlines
            let third = word ^ Self.returns
            let marks =
                ((first &- Self.ones) & ~first | (second &- Self.ones) & ~second
                    | (third &- Self.ones) & ~third) & Self.tops
            if marks != 0 { return at + marks.trailingZeroBitCount / 8 }
            at += 8
        }
        while at < end, !isEnd(bytes[at]) { at += 1 }
        return at
    }

    /// The place of the first quote in `start..<end`, or `end`.
    static func firstQuote(in bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        var at = start
        while at + 8 <= end {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
            let marks = (quotes &- ones) & ~quotes & tops
            if marks != 0 { return at + marks.trailingZeroBitCount / 8 }
            at += 8
        }
        while at < end, bytes[at] != UInt8(ascii: "\"") { at += 1 }
        return at
    }

    private func isEnd(_ byte: UInt8) -> Bool {
        byte == separator || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
}
