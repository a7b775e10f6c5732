import Lexicon

/// Finds titles in headers, labelled rows, lists and tables: places where a title stands by itself.
struct RoleLines {
    let document: Document
    let grammar: RoleGrammar
    let cues: RoleCues.Found
    /// Whether tokens are a place, an employment term or another thing that fills a cell.
    let isOther: (Range<Int>) -> Bool

    private var tokens: Tokens { document.tokens }
    private var splitter: RoleSplitter { RoleSplitter(grammar) }

    /// Scalars of the longest first line that is a title by itself, and of the longest cell and list item.
    private static let longestTitleLine = 90
    private static let longestCell = 170
    private static let longestItem = 90
    private static let mostItemWords = 10
    /// Words of a line that may be a title without bullet and cue.
    private static let mostFreeWords = 6
    /// Lines a list may go on below its cue, and what a line that is no item takes off.
    private static let listLength = 12
    private static let strayLine = 4

    func candidates() -> [RoleCandidate] { rows() + header() + lists() }

    // MARK: Labelled rows and header

    private func rows() -> [RoleCandidate] {
        document.rows(.role).flatMap { row -> [RoleCandidate] in
            let value = upToBreak(row.value)
            let titles = splitter.split(value).compactMap(title)
            let isBelow =
                document.lineIndex(of: row.value.lowerBound)
                > document.lineIndex(of: row.labelTokens.lowerBound)
            if !titles.isEmpty {
                return titles.map { RoleCandidate(tokens: $0, source: isBelow ? .list : .header) }
            }
            return isBelow
                ? [] : unknownTitle(value).map { [RoleCandidate(tokens: $0, source: .header)] } ?? []
        }
    }

    /// A labelled title of words we do not know: short, capitalised, and nothing else we know.
    private func unknownTitle(_ range: Range<Int>) -> Range<Int>? {
        guard let core = grammar.trimmed(grammar.core(of: range)), tokens[core.lowerBound].isCapitalised
        else { return nil }
        let words = core.filter { tokens.isWordOrNumber($0) }
        guard (1...5).contains(words.count), !isOther(core),
            !words.contains(where: { grammar[$0].contains(.notInRole) || cues.stops.contains($0) }),
            words.contains(where: { !grammar[$0].isDisjoint(with: [.modifier, .leading, .weakHead, .head]) })
        else { return nil }
        return core
    }

    private func header() -> [RoleCandidate] {
        guard !document.header.segments.isEmpty else { return firstLine() }
        var found: [RoleCandidate] = []
        for segment in document.header.segments {
            let width = tokens[segment.upperBound - 1].end - tokens[segment.lowerBound].start
            guard width <= Self.longestCell, !isOther(segment) else { continue }
            for part in splitter.split(upToAddress(segment)) {
                guard let title = title(part) else { continue }
                found.append(RoleCandidate(tokens: title, source: .header))
            }
        }
        return found
    }

    private func firstLine() -> [RoleCandidate] {
        guard let line = document.lines.first,
            tokens[line.upperBound - 1].end - tokens[line.lowerBound].start < Self.longestTitleLine,
            let trimmed = grammar.trimmed(upToAddress(line)), let title = title(trimmed),
            title.upperBound == trimmed.upperBound || !isSentence(line)
        else { return [] }
        return [RoleCandidate(tokens: title, source: .header)]
    }

    private func isSentence(_ line: Range<Int>) -> Bool { line.contains { grammar[$0].contains(.notInRole) } }

    /// The title a part is, without what is in front of it; nil when it is none.
    private func title(_ part: Range<Int>) -> Range<Int>? {
        guard let clean = grammar.withoutJunk(part) else { return nil }
        let core = grammar.core(of: clean)
        if grammar.isRole(core) { return whole(clean, core) }
        return nil
    }

    /// A title with the field behind its dash: "Marketing Manager - Exports".
    private func whole(_ clean: Range<Int>, _ core: Range<Int>) -> Range<Int> {
        let bare = grammar.trimmed(core) ?? core
        guard core.upperBound < clean.upperBound, isFieldMark(core.upperBound) else { return bare }
        let tail = core.upperBound + 1..<clean.upperBound
        let words = tail.filter { tokens.isWordOrNumber($0) }
        guard (1...3).contains(words.count), words.count == tail.count, !isOther(tail),
            words.allSatisfy({ grammar[$0].contains(.modifier) && !grammar[$0].contains(.employment) })
        else { return bare }
        return clean
    }

    /// A comma or dash that a field may follow.
    private func isFieldMark(_ index: Int) -> Bool {
        tokens.isSymbol(index, ",") || tokens.isSymbol(index, "-") || tokens.isSymbol(index, "–")
    }

    // MARK: Lists

    private func lists() -> [RoleCandidate] {
        var found: [RoleCandidate] = []
        var left = 0
        for (index, line) in document.lines.enumerated() {
            let isHeader = index == 0 && !document.header.segments.isEmpty
            if !isHeader {
                let items = isTableRow(line) ? cells(line) : item(line, isListed: left > 0)
                found += items
                if left > 0 { left -= items.isEmpty && !hasBullet(line) ? Self.strayLine : 1 }
            }
            if cues.listCueLines.contains(index) { left = Self.listLength }
        }
        return found
    }

    private func isTableRow(_ line: Range<Int>) -> Bool {
        line.filter { tokens.isSymbol($0, "|") }.count >= 2
    }

    private func cells(_ line: Range<Int>) -> [RoleCandidate] {
        line.split { tokens.isSymbol($0, "|") }.compactMap { cell in
            guard let first = cell.first, let last = cell.last, !isOther(first..<last + 1) else { return nil }
            return title(first..<last + 1).map { RoleCandidate(tokens: $0, source: .list) }
        }
    }

    private func hasBullet(_ line: Range<Int>) -> Bool { afterBullet(line) > line.lowerBound }

    /// The first token behind "-", "•", "1.", "a)" and the like.
    private func afterBullet(_ line: Range<Int>) -> Int {
        var index = line.lowerBound
        while index < line.upperBound, tokens[index].kind == .symbol { index += 1 }
        guard index + 1 < line.upperBound, tokens.isSymbol(index + 1, ".") || tokens.isSymbol(index + 1, ")")
        else {
            return index
        }
        let isMark = tokens[index].kind == .number || tokens[index].end - tokens[index].start == 1
        return isMark && tokens[index + 1].isGlued ? index + 2 : index
    }

    private func item(_ line: Range<Int>, isListed: Bool) -> [RoleCandidate] {
        let start = afterBullet(line)
        guard start < line.upperBound else { return [] }
        let isBulleted = start > line.lowerBound
        let chunk = upToBreak(start..<line.upperBound)
        guard !chunk.isEmpty,
            tokens[chunk.upperBound - 1].end - tokens[chunk.lowerBound].start < Self.longestItem,
            !cues.duties.contains(chunk.lowerBound), !isOther(chunk)
        else { return [] }
        let words = chunk.filter { tokens.isWordOrNumber($0) }
        guard words.count <= Self.mostItemWords, isBulleted || isListed || isFree(chunk, words, line) else {
            return []
        }
        if isBulleted, !isListed, words.count > 7 { return [] }
        return splitter.split(chunk).compactMap { part in
            (title(part) ?? (isListed ? field(part) : nil)).map { RoleCandidate(tokens: $0, source: .list) }
        }
    }

    /// A field without a job noun, for lists that leave it out: "DevOps", "Senior Backend".
    private func field(_ part: Range<Int>) -> Range<Int>? {
        let words = part.filter { tokens.isWordOrNumber($0) }
        guard (1...3).contains(words.count), words.contains(where: { grammar[$0].contains(.field) }),
            words.allSatisfy({ !grammar[$0].isDisjoint(with: [.field, .level, .modifier]) })
        else { return nil }
        return grammar.trimmed(part)
    }

    /// A line in title case that ends, or goes on with a dash, colon or bracket.
    private func isFree(_ chunk: Range<Int>, _ words: [Int], _ line: Range<Int>) -> Bool {
        guard words.count <= Self.mostFreeWords, !words.isEmpty, grammar.isRole(chunk, strict: true) else {
            return false
        }
        let isTitled = words.allSatisfy {
            tokens[$0].isCapitalised || tokens[$0].kind == .number || grammar.isOf($0) || isSmallWord($0)
        }
        guard isTitled, tokens[words[0]].isCapitalised else { return false }
        return chunk.upperBound >= line.upperBound || tokens[chunk.upperBound].kind == .symbol
    }

    private func isSmallWord(_ index: Int) -> Bool { tokens[index].end - tokens[index].start <= 3 }

    /// Tokens up to an address, a spaced dash, a colon, a bracket, the end of a sentence or a stop phrase.
    private func upToBreak(_ range: Range<Int>) -> Range<Int> {
        let range = upToAddress(range)
        let sentence = document.sentence(of: range.lowerBound)
        for index in range.dropFirst() {
            if index >= sentence.upperBound || cues.stops.contains(index) && !grammar.isOf(index) {
                return range.lowerBound..<index
            }
            if tokens[index].kind == .symbol, isBreak(index) { return range.lowerBound..<index }
        }
        return range
    }

    private func isBreak(_ index: Int) -> Bool {
        switch tokens.scalars[tokens[index].start] {
        case "–", "—", "|", "[", "→", ">", "\\": true
        case ":", ";": true
        case "(": !tokens[index].isGlued
        case "-": !tokens[index].isGlued
        default: false
        }
    }

    /// Tokens in front of the first address that stands among them.
    private func upToAddress(_ range: Range<Int>) -> Range<Int> {
        for index in range.dropFirst() where document.followsAddress(index) {
            return range.lowerBound..<index
        }
        return range
    }
}
