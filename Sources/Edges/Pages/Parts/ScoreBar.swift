import Domain

/// The parts of a score side by side, what takes away from it hatched, and the edge of a tier.
package struct ScoreBar: Hashable, Sendable {
    package var parts: [Part]
    /// Taken away by evidence against, as a positive number.
    package var against: Points
    package var ceiling: Points

    /// A dimension's name and what it adds.
    package struct Part: Hashable, Sendable {
        package var label: String
        package var points: Points

        package init(_ label: String, _ points: Points) {
            self.label = label
            self.points = points
        }
    }

    package init(parts: [Part], against: Points = .zero, ceiling: Points = Points(100)) {
        self.parts = parts
        self.against = against
        self.ceiling = ceiling
    }

    /// The bar of a whole score.
    package init(_ result: ScoreResult, ceiling: Points = Points(100)) {
        self.init(Ledger(result), ceiling: ceiling)
    }

    init(_ ledger: Ledger, ceiling: Points) {
        self.init(
            // What only takes away has no part of its own: the hatch is its part.
            parts: ledger.groups.filter { !$0.isClosing }.map { Part($0.dimension.label, $0.inFavour) },
            against: ledger.groups.reduce(.zero) { $0 + $1.against }, ceiling: ceiling)
    }

    /// The same said in words: `Fit 50.00, Pain 40.00, against −15.00`.
    var words: String {
        var words = parts.map { "\($0.label) \($0.points.words)" }
        if against > .zero { words.append("against \((-against).words)") }
        return words.joined(separator: ", ")
    }

    /// Hundredths of a percent of the bar's length, kept on it.
    fileprivate func share(_ points: Points) -> Int {
        guard ceiling > .zero else { return 0 }
        return min(max(0, points.scaled(by: 10_000, over: ceiling.hundredths).hundredths), 10_000)
    }
}

extension HTML {
    /// The bar; `gate` marks where a tier begins and makes it the large one.
    mutating func scoreBar(_ bar: ScoreBar, gate: Points? = nil, isLarge: Bool = false) {
        self(
            .svg, .class("score-bar"), .when(isLarge, .fixed("data-size", "l")), .role("img"),
            .label(bar.words)
        ) { html in
            var sum = Points.zero
            for (index, part) in bar.parts.enumerated() where part.points > .zero {
                html(
                    .rect, html.partClass(index), .x(percent: bar.share(sum)),
                    .width(percent: bar.share(sum + part.points) - bar.share(sum)), .fixed("height", "100%"))
                sum += part.points
            }
            if bar.against > .zero {
                let start = bar.share(sum - bar.against)
                html(
                    .rect, .class("against"), .x(percent: start),
                    .width(percent: bar.share(sum) - start), .fixed("height", "100%"),
                    .fixed("fill", "url(#hatch)"))
            }
            if let gate { html(.rect, .class("gate"), .x(percent: bar.share(gate))) }
        }
    }

    /// The key to the bar: every part with its number in text.
    mutating func barParts(_ bar: ScoreBar) {
        self(.div, .class("parts")) { html in
            for (index, part) in bar.parts.enumerated() {
                html(.span, html.partClass(index), text: "\(part.label) \(part.points.words)")
            }
            if bar.against > .zero {
                html(.span, .class("pa"), text: "Against \((-bar.against).words)")
            }
        }
    }

    /// Three strengths of ink in a fixed order; a fourth part starts again, and its number tells it apart.
    func partClass(_ index: Int) -> Attribute {
        switch index % 3 {
        case 0: .class("p1")
        case 1: .class("p2")
        default: .class("p3")
        }
    }
}
