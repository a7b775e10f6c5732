import Domain

/// Adds lines up: caps, weights and rounding each get a line of their own, so that the total is their sum.
struct Ledger {
    let rubric: Rubric
    private var dimensions: [DimensionScore] = []
    /// In hundredths of a hundredth, before anything is rounded.
    private var exact = 0
    private var closing: [ScoreLine] = []
    private var worstRank = 0

    init(rubric: Rubric) { self.rubric = rubric }

    /// Closes a dimension with its caps and weight.
    mutating func close(_ dimension: Dimension, _ entries: [Entry]) {
        var lines: [ScoreLine] = []
        lines.reserveCapacity(entries.count + 1)
        for index in entries.indices {
            lines.append(entries[index].line)
            guard let group = entries[index].group, isLast(index, of: group, entries) else { continue }
            let sum = entries.reduce(Points.zero) { $1.group == group ? $0 + $1.line.points : $0 }
            let cap = dimension.groups[group]
            if sum > cap.cap { lines.append(Self.capLine(cap.key, cap.label, sum, cap.cap)) }
        }
        var sum = lines.reduce(Points.zero) { $0 + $1.points }
        if sum > dimension.cap {
            lines.append(Self.capLine(dimension.key + "_cap", dimension.label, sum, dimension.cap))
            sum = dimension.cap
        }
        exact += sum.hundredths * dimension.weight
        if dimension.weight != 100 {
            for index in lines.indices {
                lines[index].points = lines[index].points.scaled(by: dimension.weight, over: 100)
                lines[index].of = lines[index].of.scaled(by: dimension.weight, over: 100)
            }
            sum = lines.reduce(Points.zero) { $0 + $1.points }
        }
        dimensions.append(
            DimensionScore(
                key: dimension.key, label: dimension.label,
                of: dimension.cap.scaled(by: dimension.weight, over: 100), points: sum,
                weight: dimension.weight, lines: lines))
    }

    private func isLast(_ index: Int, of group: Int, _ entries: [Entry]) -> Bool {
        !entries[(index + 1)...].contains { $0.group == group }
    }

    private static func capLine(_ key: String, _ label: String, _ sum: Points, _ cap: Points) -> ScoreLine {
        ScoreLine(
            criterion: key, points: cap - sum, of: .zero, reason: "\(label) stops at \(cap.short)",
            strength: .stated, kind: .cap)
    }

    /// Holds the tier down.
    mutating func disqualify(_ disqualifier: Rubric.Disqualifier, _ finding: Finding) {
        let tier = rubric.bands[disqualifier.rank].tier
        let reason = disqualifier.say.filled { slot in
            switch slot {
            case .value, .quote: finding.value
            case .capitalValue: Words.capitalised(finding.value)
            default: ""
            }
        }
        closing.append(
            ScoreLine(
                criterion: disqualifier.key, points: .zero, of: .zero,
                reason: "\(reason): \(tier.label) at best",
                strength: finding.strength, kind: .disqualified, evidence: finding.evidence))
        worstRank = max(worstRank, disqualifier.rank)
    }

    mutating func result() -> ScoreResult {
        var sum = dimensions.reduce(Points.zero) { $0 + $1.points }
        var total = Points(hundredths: exact).scaled(by: 1, over: 100)
        if rubric.roundsTotal { total = Points(Self.whole(exact)) }
        if total != sum {
            let reason = rubric.roundsTotal ? "Rounded to a whole number" : "Rounded to hundredths"
            close(with: "rounding", total - sum, reason, .rounding)
            sum = total
        }
        let bounded = min(Points(100), max(.zero, sum))
        if bounded != sum {
            let reason = sum > bounded ? "A score stops at 100" : "A score does not fall below 0"
            close(with: "total_cap", bounded - sum, reason, .cap)
        }
        if !closing.isEmpty {
            let points = closing.reduce(Points.zero) { $0 + $1.points }
            dimensions.append(
                DimensionScore(
                    key: "total", label: "Total", of: .zero, points: points, weight: 100, lines: closing))
        }
        let reached = rubric.tier(of: bounded)
        let tier = reached.rank >= worstRank ? reached : rubric.bands[worstRank].tier
        return ScoreResult(total: bounded, tier: tier, dimensions: dimensions)
    }

    /// Whole points, half up from the exact total rather than from an already rounded one: 79.495 is 79.
    private static func whole(_ exact: Int) -> Int {
        Points(hundredths: exact).scaled(by: 1, over: 10_000).hundredths
    }

    private mutating func close(with key: String, _ points: Points, _ reason: String, _ kind: ScoreLine.Kind)
    {
        let line = ScoreLine(
            criterion: key, points: points, of: .zero, reason: reason, strength: .stated, kind: kind)
        // Before disqualifiers, which add nothing.
        closing.insert(line, at: closing.firstIndex { $0.kind == .disqualified } ?? closing.count)
    }
}

extension Points {
    /// Without decimals that are zero: `40`, `2.50`.
    var short: String { hundredths % 100 == 0 ? "\(hundredths / 100)" : description }
}
