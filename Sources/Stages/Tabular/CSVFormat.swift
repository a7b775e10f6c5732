/// How a file writes its rows down: encoding and separator, and why we think so.
package struct CSVFormat: Hashable, Sendable {
    /// How bytes stand for characters.
    package var encoding: TextEncoding
    /// The byte between cells.
    package var separator: UInt8
    /// Whether a backslash makes the quote behind it text, as some databases export.
    package var escapesWithBackslash = false
    /// How the encoding was told, to show to a person.
    package let encodingReason: String
    /// How the separator was told, to show to a person.
    package let separatorReason: String
    /// Bytes before the text: the byte order mark.
    let markLength: Int
    /// Whether a line `sep=;`, which Excel understands, comes before the rows.
    let hasDirective: Bool

    /// A format that is known.
    package init(encoding: TextEncoding = .utf8, separator: Character = ",") {
        self.encoding = encoding
        self.separator = separator.asciiValue ?? UInt8(ascii: ",")
        encodingReason = "\(encoding.rawValue), as told"
        separatorReason = "as told"
        markLength = 0
        hasDirective = false
    }

    /// The format a file has, judged by how it starts; 64 KB are plenty.
    package init(sniffing sample: [UInt8], isWhole: Bool = false) {
        let guess = TextEncoding.guess(from: sample)
        encoding = guess.encoding
        encodingReason = guess.reason
        markLength = guess.mark
        let text = Self.text(sample, guess)
        if let told = Self.directive(text) {
            separator = told
            separatorReason = "the file's first line names it"
            hasDirective = true
            return
        }
        hasDirective = false
        let best = SeparatorGuess.best(in: text, isWhole: isWhole)
        separator = best.separator
        separatorReason = best.reason
        escapesWithBackslash = Self.usesBackslashes(text, separator)
    }

    /// What to call the separator in a sentence.
    package var separatorName: String {
        switch separator {
        case UInt8(ascii: ","): "comma"
        case UInt8(ascii: ";"): "semicolon"
        case UInt8(ascii: "\t"): "tab"
        case UInt8(ascii: "|"): "vertical bar"
        default: "\"\(Character(Unicode.Scalar(separator)))\""
        }
    }

    /// The sample in bytes that hold ASCII as ASCII.
    private static func text(_ sample: [UInt8], _ guess: TextEncoding.Guess) -> [UInt8] {
        switch guess.encoding {
        case .utf8, .windows1252: return Array(sample.dropFirst(guess.mark))
        case .utf16LittleEndian, .utf16BigEndian:
            var transcoder = UTF16Transcoder(isBigEndian: guess.encoding == .utf16BigEndian)
            var text: [UInt8] = []
            transcoder.append(sample.dropFirst(guess.mark), to: &text)
            return text
        }
    }

    /// Whether quotes in the sample are escaped by backslashes and not by doubling.
    ///
    /// A backslash before a closing quote proves nothing: `"C:\data\"`.
    private static func usesBackslashes(_ text: [UInt8], _ separator: UInt8) -> Bool {
        var (escaped, doubled) = (0, 0)
        for place in text.indices.dropFirst().dropLast() where text[place] == UInt8(ascii: "\"") {
            let (before, next) = (text[place - 1], text[place + 1])
            let ends = next == separator || next == UInt8(ascii: "\r") || next == UInt8(ascii: "\n")
            if before == UInt8(ascii: "\\"), !ends { escaped += 1 }
            let opens = before == separator || before == UInt8(ascii: "\r") || before == UInt8(ascii: "\n")
            if next == UInt8(ascii: "\""), !opens { doubled += 1 }
        }
        return escaped > doubled
    }

    private static func directive(_ text: [UInt8]) -> UInt8? {
        let line = text.prefix { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") }
        let key = Array(line.prefix(4)).map { $0 | 0x20 }
        guard line.count == 5, line.count < text.count, key == Array("sep=".utf8) else { return nil }
        let told = line[4]
        return told < 0x80 && told != UInt8(ascii: "\"") ? told : nil
    }
}

/// Tells the separator by reading a sample with each that is in use and counting cells.
struct SeparatorGuess {
    private static let candidates: [UInt8] = [
        UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: ","),
    ]  // the rarer in prose first: it wins a draw
    /// More rows tell nothing new.
    private static let sampleRows = 200

    let separator: UInt8
    let reason: String
    /// Which part of the rows has the usual number of cells.
    private let agreement: Double
    private let columns: Int

    /// The candidate under which most rows have the same number of cells, and at least two.
    static func best(in text: [UInt8], isWhole: Bool) -> SeparatorGuess {
        var best: SeparatorGuess?
        for candidate in candidates {
            guard let guess = SeparatorGuess(candidate, text, isWhole) else { continue }
            if let other = best, !guess.isBetter(than: other) { continue }
            best = guess
        }
        return best
            ?? SeparatorGuess(
                separator: UInt8(ascii: ","), reason: "nothing separates cells; there is one column")
    }

    private init(separator: UInt8, reason: String) {
        self.separator = separator
        self.reason = reason
        (agreement, columns) = (0, 1)
    }

    private init?(_ separator: UInt8, _ text: [UInt8], _ isWhole: Bool) {
        let counts = Self.cellCounts(text, separator, isWhole)
        var tally: [Int: Int] = [:]
        for count in counts { tally[count, default: 0] += 1 }
        let usual = tally.max { ($0.value, $0.key) < ($1.value, $1.key) }
        guard let usual, usual.key > 1 else { return nil }
        self.separator = separator
        columns = usual.key
        let share = Double(usual.value) / Double(counts.count)
        // The first row names the columns, and prose seldom stands there: it should have them all.
        agreement = counts.first == usual.key ? share : share - 0.3
        reason = "\(usual.value) of the first \(counts.count) rows have \(usual.key) cells"
    }

    /// Agreement decides; where it is about equal, more columns.
    private func isBetter(than other: SeparatorGuess) -> Bool {
        abs(agreement - other.agreement) > 0.05 ? agreement > other.agreement : columns > other.columns
    }

    private static func cellCounts(_ text: [UInt8], _ separator: UInt8, _ isWhole: Bool) -> [Int] {
        let format = CSVFormat(separator: Character(Unicode.Scalar(separator)))
        return text.withUnsafeBufferPointer { bytes in
            var scanner = CSVScanner(bytes: bytes, format: format, isFinal: isWhole, limits: .standard)
            var counts: [Int] = []
            while scanner.at < bytes.count, counts.count < sampleRows {
                let before = scanner.cells.count
                switch scanner.record() {
                case .record, .broken: break
                case .incomplete, .discard: return counts  // cut off by the sample's end, or hopeless
                }
                let cells = scanner.cells[before...]
                if cells.contains(where: { $0.start < $0.end }) { counts.append(cells.count) }
            }
            return counts
        }
    }
}
