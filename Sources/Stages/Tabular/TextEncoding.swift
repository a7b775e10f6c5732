/// How a file's bytes stand for characters.
package enum TextEncoding: String, Hashable, Sendable, CaseIterable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    /// What Western Windows programs write; a superset of printable Latin-1.
    case windows1252 = "Windows-1252"

    /// The text of bytes that hold ASCII as ASCII.
    ///
    /// A cell that is not UTF-8 in a file that otherwise is was pasted from an older file: it reads as Windows-1252,
    /// which every byte has a meaning in. (UTF-16 has become UTF-8 before cells are cut.)
    func text(of bytes: ArraySlice<UInt8>) -> String {
        if self != .windows1252, let text = String(validating: bytes, as: UTF8.self) { return text }
        if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
        var scalars = String.UnicodeScalarView()
        for byte in bytes { scalars.append(Self.windows1252Scalar(byte)) }
        return String(scalars)
    }

    /// What bytes 0x80 to 0x9F stand for; elsewhere Windows-1252 is Latin-1.
    ///
    /// From the WHATWG Encoding standard, in which the five free places stand for control characters.
    private static let windows1252Upper: [Unicode.Scalar] = [
        "\u{20AC}", "\u{81}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}",
        "\u{2C6}", "\u{2030}", "\u{160}", "\u{2039}", "\u{152}", "\u{8D}", "\u{17D}", "\u{8F}",
        "\u{90}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}",
        "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}", "\u{153}", "\u{9D}", "\u{17E}", "\u{178}",
    ]

    private static func windows1252Scalar(_ byte: UInt8) -> Unicode.Scalar {
        0x80..<0xA0 ~= byte ? windows1252Upper[Int(byte) - 0x80] : Unicode.Scalar(byte)
    }
}

extension TextEncoding {
    /// What a file's first bytes say about its encoding.
    struct Guess {
        let encoding: TextEncoding
        /// Bytes of byte order mark to leave out.
        let mark: Int
        let reason: String
    }

    /// How much of a sample must be zero bytes on one side of each pair for UTF-16 without a mark.
    private static let zeroShare = 0.4

    /// Guesses the encoding of a file from how it starts.
    static func guess(from sample: [UInt8]) -> Guess {
        if sample.starts(with: [0xEF, 0xBB, 0xBF]) {
            return Guess(encoding: .utf8, mark: 3, reason: "UTF-8, says its byte order mark")
        }
        if sample.starts(with: [0xFF, 0xFE]) {
            return Guess(encoding: .utf16LittleEndian, mark: 2, reason: "UTF-16, says its byte order mark")
        }
        if sample.starts(with: [0xFE, 0xFF]) {
            return Guess(encoding: .utf16BigEndian, mark: 2, reason: "UTF-16, says its byte order mark")
        }
        let pairs = Double(sample.count / 2)
        let evens = Double(stride(from: 0, to: sample.count, by: 2).count { sample[$0] == 0 })
        let odds = Double(stride(from: 1, to: sample.count, by: 2).count { sample[$0] == 0 })
        if odds > pairs * zeroShare, evens * 8 < odds {
            return Guess(encoding: .utf16LittleEndian, mark: 0, reason: "UTF-16: every other byte is zero")
        }
        if evens > pairs * zeroShare, odds * 8 < evens {
            return Guess(encoding: .utf16BigEndian, mark: 0, reason: "UTF-16: every other byte is zero")
        }
        let (good, bad) = countSequences(sample)
        if bad == 0 { return Guess(encoding: .utf8, mark: 0, reason: "UTF-8") }
        // Windows-1252 text all but never forms UTF-8 sequences by chance: a few bad bytes among good ones are damage.
        guard good > bad * 10 else {
            return Guess(encoding: .windows1252, mark: 0, reason: "Windows-1252, as it is not UTF-8")
        }
        return Guess(encoding: .utf8, mark: 0, reason: "UTF-8 with \(bad) damaged places")
    }

    /// How many sequences beyond ASCII are UTF-8 and how many are not; one cut off by the sample's end is neither.
    private static func countSequences(_ sample: [UInt8]) -> (good: Int, bad: Int) {
        var (good, bad) = (0, 0)
        var input = sample.makeIterator()
        var parser = UTF8.ForwardParser()
        var passed = 0
        while true {
            switch parser.parseScalar(from: &input) {
            case .valid(let scalar):
                passed += scalar.count
                if scalar.count > 1 { good += 1 }
            case .error(let length):
                passed += length
                if passed < sample.count { bad += 1 }
            case .emptyInput: return (good, bad)
            }
        }
    }
}
