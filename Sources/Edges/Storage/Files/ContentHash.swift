import CSodium

/// A SHA-256 of bytes.
package struct ContentHash: Hashable, Sendable {
    package let bytes: [UInt8]

    /// The hash of some bytes.
    package static func sha256(_ content: [UInt8]) -> ContentHash {
        var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        crypto_hash_sha256(&digest, content, UInt64(content.count))
        return ContentHash(bytes: digest)
    }

    /// The hash of a text's UTF-8.
    package static func sha256(_ text: String) -> ContentHash { sha256(Array(text.utf8)) }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// As stored.
    init(stored bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads 64 hexadecimal digits.
    package init?(hexadecimal: String) {
        let digits = hexadecimal.utf8.compactMap(Self.value)
        guard digits.count == 64, hexadecimal.utf8.count == 64 else { return nil }
        bytes = stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// 64 small hexadecimal digits.
    package var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

/// A hash of bytes that come in pieces.
struct HashingBytes {
    private var state = crypto_hash_sha256_state()

    init() {
        crypto_hash_sha256_init(&state)
    }

    mutating func add(_ bytes: [UInt8]) {
        crypto_hash_sha256_update(&state, bytes, UInt64(bytes.count))
    }

    /// The hash of everything added.
    mutating func finished() -> ContentHash {
        var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        crypto_hash_sha256_final(&state, &digest)
        return ContentHash(stored: digest)
    }
}
