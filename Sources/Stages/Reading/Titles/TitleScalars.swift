import Lexicon

/// The first pass over a headline: what is invisible or only marks a gender goes, and nothing endless stays.
enum TitleScalars {
    /// Scalars of a headline that are read; LinkedIn allows 220 characters, and no title fills four times that.
    static let longest = 1_000

    /// The scalars worth reading.
    static func clean(_ headline: String) -> [Unicode.Scalar] {
        var out: [Unicode.Scalar] = []
        out.reserveCapacity(min(headline.utf8.count, longest))
        for scalar in headline.unicodeScalars {
            if out.count == longest { break }
            if scalar.value < 0x80 {
                out.append(scalar)
            } else if let wide = narrow(scalar) {
                out.append(wide)
            } else if !isInvisible(scalar) {
                out.append(scalar)
            }
        }
        return out.contains("/") || out.contains("|") || out.contains("(") ? withoutGenderMarks(out) : out
    }

    /// Zero-width and direction marks, soft hyphens, variation selectors: they would split or hide words.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xFE00...0xFE0F,
            0x1F3FB...0x1F3FF:
            true
        default: false
        }
    }

    /// Full-width signs as their plain forms.
    private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0xFF08: "("
        case 0xFF09: ")"
        case 0xFF0F: "/"
        case 0xFF0C, 0x3001: ","
        case 0xFF5C: "|"
        case 0xFF06: "&"
        case 0xFF20: "@"
        case 0xFF1A: ":"
        case 0xA0, 0x3000, 0x202F: " "
        default: nil
        }
    }

    /// Drops `(m/w/d)`, `H/F`, `(f/m/x)` and their like, which would read as words and separators.
    private static func withoutGenderMarks(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var out: [Unicode.Scalar] = []
        out.reserveCapacity(scalars.count)
        var index = 0
        while index < scalars.count {
            if let end = genderMark(in: scalars, at: index) {
                index = end
            } else {
                out.append(scalars[index])
                index += 1
            }
        }
        return out
    }

    /// The end of a gender mark that opens at `index`, at the start of a word.
    private static func genderMark(in scalars: [Unicode.Scalar], at index: Int) -> Int? {
        let isBracketed = scalars[index] == "(" || scalars[index] == "["
        guard isBracketed || index == 0 || scalars[index - 1] == " " else { return nil }
        var letters: [Unicode.Scalar] = []
        var position = index + (isBracketed ? 1 : 0)
        var expectsLetter = true
        while position < scalars.count, letters.count <= 4 {
            let scalar = scalars[position]
            if scalar == " ", isBracketed {
            } else if expectsLetter {
                guard "mwfdhxvkiMWFDHXVKI".unicodeScalars.contains(scalar) else { return nil }
                letters.append(scalar)
                expectsLetter = false
            } else if scalar == "/" || (isBracketed && (scalar == "|" || scalar == "," || scalar == "*")) {
                expectsLetter = true
            } else {
                break
            }
            position += 1
        }
        guard letters.count >= 2, !expectsLetter else { return nil }
        if isBracketed {
            guard position < scalars.count, scalars[position] == ")" || scalars[position] == "]" else {
                return nil
            }
            return position + 1
        }
        guard position == scalars.count || scalars[position] == " " else { return nil }
        return isPlainMark(letters) ? position : nil
    }

    /// Without brackets only the usual marks count: `H/W` is hardware.
    private static func isPlainMark(_ letters: [Unicode.Scalar]) -> Bool {
        let mark = Fold.string(String(String.UnicodeScalarView(letters)))
        return [
            "mwd", "wmd", "mw", "wm", "mf", "fm", "hf", "fh", "mv", "vm", "km", "mk", "mfd", "fmd", "fmx",
            "mfx", "mwx", "wmx", "mdw", "dmw", "mwi", "mk", "hfx", "fhx",
        ].contains(mark)
    }
}
