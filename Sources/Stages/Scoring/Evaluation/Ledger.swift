import Domain

/// Adds lines up: caps, weights and rounding each get a line of their own, so that the total is their sum.
struct Ledger {
    private let bands: [Rubric.Band]
    private let roundsTotal: Bool
    private var dimensions: [DimensionScore] = []
    /// In hundredths of a hundredth, before anything is rounded.
    private var exact = 0
    private var closing: [ScoreLine] = []
    private var worstRank = 0

    init(bands: [Rubric.Band], roundsTotal: Bool) {
        self.bands = bands
        self.roundsTotal = roundsTotal
    }

    mutating func reserve(_ count: Int) { dimensions.reserveCapacity(count) }

    /// Closes a dimension with its caps and weight.
    mutating func close(_ dimension: Dimension, _ priced: consuming [ScoreLine]) {
        var lines = dimension.groups.isEmpty ? priced : Self.capped(priced, dimension)
        var sum = Self.sum(lines)
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
            sum = Self.sum(lines)
        }
        dimensions.append(
            DimensionScore(
                key: dimension.key, label: dimension.label,
                of: dimension.cap.scaled(by: dimension.weight, over: 100), points: sum,
                weight: dimension.weight, lines: lines))
    }

    private static func sum(_ lines: [ScoreLine]) -> Points {
        Points(hundredths: lines.reduce(0) { $0 + $1.points.hundredths })
    }

    /// With a cap line after the last line of each group that goes over.
    private static func capped(_ priced: [ScoreLine], _ dimension: Dimension) -> [ScoreLine] {
        var lines = priced
        for (index, group) in dimension.groups.enumerated() {
            let members = Set(dimension.criteria.filter { $0.group == index }.map(\.key))
            let sum = Self.sum(lines.filter { members.contains($0.criterion) })
            guard sum > group.cap, let last = lines.lastIndex(where: { members.contains($0.criterion) })
            else {
                continue
            }
            lines.insert(capLine(group.key, group.label, sum, group.cap), at: last + 1)
        }
        return lines
    }

    private static func capLine(_ key: String, _ label: String, _ sum: Points, _ cap: Points) -> ScoreLine {
        ScoreLine(
            criterion: key, points: cap - sum, of: .zero, reason: "\(label) stops at \(cap.short)",
            strength: .stated, kind: .cap)
    }

    /// Holds the tier down.
    mutating func disqualify(_ disqualifier: Rubric.Disqualifier, _ finding: Finding, _ evaluator: Evaluator)
    {
        let tier = bands[disqualifier.rank].tier
        let reason = disqualifier.say.filled { slot in
            switch slot {
            case .value, .quote: evaluator.value(of: finding)
            case .capitalValue: Words.capitalised(evaluator.value(of: finding))
            default: ""
            }
        }
        closing.append(
            ScoreLine(
                criterion: disqualifier.key, points: .zero, of: .zero,
                reason: "\(reason): \(tier.label) at best",
                strength: finding.strength, kind: .disqualified, evidence: evaluator.evidence(of: finding)))
        worstRank = max(worstRank, disqualifier.rank)
    }

    mutating func result() -> ScoreResult {
        var sum = dimensions.reduce(Points.zero) { $0 + $1.points }
        var total = Points(hundredths: exact).scaled(by: 1, over: 100)
        if roundsTotal { total = Points(Self.whole(exact)) }
        if total != sum {
            let reason = roundsTotal ? "Rounded to a whole number" : "Rounded to hundredths"
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
        let reached = Rubric.tier(of: bounded, in: bands)
        let tier = reached.rank >= worstRank ? reached : bands[worstRank].tier
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
