/// A noun that has identity: its ids carry this prefix.
package protocol Identified {
    /// Lower-case letters that open every id of this noun, as in `lead_01j9…`.
    static var prefix: String { get }
}

/// A typed, prefixed, time-ordered identifier.
///
/// The key is 63 bits: 41 bits of milliseconds since 2020, then 22 bits that tell rows of the same millisecond apart.
/// Time order keeps inserts local in a database index.
package struct ID<Noun: Identified>: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let key: Int64

    package init(key: Int64) {
        self.key = key
    }

    /// Reads `lead_01j9…`; nil when the prefix is another noun's or the key is not 13 base-32 letters.
    package init?(_ text: String) {
        let opening = Noun.prefix + "_"
        guard text.hasPrefix(opening), let key = Base32.decode(text.dropFirst(opening.count)) else {
            return nil
        }
        self.key = key
    }

    package var description: String { "\(Noun.prefix)_\(Base32.encode(key))" }

    package static func < (a: ID, b: ID) -> Bool { a.key < b.key }
}

/// Crockford's base 32: no letters that look like digits, and the order of texts is the order of keys.
enum Base32 {
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    /// 13 letters of 5 bits hold 63 bits.
    private static let length = 13

    static func encode(_ key: Int64) -> String {
        var rest = UInt64(bitPattern: key)
        var letters = [UInt8](repeating: 0, count: length)
        for index in stride(from: length - 1, through: 0, by: -1) {
            letters[index] = alphabet[Int(rest & 31)]
            rest >>= 5
        }
        return String(decoding: letters, as: UTF8.self)
    }

    static func decode(_ text: Substring) -> Int64? {
        guard text.utf8.count == length else { return nil }
        var key: UInt64 = 0
        for letter in text.utf8 {
            guard let digit = alphabet.firstIndex(of: letter) else { return nil }
            key = key << 5 | UInt64(digit)
        }
        return Int64(exactly: key)
    }
}
