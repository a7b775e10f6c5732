/// Tries one phrase at one place.
///
/// Depth-first. Once a try grows long, places known to fail are remembered, so that no (step, token) pair is tried
/// twice and the cost is at most steps × tokens in reach, whatever the pattern and the text.
struct PhraseMatcher {
    let tokens: Tokens
    let marks: PhraseMarks
    private var taken = 0
    private var failed: Set<Place> = []
    private(set) var captures: [PhraseMatch.Capture] = []

    /// Tries that stay below this many steps, which is nearly all, skip the bookkeeping.
    private static let shortTry = 48

    private struct Place: Hashable {
        let step: Int
        let token: Int
    }

    init(tokens: Tokens, marks: PhraseMarks) {
        self.tokens = tokens
        self.marks = marks
    }

    /// The end of the first match that opens at `start`, earlier alternatives first; nil when there is none.
    mutating func match(_ program: PhraseProgram, at start: Int) -> Int? {
        taken = 0
        if !failed.isEmpty { failed = [] }
        if !captures.isEmpty { captures = [] }
        return run(program, program.start, at: start)
    }

    private mutating func run(_ program: PhraseProgram, _ step: Int, at index: Int) -> Int? {
        taken += 1
        guard taken > Self.shortTry else { return attempt(program, step, at: index) }
        let place = Place(step: step, token: index)
        guard !failed.contains(place) else { return nil }
        if let end = attempt(program, step, at: index) { return end }
        failed.insert(place)
        return nil
    }

    private mutating func attempt(_ program: PhraseProgram, _ step: Int, at index: Int) -> Int? {
        switch program.steps[step] {
        case .accept: return index
        case .word(let key, let glued, let next):
            guard index < tokens.count, tokens[index].key == key, !glued || tokens[index].isGlued else {
                return nil
            }
            return run(program, next, at: index + 1)
        case .prefix(let length, let key, let next):
            guard index < tokens.count, tokens.hasPrefix(index, length: length, key: key) else { return nil }
            return run(program, next, at: index + 1)
        case .anyOf(let kind, let next):
            guard let end = NumberWords.end(of: kind, in: tokens, at: index) else { return nil }
            return capture(kind.rawValue, index..<end, then: next, of: program)
        case .marked(let name, let next):
            for end in marks.ends(of: name, at: index) {
                if let found = capture(name, index..<end, then: next, of: program) { return found }
            }
            return nil
        case .split(let ways):
            for way in ways where mayOpen(program.steps[way], at: index) {
                if let end = run(program, way, at: index) { return end }
            }
            return nil
        case .gap(let most, let next): return skip(most, then: next, of: program, at: index)
        }
    }

    /// Whether a step may match at a token: a word of a long choice is passed over at the cost of one comparison.
    private func mayOpen(_ step: PhraseProgram.Step, at index: Int) -> Bool {
        guard case .word(let key, _, _) = step else { return true }
        return index < tokens.count && tokens[index].key == key
    }

    private mutating func skip(_ most: Int, then next: Int, of program: PhraseProgram, at index: Int) -> Int?
    {
        for skipped in 0...most {
            if skipped > 0, !tokens.isWordOrNumber(index + skipped - 1) { return nil }
            if let end = run(program, next, at: index + skipped) { return end }
        }
        return nil
    }

    private mutating func capture(
        _ name: String, _ range: Range<Int>, then next: Int, of program: PhraseProgram
    ) -> Int? {
        let depth = captures.count
        captures.append(PhraseMatch.Capture(name: name, tokens: range))
        if let end = run(program, next, at: range.upperBound) { return end }
        captures.removeSubrange(depth...)
        return nil
    }
}

extension Tokens {
    package func isWordOrNumber(_ index: Int) -> Bool {
        index < list.count && (list[index].kind == .word || list[index].kind == .number)
    }

    func hasPrefix(_ index: Int, length: Int, key: UInt64) -> Bool {
        let bytes = foldedBytes(index)
        return bytes.count >= length && WordKey.of(bytes.prefix(length)) == key
    }
}
