import Domain
import Lexicon

/// The one pass that turns tokens into words with gaps, and reads words the book does not know by their parts.
struct TitleLineCutter {
    let tokens: Tokens
    let book: TitleBook
    private(set) var words: [TitleLine.Word] = []
    private var gap: TitleLine.Gap = []
    private var depth = 0

    init(tokens: Tokens, book: TitleBook) {
        self.tokens = tokens
        self.book = book
    }

    mutating func cut() {
        words.reserveCapacity(tokens.count)
        var index = 0
        while index < tokens.count {
            let token = tokens[index]
            if !token.isGlued { gap.insert(.space) }
            switch token.kind {
            case .word:
                if isGenderEnding(index) {
                    index = extendLast(with: index)
                } else {
                    index = addWord(index)
                }
            case .number:
                add(id: TitleBook.number, index, index, key: 0)
                index += 1
            case .lineBreak:
                gap.insert(.bar)
                index += 1
            case .symbol:
                readSymbol(index)
                index += 1
            }
        }
    }

    /// A word, or a run of dotted initials (`C.E.O.`) as one.
    private mutating func addWord(_ index: Int) -> Int {
        var last = index
        var key = tokens[index].key
        if tokens.foldedBytes(index).count == 1, tokens[index].isCapitalised {
            var state = WordKey.seed
            for byte in tokens.foldedBytes(index) { state = WordKey.combine(state, byte) }
            while last + 2 < tokens.count, tokens.isSymbol(last + 1, "."), tokens[last + 1].isGlued,
                tokens[last + 2].isGlued, tokens[last + 2].kind == .word,
                tokens.foldedBytes(last + 2).count == 1
            {
                last += 2
                for byte in tokens.foldedBytes(last) { state = WordKey.combine(state, byte) }
            }
            if last > index { key = WordKey.finish(state) }
        }
        add(id: book.word(key) ?? TitleBook.unknown, index, last, key: key)
        return last + 1
    }

    private mutating func add(id: TitleBook.WordID, _ first: Int, _ last: Int, key: UInt64) {
        let token = tokens[first]
        var start = token.start
        // ".NET Developer" opens with its point.
        if start > 0, first > 0, tokens.isSymbol(first - 1, "."), token.isGlued, !tokens[first - 1].isGlued {
            start -= 1
        }
        let end = tokens[last].end
        var word = TitleLine.Word(
            id: id, start: start, end: end, closedEnd: end, gap: words.isEmpty ? gap.intersection(.at) : gap,
            depth: depth, isCapitalised: token.isCapitalised,
            isUpperCase: token.isUpperCase, token: first, parts: nil)
        // Other scripts are read by their stems even where the word is known: their endings carry the grammar.
        let bytes = tokens.foldedBytes(first)
        if id == TitleBook.unknown || (bytes.first ?? 0) >= 0x80 { readParts(of: &word) }
        words.append(word)
        gap = []
    }

    private func readParts(of word: inout TitleLine.Word) {
        let bytes = tokens.foldedBytes(word.token)
        if word.id == TitleBook.unknown, let base = book.affixes.base(of: bytes, known: book.word) {
            word.id = base
            // A word that only serves inside phrases says nothing alone; its own parts may.
            if let node = book.node(after: 0, base), book.meanings[Int(node)].saysSomething { return }
        }
        word.parts = book.affixes.meaning(of: bytes)
    }

    /// `Leiter:in`, `Leiter*in`, `Chargé(e)`, `Directeur/trice`: an ending that belongs to the word before.
    private func isGenderEnding(_ index: Int) -> Bool {
        guard index >= 2, !words.isEmpty, tokens[index].isGlued, tokens[index - 1].kind == .symbol,
            tokens[index - 1].isGlued, tokens.foldedBytes(index).count <= 5
        else { return false }
        guard let last = words.last, last.end - last.start >= 4 else { return false }
        let sign = tokens.scalars[tokens[index - 1].start]
        guard "(:*_/·-.".unicodeScalars.contains(sign) else { return false }
        return Self.genderEndings.contains(tokens[index].key)
    }

    /// German, French, Spanish and Portuguese endings that are written behind a sign.
    private static let genderEndings = Set(
        [
            "in", "innen", "e", "es", "ne", "trice", "rice", "euse", "se", "ere", "ive", "a", "as", "o", "os",
            "ra",
        ]
        .map { WordKey.of($0.utf8) })

    /// Takes an ending, and the bracket that closes it, into the last word; returns what stands behind.
    private mutating func extendLast(with index: Int) -> Int {
        var last = index
        if tokens.isSymbol(index - 1, "(") {
            depth = max(0, depth - 1)
            if tokens.isSymbol(index + 1, ")"), tokens[index + 1].isGlued { last += 1 }
        }
        gap = []
        words[words.count - 1].end = tokens[last].end
        words[words.count - 1].closedEnd = tokens[last].end
        return last + 1
    }

    private mutating func readSymbol(_ index: Int) {
        let token = tokens[index]
        switch tokens.scalars[token.start] {
        case "|", "•", "·", "‖", "¦", ";", "~", ">", "<", "!", "?", "=", "^", "；": gap.insert(.bar)
        case "/", "\\":
            gap.insert(gap.contains(.slash) && token.isGlued ? .bar : .slash)
        case "-", "–", "—", "―", "‐", "‑", "−":
            let isSpaced = !token.isGlued || !(index + 1 < tokens.count && tokens[index + 1].isGlued)
            if isSpaced || tokens.scalars[token.start] == "—" { gap.insert(.dash) }
        case ",": gap.insert(.comma)
        case ":": gap.insert(.colon)
        case "&", "+": gap.insert(.and)
        case "@": gap.insert(.at)
        case "(", "[", "{":
            gap.insert(.open)
            depth += 1
        case ")", "]", "}":
            gap.insert(.close)
            depth = max(0, depth - 1)
            if token.isGlued, !words.isEmpty { words[words.count - 1].closedEnd = token.end }
        case ".", "'", "\"", "_", "#", "*", "%", "$", "`", "’", "‘", "“", "”", "„", "«", "»", "・": break
        default: gap.insert(.bar)
        }
    }
}
