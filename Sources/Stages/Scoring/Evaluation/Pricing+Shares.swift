import Domain
import Lexicon

extension Pricing {
    /// Points by the share of parts found.
    func share(_ proportion: Form.Proportion) -> ScoreLine {
        switch proportion.parts {
        case .fields(let fields):
            var part = Part(lists: 1)
            for field in fields {
                let finding = evaluator.find(field.predicate)
                part.add(field.name, finding.holds, evaluator.evidence(of: finding))
            }
            return line(proportion.points, [part])
        case .technologies(let lists):
            let wanted = lists.compactMap { evaluator.aim.technologies[$0] }.filter { !$0.isEmpty }
            guard !wanted.isEmpty else {
                return ScoreLine(
                    criterion: criterion.key, points: .zero, of: proportion.points,
                    reason: "\(criterion.label): off, because your profile names no technology",
                    strength: .unknown, kind: .absent)
            }
            // A list left empty gives its share to the others: two lists halve the points, one has them all.
            return line(proportion.points, wanted.map { technologies($0, of: wanted.count) })
        }
    }

    /// A list of parts and the share of the points it stands for.
    private struct Part {
        /// Among how many lists the points are divided.
        let lists: Int
        var found: [String] = []
        var missing: [String] = []
        var evidence: [Evidence] = []

        init(lists: Int) { self.lists = lists }

        var count: Int { found.count + missing.count }

        mutating func add(_ name: String, _ isFound: Bool, _ words: [Evidence]) {
            if isFound { found.append(name) } else { missing.append(name) }
            evidence += words
        }
    }

    private func technologies(_ wanted: [(key: String, name: String)], of lists: Int) -> Part {
        var part = Part(lists: lists)
        for technology in wanted {
            let finding = evaluator.find(.technology(.named([technology.name])))
            part.add(technology.name, finding.holds, evaluator.evidence(of: finding))
        }
        return part
    }

    private func line(_ points: Points, _ parts: [Part]) -> ScoreLine {
        var earned = Points.zero
        for part in parts {
            earned += points.scaled(by: part.found.count, over: part.count * part.lists)
        }
        let found = parts.flatMap(\.found)
        let missing = parts.flatMap(\.missing)
        let strength: Strength = missing.isEmpty ? .stated : found.isEmpty ? .unknown : .inferred
        let template =
            missing.isEmpty
            ? criterion.say.stated : found.isEmpty ? criterion.say.unknown : criterion.say.inferred
        let reason = template.filled { slot in
            switch slot {
            case .count: "\(found.count)"
            case .total: "\(found.count + missing.count)"
            case .found: Words.list(found, "and")
            case .missing: Words.list(missing, "and")
            case .searched: searched
            default: ""
            }
        }
        return ScoreLine(
            criterion: criterion.key, points: earned, of: points, reason: reason,
            strength: found.isEmpty ? .unknown : .stated,
            kind: Self.kind(strength, earned), evidence: parts.flatMap(\.evidence))
    }

    /// Points by what happened lately.
    func recent(_ window: Form.Window) -> ScoreLine {
        var best: (points: Points, findings: [Finding])?
        for source in window.sources {
            let findings = distinct(evaluator.findAll(source).filter { isRecent($0, window) })
            let points = worth(findings, window)
            if points > best?.points ?? .zero { best = (points, findings) }
        }
        let findings = best?.findings ?? []
        let value = findings.first.map(evaluator.value) ?? ""
        let template = best == nil ? criterion.say.unknown : criterion.say.stated
        let reason = template.filled { slot in
            switch slot {
            case .count: "\(findings.count)"
            case .days: "\(window.days)"
            case .searched: searched
            case .value: value
            case .capitalValue: Words.capitalised(value)
            default: ""
            }
        }
        return ScoreLine(
            criterion: criterion.key, points: best?.points ?? .zero, of: window.points, reason: reason,
            strength: best == nil ? .unknown : .stated,
            kind: Self.kind(best == nil ? .unknown : .stated, best?.points ?? .zero),
            evidence: findings.flatMap(evaluator.evidence))
    }

    /// What has no date was read with this lead and counts as now.
    private func age(_ finding: Finding) -> Int64 {
        let now = evaluator.input.asOf
        return now.milliseconds - (evaluator.time(of: finding) ?? now).milliseconds
    }

    private func isRecent(_ finding: Finding, _ window: Form.Window) -> Bool {
        (0...Int64(window.days) * Self.day).contains(age(finding))
    }

    private static let day: Int64 = 86_400_000

    /// The same thing said twice is one thing; the first stands.
    private func distinct(_ findings: [Finding]) -> [Finding] {
        var seen: Set<String> = []
        return findings.filter { seen.insert(Fold.string(evaluator.value(of: $0))).inserted }
    }

    private func worth(_ findings: [Finding], _ window: Form.Window) -> Points {
        func decayed(_ points: Points, _ finding: Finding) -> Points {
            guard let halfLife = window.halfLifeDays else { return points }
            let share = Decay.share(age: age(finding), halfLife: Int64(halfLife) * Self.day)
            return points.scaled(by: share, over: Decay.one)
        }
        switch window.aggregate {
        case .count(let atLeast): return findings.count >= atLeast ? window.points : .zero
        case .max: return findings.map { decayed(window.points, $0) }.max() ?? .zero
        case .sum(let each):
            return min(window.points, findings.reduce(.zero) { $0 + decayed(each, $1) })
        }
    }
}
