import Lexicon

/// What each token of a document can be in a job title, worked out once.
///
/// A title is a run of modifiers with a job noun at its end ("Senior Backend Engineer"), or a leading noun with its
/// field behind ("Head of Growth", "Praktikantin Marketing").
struct RoleGrammar: Sendable {
    /// What a token can be; several at once.
    struct Marks: OptionSet, Sendable {
        let rawValue: UInt16
        static let head = Marks(rawValue: 1)
        static let weakHead = Marks(rawValue: 2)
        static let leading = Marks(rawValue: 4)
        static let modifier = Marks(rawValue: 8)
        static let level = Marks(rawValue: 16)
        static let junk = Marks(rawValue: 32)
        static let notInRole = Marks(rawValue: 64)
        static let employment = Marks(rawValue: 128)
        /// Last token of a job name of several words.
        static let endsPhrase = Marks(rawValue: 256)
        static let field = Marks(rawValue: 512)
    }

    let tokens: Tokens
    private(set) var marks: [Marks]

    /// Words of the longest title: "Director of Sales and Marketing for Southern Europe".
    static let mostWords = 9

    init(_ tokens: Tokens, words: RoleWords) {
        self.tokens = tokens
        marks = tokens.list.indices.map { Self.marks(of: $0, tokens, words) }
        for (range, kind) in words.phrases(in: tokens) {
            switch kind {
            case .head:
                marks[range.upperBound - 1].formUnion([.head, .endsPhrase])
                for index in range.dropLast() { marks[index].insert(.modifier) }
            case .leadingHead:
                marks[range.lowerBound].insert(.leading)
                for index in range.dropFirst() { marks[index].insert(.modifier) }
            case .level: for index in range { marks[index].insert(.modifier) }
            case .modifier, .employment, .junk, .notInRole, .field:
                for index in range { marks[index].formUnion(Marks(kind)) }
            case .weakHead, .headEnding: break
            }
        }
    }

    private static func marks(of index: Int, _ tokens: Tokens, _ words: RoleWords) -> Marks {
        let token = tokens[index]
        guard token.kind == .word else { return token.kind == .number ? .junk : [] }
        var marks = words.marks(token.key)
        let folded = tokens.foldedBytes(index)
        if let singular = singularKey(folded) {
            marks.formUnion(words.marks(singular).intersection([.head, .weakHead, .leading]))
        }
        if isGraded(folded, words) || marks.isEmpty && words.hasHeadEnding(folded) { marks.insert(.head) }
        return marks
    }

    /// The key without a plural ending; nil when there is none.
    private static func singularKey(_ folded: ArraySlice<UInt8>) -> UInt64? {
        guard folded.count > 2, folded.last == UInt8(ascii: "s"), folded.dropLast().last != UInt8(ascii: "s")
        else {
            return nil
        }
        return WordKey.of(folded.dropLast())
    }

    /// "SDE2", "PM3": a job noun with its grade.
    private static func isGraded(_ folded: ArraySlice<UInt8>, _ words: RoleWords) -> Bool {
        guard let last = folded.last, last &- 0x31 < 5, folded.count > 2 else { return false }
        return words.marks(WordKey.of(folded.dropLast())).contains(.head)
    }

    subscript(index: Int) -> Marks { marks.indices.contains(index) ? marks[index] : [] }

    func isHead(_ index: Int) -> Bool { self[index].contains(.head) }

    /// Whether tokens read as one whole title.
    ///
    /// `strict` asks for a job noun; otherwise "Senior Backend" will do.
    func isRole(_ range: Range<Int>, strict: Bool = false) -> Bool {
        let core = core(of: range)
        let words = core.filter { tokens.isWordOrNumber($0) }
        guard let first = words.first, let last = words.last, words.count <= Self.mostWords else {
            return false
        }
        guard !range.contains(where: { self[$0].contains(.notInRole) }) else { return false }
        if self[last].contains(.endsPhrase) { return true }
        if words.count >= 2,
            let leading = words.first(where: { !self[$0].contains(.level) || self[$0].contains(.leading) }),
            self[leading].contains(.leading), leading < last, leadsOn(leading, words)
        {
            return true
        }
        if let of = words.firstIndex(where: { isOf($0) }), of > 0, of + 1 < words.count,
            isHead(words[of - 1]) || self[words[of - 1]].contains(.leading)
        {
            return true
        }
        if self[last].contains(.weakHead), !isHead(last) {
            return words.count >= 2 && self[words[words.count - 2]].contains(.modifier)
        }
        if isHead(last) { return true }
        if words.count >= 2, isHead(words[words.count - 2]), isGrade(last) { return true }
        return !strict && words.count >= 2 && self[first].contains(.level)
            && words.dropFirst().allSatisfy { self[$0].contains(.modifier) }
    }

    /// Whether a leading noun is followed by its field: "of …", a comma or dash, or a known field.
    private func leadsOn(_ leading: Int, _ words: [Int]) -> Bool {
        guard let place = words.firstIndex(of: leading), place + 1 < words.count else { return false }
        let next = words[place + 1]
        return isOf(next) || next > leading + 1 || self[next].contains(.modifier) || isHead(next)
    }

    /// "of", "de", "für", "en": joins a leading noun to its field.
    func isOf(_ index: Int) -> Bool { Self.linking.contains(tokens[index].key) }

    private static let linking = Set(
        ["of", "de", "d'", "du", "des", "en", "del", "für", "im", "in"].map {
            WordKey.of(Fold.bytes($0))
        })

    /// "II", "3", "intern": behind a job noun.
    private func isGrade(_ index: Int) -> Bool {
        Self.grades.contains(tokens[index].key)
    }

    private static let grades = Set(
        ["i", "ii", "iii", "iv", "v", "1", "2", "3", "4", "5", "intern", "sdet"].map { WordKey.of($0.utf8) })

    /// The part of a title in front of a bracket, spaced dash, colon or comma that explains it.
    func core(of range: Range<Int>) -> Range<Int> {
        for index in range.dropFirst() where tokens[index].kind == .symbol {
            switch tokens.scalars[tokens[index].start] {
            case "(", "[":
                // "Assistant(e)" goes on.
                if !tokens[index].isGlued || !isGenderMark(index, range) { return range.lowerBound..<index }
            case ":", ",", ";", "–", "—": return range.lowerBound..<index
            case "-": if !tokens[index].isGlued { return range.lowerBound..<index }
            default: break
            }
        }
        return range
    }

    /// "(e)", "(in)", "(r)" glued to a word.
    func isGenderMark(_ index: Int, _ range: Range<Int>) -> Bool {
        guard index + 2 < range.upperBound, tokens[index + 1].isGlued, tokens.isSymbol(index + 2, ")") else {
            return false
        }
        return tokens[index + 1].end - tokens[index + 1].start <= 2
    }
}
