import Domain

/// A stretch of text and the score lines whose evidence it is.
struct Mark: Hashable {
    /// Unicode scalars of the text, end exclusive.
    var span: Span
    /// Places of the lines in the ledger, ascending.
    var owners: [Int]
}

extension Mark {
    /// Cuts overlapping spans into adjacent marks, each carrying all its owners.
    ///
    /// What lies outside the text is cut off; empty spans mark nothing. The marks come in the order of the text and
    /// never overlap, so the text can be written front to back.
    static func split(_ claims: [(owner: Int, span: Span)], within length: Int) -> [Mark] {
        var edges: [Edge] = []
        for claim in claims {
            let start = min(max(0, claim.span.start), length)
            let end = min(claim.span.end, length)
            guard start < end else { continue }
            edges.append(Edge(at: start, owner: claim.owner, opens: true))
            edges.append(Edge(at: end, owner: claim.owner, opens: false))
        }
        edges.sort { $0.at < $1.at }
        return sweep(edges)
    }

    private struct Edge {
        var at: Int
        var owner: Int
        var opens: Bool
    }

    private static func sweep(_ edges: [Edge]) -> [Mark] {
        var marks: [Mark] = []
        /// How often each owner is open here: a line may quote the same words twice.
        var open: [Int: Int] = [:]
        var from = 0
        for edge in edges {
            if edge.at > from, !open.isEmpty {
                append(Mark(span: Span(from, edge.at), owners: open.keys.sorted()), to: &marks)
            }
            from = edge.at
            let depth = (open[edge.owner] ?? 0) + (edge.opens ? 1 : -1)
            open[edge.owner] = depth == 0 ? nil : depth
        }
        return marks
    }

    /// Two touching marks of the same lines are one.
    private static func append(_ mark: Mark, to marks: inout [Mark]) {
        if let last = marks.last, last.span.end == mark.span.start, last.owners == mark.owners {
            marks[marks.count - 1].span = Span(last.span.start, mark.span.end)
        } else {
            marks.append(mark)
        }
    }
}
