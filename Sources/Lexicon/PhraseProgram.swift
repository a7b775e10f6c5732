/// A phrase as a graph of steps: each names the step that follows, so matching allocates nothing.
struct PhraseProgram: Sendable {
    enum Step: Sendable {
        case word(UInt64, glued: Bool, next: Int)
        case prefix(length: Int, key: UInt64, next: Int)
        case anyOf(Phrase.TokenClass, next: Int)
        case marked(String, next: Int)
        /// Tried in order.
        case split([Int])
        case gap(Int, next: Int)
        case accept
    }

    private(set) var steps: [Step] = [.accept]
    private(set) var start = 0

    init(_ elements: [Phrase.Element]) {
        start = compile(elements, then: 0)
    }

    /// Adds the steps of `elements` that go on at `next`; returns where they open.
    private mutating func compile(_ elements: [Phrase.Element], then next: Int) -> Int {
        elements.reversed().reduce(next) { compile($1, then: $0) }
    }

    private mutating func compile(_ element: Phrase.Element, then next: Int) -> Int {
        switch element {
        case .word(let key, let glued): add(.word(key, glued: glued, next: next))
        case .prefix(let length, let key): add(.prefix(length: length, key: key, next: next))
        case .anyOf(let kind): add(.anyOf(kind, next: next))
        case .marked(let name): add(.marked(name, next: next))
        case .choice(let alternatives): add(.split(alternatives.map { compile($0, then: next) }))
        case .optional(let inner): add(.split([compile(inner, then: next), next]))
        case .gap(let most): add(.gap(most, next: next))
        }
    }

    private mutating func add(_ step: Step) -> Int {
        steps.append(step)
        return steps.count - 1
    }
}
