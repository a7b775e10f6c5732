import Domain

/// Turns what one criterion finds into lines.
struct Pricing {
    let criterion: Criterion
    let evaluator: Evaluator

    func addLines(verdict: JudgeVerdict?, to lines: inout [ScoreLine]) {
        if let name = criterion.switchName, evaluator.aim.switchedOff.contains(name) {
            lines.append(off("off in your profile"))
            return
        }
        switch criterion.form {
        case .match(let match): addMatch(match, to: &lines)
        case .firstOf(let rungs): lines.append(ladder(rungs))
        case .proportion(let proportion): lines.append(share(proportion))
        case .label(let label): lines.append(Judging.line(criterion, label, verdict, evaluator))
        case .similarity(let similarity): lines.append(likeness(similarity))
        case .window(let window): lines.append(recent(window))
        }
    }

    private func off(_ why: String) -> ScoreLine {
        ScoreLine(
            criterion: criterion.key, points: .zero, of: criterion.most,
            reason: "\(criterion.label): \(why)", strength: .unknown, kind: .absent)
    }

    private func addMatch(_ match: Form.Match, to lines: inout [ScoreLine]) {
        if let open = evaluator.asksNothing(match.predicate) {
            lines.append(off("off, because your profile names no \(open)"))
            return
        }
        if let most = match.each {
            let found = different(evaluator.findAll(match.predicate), most: most)
            for finding in found { lines.append(line(match, finding)) }
            if !found.isEmpty { return }
        }
        let finding = evaluator.find(match.predicate)
        guard finding.holds || !criterion.isShownOnly else { return }
        lines.append(line(match, match.each == nil ? finding : .nothing))
    }

    private func line(_ match: Form.Match, _ finding: Finding) -> ScoreLine {
        let points = match.points.scaled(by: match.credit[finding.strength], over: 100)
        return ScoreLine(
            criterion: criterion.key, points: points, of: match.points,
            reason: reason(finding, match), strength: finding.strength,
            kind: Self.kind(finding.strength, points), evidence: evaluator.evidence(of: finding))
    }

    /// Findings that share neither words nor value: one sentence is one cue, however many lists it is on.
    private func different(_ findings: [Finding], most: Int) -> [Finding] {
        var kept: [(finding: Finding, value: String, evidence: [Evidence])] = []
        for finding in findings where kept.count < most {
            let value = evaluator.value(of: finding)
            let evidence = evaluator.evidence(of: finding)
            let isKnown = kept.contains { other in
                other.value == value
                    || other.evidence.contains { a in
                        evidence.contains { $0.snapshot == a.snapshot && $0.span.overlaps(a.span) }
                    }
            }
            if !isKnown { kept.append((finding, value, evidence)) }
        }
        return kept.map(\.finding)
    }

    static func kind(_ strength: Strength, _ points: Points) -> ScoreLine.Kind {
        switch strength {
        case .stated, .inferred: points < .zero ? .against : .award
        case .contradicted: .against
        case .unknown: .absent
        }
    }

    private func ladder(_ rungs: [Form.Rung]) -> ScoreLine {
        let most = criterion.most
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
                kind: Self.kind(finding.strength, rung.points), evidence: evaluator.evidence(of: finding))
        }
        return ScoreLine(
            criterion: criterion.key, points: .zero, of: most, reason: reason(missed, nil),
            strength: missed.strength, kind: Self.kind(missed.strength, .zero),
            evidence: evaluator.evidence(of: missed))
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

    private func reason(_ finding: Finding, _ match: Form.Match?) -> String {
        let say = criterion.say
        let template =
            switch finding.strength {
            case .stated: say.stated
            case .inferred: say.inferred
            case .unknown: say.unknown
            case .contradicted: say.contradicted
            }
        return template.filled { fill($0, finding, match) }
    }

    private func fill(_ slot: Template.Slot, _ finding: Finding, _ match: Form.Match?) -> String {
        switch slot {
        case .value: evaluator.value(of: finding)
        case .capitalValue: Words.capitalised(evaluator.value(of: finding))
        case .how: evaluator.doubt(about: finding)
        case .wanted: match.map { evaluator.wanted(by: $0.predicate) } ?? ""
        case .searched: searched
        case .credit: match.map { "\($0.credit[finding.strength]) %" } ?? ""
        case .quote: evaluator.quote(of: finding)
        case .count: "\(finding.more?.count ?? 0)"
        case .total, .days, .found, .missing, .who, .company, .offer: ""
        }
    }

    /// How much there was to look in.
    var searched: String {
        let count = evaluator.input.texts.count
        return count == 0 ? "the row" : Words.count(count, "text")
    }
}
