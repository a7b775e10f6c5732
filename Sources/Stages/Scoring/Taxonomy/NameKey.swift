import Lexicon

/// A name made comparable: equal keys mean equal names but for case, accents, signs and the spelling of “and”.
///
/// Hashed without building a text, because every row of a list asks for one.
enum NameKey {
    /// The key of a name; nil when it has no letter or digit.
    static func of(_ name: some StringProtocol) -> UInt64? {
        var state = WordKey.seed
        var isEmpty = true
        var gap = false
        func add(_ byte: UInt8) {
            if gap, !isEmpty { state = WordKey.combine(state, UInt8(ascii: " ")) }
            state = WordKey.combine(state, byte)
            (gap, isEmpty) = (false, false)
        }
        for scalar in name.unicodeScalars {
            let value = scalar.value
            if value < 0x80 {
                let byte = UInt8(value)
                switch byte {
                case 0x30...0x39, 0x61...0x7A: add(byte)
                case 0x41...0x5A: add(byte | 0x20)
                case UInt8(ascii: "&"):
                    gap = true
                    for letter in "and".utf8 { add(letter) }
                    gap = true
                default: gap = true
                }
            } else if scalar.properties.isAlphabetic {
                var folded: [UInt8] = []
                Fold.append(scalar, to: &folded)
                for letter in folded { add(letter) }
            } else if !(0x300...0x36F).contains(value) {
                gap = true
            }
        }
        return isEmpty ? nil : WordKey.finish(state)
    }
}
