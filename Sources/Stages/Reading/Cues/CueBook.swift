import Domain
import Lexicon
import Wire

/// Phrases of several kinds out of one vocabulary file, found in one pass over a document.
struct CueBook<Kind>: Sendable
where Kind: RawRepresentable & CaseIterable & Hashable & Sendable, Kind.RawValue == String {
    /// What an entry says about its phrases besides their kind.
    struct Cue: Sendable {
        let kind: Kind
        /// Counts only when its first word opens with a capital: `Surge`, not `surge`.
        let needsCapital: Bool
        /// A number the phrase stands for, as two for `my co-founder and I`.
        let number: Int?
        /// A value the phrase stands for, as `founder` for `Gründerin`.
        let value: String?
    }

    private let book: PhraseBook<Cue>

    /// Reads a file whose entries may carry `capital`, `number` and `value`.
    ///
    /// Only entries of `kinds` are taken; all when there are none.
    init(_ path: String, _ data: DataFile, kinds: Set<Kind> = []) throws {
        let all = try Vocabulary.entries(path, data, gives: .choice(Kind.self)) { fields throws(FieldError) in
            (
                try fields.readIfPresent("capital", .bool) ?? false,
                try fields.readIfPresent("number", .int),
                try fields.readIfPresent("value", .filledString)
            )
        }
        let entries = kinds.isEmpty ? all : all.filter { kinds.contains($0.gives) }
        book = try Vocabulary.book(entries) { entry in
            Cue(
                kind: entry.gives, needsCapital: entry.extra.0, number: entry.extra.1, value: entry.extra.2)
        }
    }

    /// The single words among the phrases of one kind, for looking up instead of matching.
    static func words(of kind: Kind, _ path: String, _ data: DataFile) throws -> Set<UInt64> {
        let entries = try Vocabulary.entries(path, data, gives: .choice(Kind.self)) {
            fields throws(FieldError) in fields.ignore("capital", "number", "value")
        }
        let tokens = entries.filter { $0.gives == kind }.flatMap(\.say).map { Tokens($0) }
        return Set(tokens.filter { $0.count == 1 }.map { $0[0].key })
    }

    /// Where the phrases stand.
    func hits(in document: Document, marks: PhraseMarks = PhraseMarks()) -> CueHits<Kind> {
        let tokens = document.tokens
        let hits = book.matches(in: tokens, marks: marks).compactMap { match -> CueHits<Kind>.Hit? in
            let cue = book.entries[match.entry]
            guard !cue.needsCapital || tokens[match.tokens.lowerBound].isCapitalised else { return nil }
            return CueHits.Hit(cue: cue, match: match)
        }
        return CueHits(hits)
    }
}

/// Phrases found in a document, by kind, each kind in the order of the text.
struct CueHits<Kind>: Sendable
where Kind: RawRepresentable & CaseIterable & Hashable & Sendable, Kind.RawValue == String {
    struct Hit: Sendable {
        let cue: CueBook<Kind>.Cue
        let match: PhraseMatch

        var tokens: Range<Int> { match.tokens }
    }

    private let byKind: [Kind: [Hit]]

    init(_ hits: [Hit]) {
        byKind = Dictionary(grouping: hits) { $0.cue.kind }
    }

    subscript(kind: Kind) -> [Hit] { byKind[kind] ?? [] }

    /// Whether a phrase of that kind stands wholly within `range`.
    func contains(_ kind: Kind, in range: Range<Int>) -> Bool { first(kind, in: range) != nil }

    /// The first phrase of that kind that stands wholly within `range`.
    func first(_ kind: Kind, in range: Range<Int>) -> Hit? {
        guard let hits = byKind[kind] else { return nil }
        var index = hits.firstIndex(startingAt: range.lowerBound)
        while index < hits.count, hits[index].tokens.lowerBound < range.upperBound {
            if hits[index].tokens.upperBound <= range.upperBound { return hits[index] }
            index += 1
        }
        return nil
    }

    /// Whether a phrase of that kind opens at a token.
    func opens(_ kind: Kind, at token: Int) -> Bool { opening(kind, at: token) != nil }

    /// The phrase of that kind that opens at a token.
    func opening(_ kind: Kind, at token: Int) -> Hit? {
        guard let hits = byKind[kind] else { return nil }
        let index = hits.firstIndex(startingAt: token)
        return index < hits.count && hits[index].tokens.lowerBound == token ? hits[index] : nil
    }

    /// Whether a phrase of that kind ends right before a token; none is longer than `reach` tokens.
    func ends(_ kind: Kind, at token: Int) -> Bool {
        guard let hits = byKind[kind] else { return false }
        var index = hits.firstIndex(startingAt: token - Self.reach)
        while index < hits.count, hits[index].tokens.lowerBound < token {
            if hits[index].tokens.upperBound == token { return true }
            index += 1
        }
        return false
    }

    private static var reach: Int { 8 }
}

extension Array {
    /// The first hit that opens at `token` or later.
    fileprivate func firstIndex<Kind>(startingAt token: Int) -> Int where Element == CueHits<Kind>.Hit {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].tokens.lowerBound < token { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
