import Lexicon
import Wire

/// Sizes of companies in words, buckets and numbers.
struct Sizes: Sendable {
    private let words: [UInt64: ClosedRange<Int>]

    /// Larger than any company: stands for “and more”.
    static let unbounded = 10_000_000

    /// The range that `2-5`, `51 to 200 employees`, `501+`, `under 20` or `startup` means; nil for anything else.
    func read(_ text: String) -> ClosedRange<Int>? {
        if let key = NameKey.of(text), let range = words[key] { return range }
        let tokens = Tokens(text)
        let numbers = tokens.list.indices.compactMap { tokens.wholeNumber($0) }.filter { $0 > 0 }
        guard let first = numbers.first, first <= Self.unbounded else { return nil }
        if numbers.count > 1, numbers[1] >= first { return first...min(numbers[1], Self.unbounded) }
        if text.contains("+") || text.contains(">") || Self.moreThan.matches(text) {
            return first...Self.unbounded
        }
        return text.contains("<") || Self.upTo.matches(text) ? 1...first : first...first
    }

    private static let moreThan = book(["more than", "over", "at least", "and (more|above|up)"])
    private static let upTo = book(["under", "up to", "fewer than", "less than", "at most"])

    private static func book(_ phrases: [String]) -> PhraseBook<Void> {
        PhraseBook(phrases.compactMap { phrase in (try? Phrase(phrase)).map { ($0, ()) } })  // all literals
    }

    static func field() -> Field<Sizes> {
        .object { fields throws(FieldError) in
            _ = try fields.read("name", .filledString)
            _ = try fields.read("version", .int)
            _ = try fields.read("why", .filledString)
            var words: [UInt64: ClosedRange<Int>] = [:]
            for (word, range) in try fields.read("words", .list(.object(entry))) {
                if let key = NameKey.of(word) { words[key] = range }
            }
            return Sizes(words: words)
        }
    }

    private static func entry(_ fields: inout Fields) throws(FieldError) -> (String, ClosedRange<Int>) {
        let word = try fields.read("word", .filledString)
        let from = try fields.read("from", .int(in: 1...unbounded))
        let to = try fields.read("to", .int(in: 1...unbounded))
        _ = try fields.read("why", .filledString)
        guard from <= to else { throw fields.invalid("to", "must not be below “from”") }
        return (word, from...to)
    }
}

extension ClosedRange where Bound == Int {
    /// `3`, `2 to 5`, `501 or more`.
    var words: String {
        if lowerBound == upperBound { return "\(lowerBound)" }
        return upperBound >= Sizes.unbounded ? "\(lowerBound) or more" : "\(lowerBound) to \(upperBound)"
    }
}

/// Ranges put together: touching and overlapping ones become one.
func united(_ ranges: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
    var out: [ClosedRange<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
        if let last = out.last, range.lowerBound <= last.upperBound + 1 {
            out[out.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
        } else {
            out.append(range)
        }
    }
    return out
}
