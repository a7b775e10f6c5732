/// Finds the word somebody probably meant.
package enum NearMiss {
    /// Words longer than this are not typos of a key, and comparing them would cost.
    private static let longest = 64

    /// The one of `known` closest to `word`, if at most `allowance` letters differ.
    ///
    /// Without an allowance, a third of the letters: more is another word, not a slip of the hand.
    package static func best(
        for word: String, among known: some Sequence<String>, allowance: Int? = nil
    ) -> String? {
        let typed = letters(word)
        let allowance = allowance ?? max(1, typed.count / 3)
        var best: (word: String, distance: Int)?
        for candidate in known {
            let letters = letters(candidate)
            guard max(typed.count, letters.count) <= longest, abs(typed.count - letters.count) <= allowance
            else { continue }
            let distance = distance(typed, letters)
            if distance <= allowance, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.word
    }

    /// Case, hyphens and underscores are what people mix up most: they cost nothing.
    private static func letters(_ word: String) -> [UInt8] {
        word.utf8.prefix(longest + 1).compactMap { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
            case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: " "): nil
            default: byte
            }
        }
    }

    /// Letters to insert, drop, replace or swap with a neighbour (optimal string alignment).
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var before: [Int] = []
        var above = Array(0...right.count)
        for row in left.indices {
            var line = [row + 1]
            for column in right.indices {
                let change = left[row] == right[column] ? 0 : 1
                var cost = min(above[column] + change, above[column + 1] + 1, line[column] + 1)
                let isSwap =
                    row > 0 && column > 0 && left[row] == right[column - 1] && left[row - 1] == right[column]
                if isSwap { cost = min(cost, before[column - 1] + 1) }
                line.append(cost)
            }
            before = above
            above = line
        }
        return above[right.count]
    }
}
