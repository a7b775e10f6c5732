import Domain

/// Turns what one criterion finds into lines.
struct Pricing {
    let criterion: Criterion
    let evaluator: Evaluator

    func addLines(verdict: JudgeVerdict?, to lines: inout [Entry]) {
        if let name = criterion.switchName, evaluator.aim.switchedOff.contains(name) {
            return add(off("Off in your profile"), to: &lines)
        }
        switch criterion.form {
        case .match(let match): addMatch(match, to: &lines)
        case .firstOf(let rungs): add(ladder(rungs), to: &lines)
        case .proportion(let proportion): add(share(proportion), to: &lines)
        case .label(let label): add(Judging.line(criterion, label, verdict, evaluator), to: &lines)
        case .similarity(let similarity): add(likeness(similarity), to: &lines)
        case .window(let window): add(recent(window), to: &lines)
        }
    }

    private func add(_ line: ScoreLine, to lines: inout [Entry]) {
        lines.append(Entry(line: line, group: criterion.group))
    }

    private func off(_ why: String) -> ScoreLine {
        ScoreLine(
            criterion: criterion.key, points: .zero, of: criterion.form.most,
            reason: "\(criterion.label): \(Words.uncapitalised(why))", strength: .unknown, kind: .absent)
    }

    private func addMatch(_ match: Form.Match, to lines: inout [Entry]) {
        if let open = evaluator.asksNothing(match.predicate) {
            return add(off("Off, because your profile names no \(open)"), to: &lines)
        }
        if let most = match.each {
            let found = Self.different(evaluator.findAll(match.predicate))
            for finding in found.prefix(most) { add(line(match, finding), to: &lines) }
            if !found.isEmpty { return }
        }
        let finding = evaluator.find(match.predicate)
        guard finding.holds || !criterion.isShownOnly else { return }
        add(line(match, match.each == nil ? finding : .nothing), to: &lines)
    }

    private func line(_ match: Form.Match, _ finding: Finding) -> ScoreLine {
        let points = match.points.scaled(by: match.credit[finding.strength], over: 100)
        return ScoreLine(
            criterion: criterion.key, points: points, of: match.points,
            reason: reason(finding, credit: match.credit), strength: finding.strength,
            kind: Self.kind(finding.strength, points), evidence: finding.evidence)
    }

    /// Findings that share neither words nor value: one sentence is one cue, however many lists it is on.
    private static func different(_ findings: [Finding]) -> [Finding] {
        var kept: [Finding] = []
        for finding in findings {
            let isKnown = kept.contains { other in
                other.value == finding.value
                    || other.evidence.contains { a in
                        finding.evidence.contains { $0.snapshot == a.snapshot && $0.span.overlaps(a.span) }
                    }
            }
            if !isKnown { kept.append(finding) }
        }
        return kept
    }

    static func kind(_ strength: Strength, _ points: Points) -> ScoreLine.Kind {
        switch strength {
        case .stated, .inferred: points < .zero ? .against : .award
        case .contradicted: .against
        case .unknown: .absent
        }
    }

    private func ladder(_ rungs: [Form.Rung]) -> ScoreLine {
        let most = criterion.form.most
        var missed = Finding.nothing
        for rung in rungs {
            let finding = evaluator.find(rung.predicate)
            guard finding.holds else {
                missed = missed.or(finding)
                continue
            }
            return ScoreLine(
                criterion: criterion.key, points: rung.points, of: most,
                reason: rung.say.filled { fill($0, finding, nil) }, strength: finding.strength,
                kind: Self.kind(finding.strength, rung.points), evidence: finding.evidence)
        }
        return ScoreLine(
            criterion: criterion.key, points: .zero, of: most, reason: reason(missed, credit: nil),
            strength: missed.strength, kind: Self.kind(missed.strength, .zero), evidence: missed.evidence)
    }

    private func likeness(_ similarity: Form.Similarity) -> ScoreLine {
        guard let measured = evaluator.input.similarities[criterion.key] else {
            return ScoreLine(
                criterion: criterion.key, points: .zero, of: similarity.points,
                reason: "\(criterion.label): \(similarity.textA) and \(similarity.textB) were not compared",
                strength: .unknown, kind: .absent)
        }
        let likeness = min(100, max(0, measured))
        return ScoreLine(
            criterion: criterion.key, points: similarity.points.scaled(by: likeness, over: 100),
            of: similarity.points,
            reason:
                "\(criterion.label): \(similarity.textA) and \(similarity.textB) are alike by \(likeness) of 100",
            strength: .inferred, kind: .award)
    }

    private func reason(_ finding: Finding, credit: Credit?) -> String {
        let say = criterion.say
        let template =
            switch finding.strength {
            case .stated: say.stated
            case .inferred: say.inferred
            case .unknown: say.unknown
            case .contradicted: say.contradicted
            }
        return template.filled { fill($0, finding, credit) }
    }

    func fill(_ slot: Template.Slot, _ finding: Finding, _ credit: Credit?) -> String {
        switch slot {
        case .value: finding.value
        case .capitalValue: Words.capitalised(finding.value)
        case .how: finding.how
        case .wanted: finding.wanted
        case .searched: searched
        case .credit: credit.map { "\($0[finding.strength]) %" } ?? ""
        case .quote: finding.evidence.first.map { Words.shortened($0.quote) } ?? finding.value
        case .count: "\(finding.count)"
        case .total, .days, .found, .missing, .who, .company, .offer: ""
        }
    }

    /// How much there was to look in.
    var searched: String {
        let count = evaluator.input.texts.count
        return count == 0 ? "the row" : Words.count(count, "text")
    }
}
