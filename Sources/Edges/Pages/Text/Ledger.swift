import Domain

/// A score as a column of figures that adds up: lines with their letters and the sum so far.
struct Ledger {
    var groups: [Group]
    /// What the lines come to.
    var sum: Points

    struct Group {
        var dimension: DimensionScore
        var entries: [Entry]
    }

    struct Entry {
        var place: Int
        var key: String
        var line: ScoreLine
        /// All lines down to this one.
        var sumSoFar: Points
        /// Letters of the lines a cap holds down.
        var covers: [String]
        /// What those lines came to.
        var covered: Points
    }

    init(_ result: ScoreResult) {
        var place = 0
        sum = .zero
        groups = []
        for dimension in result.dimensions {
            var group = Group(dimension: dimension, entries: [])
            for line in dimension.lines {
                sum += line.points
                let held = line.kind == .cap ? group.held(by: line) : []
                group.entries.append(
                    Entry(
                        place: place, key: LineKey.at(place), line: line, sumSoFar: sum,
                        covers: held.filter { $0.line.kind == .award }.map(\.key),
                        covered: held.reduce(.zero) { $0 + $1.line.points }))
                place += 1
            }
            groups.append(group)
        }
    }

    var entries: [Entry] { groups.flatMap(\.entries) }

    /// Evidence that stands in one snapshot's text, as claims for `Mark.split`.
    ///
    /// Evidence without a snapshot belongs to the only text there is.
    func claims(in snapshot: ID<Snapshot>) -> [(owner: Int, span: Span)] {
        entries.flatMap { entry in
            entry.line.evidence
                .filter { $0.snapshot == nil || $0.snapshot == snapshot }
                .map { (entry.place, $0.span) }
        }
    }
}

extension Ledger.Group {
    /// What the lines in favour come to, caps included: the part this dimension adds to the bar.
    var inFavour: Points {
        entries.filter { $0.line.kind != .against }.reduce(.zero) { $0 + $1.line.points }
    }

    /// Whether it can only take away or even out: it adds nothing to the bar.
    var isClosing: Bool { dimension.of <= .zero }

    /// The lines a cap that comes next holds down.
    ///
    /// The dimension's own cap is named after it and holds all its lines; any other is the cap of a group, whose
    /// lines share a criterion and stand right above it.
    fileprivate func held(by cap: ScoreLine) -> [Ledger.Entry] {
        if cap.criterion == dimension.key + "_cap" { return entries }
        let criterion = entries.last?.line.criterion
        return Array(entries.reversed().prefix { $0.line.criterion == criterion }.reversed())
    }

    /// What the evidence against takes away, as a positive number.
    var against: Points {
        entries.filter { $0.line.kind == .against }.reduce(.zero) { $0 - $1.line.points }
    }
}
