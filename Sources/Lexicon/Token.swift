/// One word, number, symbol or line break of a text.
package struct Token: Hashable, Sendable {
    /// What the token is made of.
    package enum Kind: UInt8, Sendable {
        case word, number, symbol, lineBreak
    }

    package let kind: Kind
    /// Hash of the folded form; equal forms have equal keys.
    package let key: UInt64
    /// Scalars of the text, end exclusive.
    package let start: Int
    package let end: Int
    /// No white space stands before it.
    package let isGlued: Bool
    /// A hyphen joins it to the token before, as `founder` in `co-founder`.
    package let isHyphenated: Bool
    /// Opens with a capital or title-case letter.
    package let isCapitalised: Bool
    /// Has at least two letters and all are capitals.
    package let isUpperCase: Bool
    /// Where the folded form stands in `Tokens.folded`.
    let foldedStart: Int
    let foldedEnd: Int
}

/// Hash of folded bytes: FNV-1a with a final mix, the same in every process.
///
/// Equality of keys stands for equality of words. With the 64 bits here, two of a million different words share a key
/// with a probability of 3 in 10⁸; a text made to collide can only lie about itself.
package enum WordKey {
    @inlinable package static var seed: UInt64 { 0xcbf2_9ce4_8422_2325 }

    @inlinable
    package static func combine(_ state: UInt64, _ byte: UInt8) -> UInt64 {
        (state ^ UInt64(byte)) &* 0x100_0000_01b3
    }

    @inlinable
    package static func finish(_ state: UInt64) -> UInt64 {
        let mixed = (state ^ (state >> 32)) &* 0xd6e8_feb8_6659_fd93
        return mixed ^ (mixed >> 32)
    }

    package static func of(_ folded: some Sequence<UInt8>) -> UInt64 {
        var state = seed
        for byte in folded { state = combine(state, byte) }
        return finish(state)
    }

    /// The same without generics: other modules call the one above through witness tables, six times slower.
    package static func of(_ folded: ArraySlice<UInt8>) -> UInt64 {
        folded.withUnsafeBufferPointer { bytes in
            var state = seed
            for byte in bytes { state = combine(state, byte) }
            return finish(state)
        }
    }
}
