/// A title found, before titles are merged.
struct RoleCandidate: Sendable {
    /// Where it was found; the earlier source wins when two name the same opening.
    enum Source: Int, Comparable, Sendable {
        case header, list, sentence

        static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
    }

    let tokens: Range<Int>
    let source: Source
}
