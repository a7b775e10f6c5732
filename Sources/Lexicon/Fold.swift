/// Case and accent folding: `Zürich`, `ZURICH` and `zurich` fold to the same bytes.
///
/// Latin letters lose accents and case; other scripts are lower-cased and otherwise kept, so that Devanagari and
/// kana marks survive. Combining marks U+0300–036F vanish.
package enum Fold {
    /// The folded form of a text, as UTF-8.
    package static func bytes(_ text: some StringProtocol) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars { append(scalar, to: &out) }
        return out
    }

    package static func string(_ text: some StringProtocol) -> String {
        String(decoding: bytes(text), as: UTF8.self)
    }

    /// Adds the folded form of one scalar.
    package static func append(_ scalar: Unicode.Scalar, to out: inout [UInt8]) {
        let value = scalar.value
        if value < 0x80 {
            out.append(value &- 0x41 < 26 ? UInt8(value | 0x20) : UInt8(value))
        } else if let base = bases[value] {
            out.append(contentsOf: base)
        } else if !(0x300...0x36F).contains(value) {
            if value == 0x2019 || value == 0x2018 || value == 0x02BC {
                out.append(UInt8(ascii: "'"))
            } else {
                appendLowered(scalar, to: &out)
            }
        }
    }

    /// Most scalars beyond Latin have no case; asking for their lower form would build a string each time.
    private static func appendLowered(_ scalar: Unicode.Scalar, to out: inout [UInt8]) {
        guard scalar.properties.changesWhenLowercased else { return appendUTF8(scalar, to: &out) }
        for lowered in scalar.properties.lowercaseMapping.unicodeScalars { appendUTF8(lowered, to: &out) }
    }

    private static func appendUTF8(_ scalar: Unicode.Scalar, to out: inout [UInt8]) {
        for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { out.append(unit) }
    }

    private static let bases: [UInt32: [UInt8]] = {
        var bases: [UInt32: [UInt8]] = [:]
        for line in table.split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard parts.count == 2 else { continue }
            for scalar in parts[1].unicodeScalars { bases[scalar.value] = Array(parts[0].utf8) }
        }
        return bases
    }()
}
