import Domain
import Lexicon

/// The first line of a post, when it is a row of cells rather than a sentence.
struct Header: Sendable {
    /// All its tokens; empty when there is no header.
    let tokens: Range<Int>
    /// Its cells.
    let segments: [Range<Int>]
    /// Whether bars part the cells, the plainest sign of a header.
    let hasBars: Bool

    static let none = Header(tokens: 0..<0, segments: [], hasBars: false)
}

/// Finds the header of a text.
struct HeaderCutter {
    let tokens: Tokens
    let line: Range<Int>
    /// Whether more lines follow.
    let hasBody: Bool
    /// Words that show that a line is a sentence, as in `we`, `is`.
    let sentenceWords: Set<UInt64>

    /// Scalars a header in front of a text of one line may have.
    private static let longest = 330
    /// The same without bars, by what parts its cells.
    private static let longestDashed = 140
    private static let longestHyphened = 120
    private static let longestPlain = 110

    func cut() -> Header {
        guard !line.isEmpty else { return .none }
        if let bars = barHeader() { return bars }
        let dashes = separators { isLooseMark($0) }
        if !dashes.isEmpty, width(line) <= Self.longestDashed { return header(line, dashes) }
        let hyphens = line.filter { $0 > line.lowerBound && tokens[$0].isHyphenated }
        if hyphens.count >= 2, width(line) <= Self.longestHyphened, dashes.isEmpty, let tight = tightHeader()
        {
            return tight
        }
        guard width(line) <= Self.longestPlain, hasBody,
            !line.contains(where: { sentenceWords.contains(tokens[$0].key) })
        else { return .none }
        return header(line, separators { isStop($0) })
    }

    /// Cells between bars; of a long line only what stands before its last bar within reach.
    private func barHeader() -> Header? {
        var bars = separators { tokens.isSymbol($0, "|") }
        guard let first = bars.first else { return nil }
        guard width(line) > Self.longest else { return header(line, bars, hasBars: true) }
        let origin = tokens[line.lowerBound].start
        // A bar far into a wall of text is no header's.
        guard tokens[first].start - origin < Self.longestDashed else { return nil }
        bars = bars.filter { tokens[$0].start - origin <= Self.longest }
        guard let last = bars.last else { return nil }
        return header(line.lowerBound..<last + 1, bars, hasBars: true)
    }

    /// "ZipGo Technology-Bangalore-Full time": hyphens part the cells when they part most of the words.
    private func tightHeader() -> Header? {
        let hyphens = line.filter { $0 > line.lowerBound && tokens[$0].isHyphenated }
        let words = line.filter { tokens.isWordOrNumber($0) }.count
        guard words <= hyphens.count * 3 + 3,
            !line.contains(where: { sentenceWords.contains(tokens[$0].key) })
        else { return nil }
        var segments: [Range<Int>] = []
        var start = line.lowerBound
        for hyphen in hyphens {
            segments.append(start..<hyphen)
            start = hyphen
        }
        segments.append(start..<line.upperBound)
        return Header(tokens: line, segments: segments.filter { !$0.isEmpty }, hasBars: false)
    }

    private func separators(_ isSeparator: (Int) -> Bool) -> [Int] { line.filter(isSeparator) }

    /// A dash or bullet with space on both sides.
    private func isLooseMark(_ index: Int) -> Bool {
        guard tokens[index].kind == .symbol, !tokens[index].isGlued,
            "-–—•·".unicodeScalars.contains(tokens.scalars[tokens[index].start])
        else { return false }
        return index + 1 >= line.upperBound || !tokens[index + 1].isGlued
    }

    /// A full stop, semicolon or ellipsis before a space.
    private func isStop(_ index: Int) -> Bool {
        guard tokens[index].kind == .symbol, [".", ";", "…"].contains(tokens.scalars[tokens[index].start])
        else {
            return false
        }
        return index + 1 >= line.upperBound || !tokens[index + 1].isGlued || tokens.isSymbol(index + 1, ".")
    }

    private func header(_ range: Range<Int>, _ separators: [Int], hasBars: Bool = false) -> Header {
        var segments: [Range<Int>] = []
        var start = range.lowerBound
        for separator in separators {
            if start < separator { segments.append(start..<separator) }
            start = separator + 1
        }
        if start < range.upperBound { segments.append(start..<range.upperBound) }
        return Header(tokens: range, segments: segments, hasBars: hasBars)
    }

    private func width(_ range: Range<Int>) -> Int {
        tokens[range.upperBound - 1].end - tokens[range.lowerBound].start
    }
}
