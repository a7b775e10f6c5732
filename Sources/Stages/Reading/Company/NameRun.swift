import Lexicon

/// A run of capitalised words that may be a name, with its legal form.
struct NameRun: Sendable {
    let tokens: Range<Int>
    /// Without the legal form.
    let core: Range<Int>
    var hasLegalForm: Bool { core.upperBound < tokens.upperBound }
}

/// Finds runs of capitalised words.
struct NameFinder {
    let document: Document
    let words: CompanyWords
    let found: CompanyWords.Found

    private var tokens: Tokens { document.tokens }

    /// Words of the longest name without its legal form.
    private static let mostWords = 6

    /// All runs, in order; none crosses a sentence.
    func runs() -> [NameRun] {
        var runs: [NameRun] = []
        var index = 0
        while index < tokens.count {
            guard let run = run(at: index) else {
                index += 1
                continue
            }
            runs.append(run)
            index = run.tokens.upperBound
        }
        return runs
    }

    /// The run that opens at a token.
    func run(at start: Int) -> NameRun? {
        guard opensName(start), !words.isOpener(tokens[start].key) else { return nil }
        let limit = document.sentence(of: start).upperBound
        let line = document.line(of: start).upperBound
        var (end, count) = (start + 1, 1)
        while count < Self.mostWords, let next = nextWord(after: end, limit: min(line, max(limit, end + 2))) {
            if found.legal[end] != nil { break }
            end = next + 1
            count += 1
        }
        let tail = legalEnd(end, line: line)
        return NameRun(tokens: start..<(tail ?? end), core: start..<end)
    }

    /// The next word of a name: glued behind a hyphen or stop, behind "&" or "of", or right behind a space.
    private func nextWord(after end: Int, limit: Int) -> Int? {
        guard end < limit else { return nil }
        if tokens[end].kind == .word || tokens[end].kind == .number {
            if document.followsAddress(end) { return nil }
            if isNameWord(end) { return end }
            // "Kings of Leon", "Ministry of Sound": small words only between capitals.
            guard Self.small.contains(tokens[end].key), end + 1 < limit, isNameWord(end + 1) else {
                return nil
            }
            return end + 1
        }
        guard tokens[end].kind == .symbol, end + 1 < limit else { return nil }
        switch tokens.scalars[tokens[end].start] {
        case "&", "+": return isNameWord(end + 1) || isLowerGlued(end + 1) ? end + 1 : nil
        case "'", "’", "-", "/":
            return tokens[end].isGlued && tokens[end + 1].isGlued && isNameWord(end + 1) ? end + 1 : nil
        case ".":
            let isInitial = tokens[end - 1].end - tokens[end - 1].start <= 2 && tokens[end].isGlued
            return isInitial && isNameWord(end + 1) ? end + 1 : nil
        default: return nil
        }
    }

    private static let small = Set(
        ["of", "and", "the", "de", "du", "la", "le", "y", "und", "et", "del"].map { WordKey.of($0.utf8) })

    private func isLowerGlued(_ index: Int) -> Bool { tokens[index].kind == .word && tokens[index].isGlued }

    /// A number opens a name only with letters glued to it: "20paths".
    private func opensName(_ index: Int) -> Bool {
        guard isNameWord(index) else { return false }
        guard tokens[index].kind == .number else {
            return tokens.scalars[tokens[index].start].isLatinLetter || !isMark(index)
        }
        return index + 1 < tokens.count && tokens[index + 1].isGlued && tokens[index + 1].kind == .word
    }

    /// "'s", "'re": the end of the word before.
    private func isMark(_ index: Int) -> Bool { ["'", "’"].contains(tokens.scalars[tokens[index].start]) }

    /// Capitalised, with capitals inside ("iCracked"), or letters and digits ("my6sense", "20paths").
    func isNameWord(_ index: Int) -> Bool {
        guard index < tokens.count else { return false }
        let token = tokens[index]
        if token.kind == .number {
            guard index + 1 < tokens.count else { return false }
            return tokens[index + 1].isGlued && tokens[index + 1].kind == .word
                || index > 0 && tokens[index - 1].isCapitalised && token.end - token.start <= 4
        }
        guard token.kind == .word else { return false }
        if token.isCapitalised { return true }
        if index > 0, token.isGlued, tokens[index - 1].kind == .number { return true }
        // An ending cut off at its apostrophe ("'s") is none; one followed by a name is: "Brendan's Care Home".
        if tokens.scalars[token.start] == "'" || tokens.scalars[token.start] == "’" {
            return index > 0 && tokens[index - 1].isCapitalised && index + 1 < tokens.count
                && tokens[index + 1].isCapitalised
                && !tokens[index + 1].isGlued
        }
        let inner = tokens.scalars[token.start + 1..<token.end]
        return inner.contains { $0.isASCIIDigit || $0.value &- 0x41 < 26 }
    }

    /// The end of a legal form behind a name, past a comma or a bracketed country.
    func legalEnd(_ end: Int, line: Int) -> Int? {
        if let tail = found.legal[end] { return closing(tail, line) }
        guard end + 1 < line, tokens[end].kind == .symbol else { return nil }
        if tokens.isSymbol(end, ","), let tail = found.legal[end + 1] { return closing(tail, line) }
        if tokens.isSymbol(end, "("), end + 3 < line, tokens.isSymbol(end + 2, ")"),
            let tail = found.legal[end + 3]
        {
            return closing(tail, line)
        }
        return nil
    }

    /// Takes in the stop of an abbreviated form and a second form behind it.
    private func closing(_ tail: Int, _ line: Int) -> Int {
        var end = tail
        if end < line, let more = found.legal[end] { end = more }
        if end < line, tokens.isSymbol(end, "."), tokens[end].isGlued, isAbbreviated(end - 1) {
            end += 1
            if end < line, let more = found.legal[end] {
                end = more
                if end < line, tokens.isSymbol(end, "."), tokens[end].isGlued, isAbbreviated(end - 1) {
                    end += 1
                }
            }
        }
        return end
    }

    private static let abbreviated = Set(
        ["inc", "ltd", "pvt", "co", "corp", "pte", "pty", "v", "a", "l"].map { WordKey.of($0.utf8) })

    private func isAbbreviated(_ index: Int) -> Bool { Self.abbreviated.contains(tokens[index].key) }
}
