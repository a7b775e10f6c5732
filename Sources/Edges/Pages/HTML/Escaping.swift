/// What makes outside text harmless in text and in double-quoted attributes alike.
///
/// Besides the five characters of markup it replaces, by U+FFFD, the controls that HTML forbids or that browsers
/// drop (NUL among them), and the characters that reorder neighbouring text: a company whose name opens with a
/// right-to-left override must not be able to turn the rest of its row around.
enum Escaping {
    static func append(_ words: String, to bytes: inout [UInt8]) {
        var words = words
        words.withUTF8 { append($0, to: &bytes) }
    }

    /// Copies plain stretches whole and stops only at bytes that may need care.
    static func append(_ utf8: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        var plain = 0
        var index = 0
        while index < utf8.count {
            guard careful[Int(utf8[index])], let care = replacement(in: utf8, at: index) else {
                index += 1
                continue
            }
            bytes.append(contentsOf: utf8[plain..<index])
            care.with.withUTF8Buffer { bytes.append(contentsOf: $0) }
            index += care.length
            plain = index
        }
        bytes.append(contentsOf: utf8[plain...])
    }

    private static let unseen: StaticString = "\u{FFFD}"

    /// Bytes at which something to be replaced may begin: markup, controls, and the lead byte of U+2000…U+2FFF.
    private static let careful: [Bool] = (0..<256).map { (byte: Int) in
        switch UInt8(byte) {
        case UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): false
        case 0..<0x20, 0x7F, 0xE2: true
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"): true
        case UInt8(ascii: "\""), UInt8(ascii: "'"): true
        default: false
        }
    }

    /// What stands at a careful byte's place and how many bytes it covers; nil when it may stay.
    private static func replacement(
        in utf8: UnsafeBufferPointer<UInt8>, at index: Int
    ) -> (with: StaticString, length: Int)? {
        switch utf8[index] {
        case UInt8(ascii: "&"): ("&amp;", 1)
        case UInt8(ascii: "<"): ("&lt;", 1)
        case UInt8(ascii: ">"): ("&gt;", 1)
        case UInt8(ascii: "\""): ("&quot;", 1)
        case UInt8(ascii: "'"): ("&#39;", 1)
        case 0xE2: reorders(utf8, at: index) ? (unseen, 3) : nil
        default: (unseen, 1)
        }
    }

    /// Whether a bidirectional embedding, override or isolate stands here.
    ///
    /// U+202A…U+202E are `E2 80 AA…AE`; U+2066…U+2069 are `E2 81 A6…A9`.
    private static func reorders(_ utf8: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        guard index + 2 < utf8.count else { return false }
        return switch (utf8[index + 1], utf8[index + 2]) {
        case (0x80, 0xAA...0xAE), (0x81, 0xA6...0xA9): true
        default: false
        }
    }
}
