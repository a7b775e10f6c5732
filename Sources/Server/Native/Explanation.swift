import Domain
import Storage
import Wire

/// A score with the words behind every line, and what stands around them.
struct Explanation {
    let score: Score
    private let texts: [ID<Snapshot>: Passages]

    init(_ score: Score, in transaction: ReadTransaction) throws {
        self.score = score
        let cited = score.result.lines.flatMap(\.evidence).compactMap(\.snapshot)
        let snapshots = try transaction.snapshots(Array(Set(cited)))
        texts = Dictionary(uniqueKeysWithValues: snapshots.map { ($0.id, Passages($0.text)) })
    }

    var json: JSON { JSON(score, evidence: inContext) }

    private func inContext(_ evidence: Evidence) -> JSON {
        var json = JSON(evidence).objectValue ?? [:]
        let passage = evidence.snapshot.flatMap { texts[$0] }?.around(evidence.span)
        json["before"] = .string(passage?.before ?? "")
        json["after"] = .string(passage?.after ?? "")
        json["holds"] = .bool(passage?.quote == evidence.quote)
        return .object(json)
    }
}

/// A text from which passages are cut by their Unicode scalars.
struct Passages {
    private let scalars: [Unicode.Scalar]
    /// About a line on either side.
    private static let margin = 80

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    /// The words at a span and around it; nil when the text has no such span.
    func around(_ span: Span) -> (before: String, quote: String, after: String)? {
        guard span.start >= 0, span.end <= scalars.count else { return nil }
        return (
            cut(max(0, span.start - Self.margin)..<span.start), cut(span.start..<span.end),
            cut(span.end..<min(scalars.count, span.end + Self.margin))
        )
    }

    private func cut(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }
}
