import Domain

/// Labels: the question for a judge, the rules that judge when nobody else does, and the line.
enum Judging {
    /// Longest reason kept, as `JudgeVerdict` promises.
    private static let longestReason = 300

    static func question(
        _ label: Form.LabelBy, _ input: ScoringInput, _ offer: Offer?
    ) -> JudgeQuestion {
        func value(_ attributes: Attribute...) -> String {
            for attribute in attributes {
                if let fact = input.facts.first(where: { $0.attribute == attribute && $0.strength.holds }) {
                    return fact.value.canonical
                }
            }
            return ""
        }
        return JudgeQuestion(
            labels: label.labels.map(\.label), offerName: offer?.name ?? "",
            offerValueProps: offer?.valueProps ?? "",
            offerIdealUseCases: offer?.idealUseCases ?? "",
            prospect: [
                .init("Name", value(.person)), .init("Role", value(.roleTitle, .headline)),
                .init("Company", value(.companyName)), .init("Industry", value(.industry)),
                .init("Location", value(.location, .city, .country)), .init("Bio", value(.bio)),
            ],
            text: input.texts.first?.text ?? "")
    }

    static func line(
        _ criterion: Criterion, _ form: Form.LabelBy, _ verdict: JudgeVerdict?, _ evaluator: Evaluator
    ) -> ScoreLine {
        guard let verdict, let band = form.labels.first(where: { $0.label == verdict.label }) else {
            return ruled(criterion, form, evaluator)
        }
        return ScoreLine(
            criterion: criterion.key, points: points(band, verdict.position), of: criterion.most,
            reason: "\(band.label): \(cleaned(verdict.reason, label: band.label))", strength: .inferred,
            kind: .award, evidence: evidence(evaluator), judge: name(of: verdict))
    }

    /// Who judged and which wording was asked, as in `ollama:gemma3:1b+judge@1`.
    private static func name(of verdict: JudgeVerdict) -> String {
        verdict.promptVersion.isEmpty ? verdict.judge : "\(verdict.judge)+\(verdict.promptVersion)"
    }

    private static func points(_ band: Form.LabelBy.Band, _ position: Int?) -> Points {
        guard let position else { return band.usual }
        return band.from + (band.to - band.from).scaled(by: min(100, max(0, position)), over: 100)
    }

    /// The card's own rules: the first that holds.
    private static func ruled(
        _ criterion: Criterion, _ form: Form.LabelBy, _ evaluator: Evaluator
    ) -> ScoreLine {
        let rule = form.rules.first { evaluator.find($0.predicate).holds } ?? form.rules[form.rules.count - 1]
        let why = rule.because.filled { slot in
            switch slot {
            case .who: who(evaluator)
            case .company: company(evaluator)
            case .offer: evaluator.offer.map { Words.shortened($0.name) } ?? "the offer"
            default: ""
            }
        }
        return ScoreLine(
            criterion: criterion.key, points: rule.points, of: criterion.most,
            reason: "\(form.labels[rule.label].label): \(why)", strength: .inferred, kind: .award,
            evidence: evidence(evaluator), judge: "rules")
    }

    /// Role and industry are what the rules look at and what a judge is shown first.
    private static func evidence(_ evaluator: Evaluator) -> [Evidence] {
        var evidence: [Evidence] = []
        if let place = evaluator.titleFact(), let words = evaluator.input.facts[place].evidence {
            evidence.append(words)
        }
        if let read = evaluator.industries.first, let words = evaluator.input.facts[read.fact].evidence {
            evidence.append(words)
        }
        return evidence
    }

    private static func who(_ evaluator: Evaluator) -> String {
        guard let place = evaluator.titleFact() else { return "Someone without a stated role" }
        return Words.shortened(evaluator.input.facts[place].value.canonical) + " role"
    }

    private static func company(_ evaluator: Evaluator) -> String {
        guard let read = evaluator.industries.first else { return "a company of unstated industry" }
        // A bare name is shown our way (saas → SaaS); people's longer words stay theirs.
        if read.nodes.count == 1 {
            let node = evaluator.taxonomy.industries.nodes[read.nodes[0]]
            if node.nameKey == read.key { return node.label + " company" }
        }
        return Words.shortened(evaluator.input.facts[read.fact].value.canonical) + " company"
    }

    /// A model's sentence without its own label, line breaks and excess.
    private static func cleaned(_ reason: String, label: String) -> String {
        var text = Words.shortened(reason, to: longestReason)
        for opening in ["\(label) intent:", "\(label):", "\(label) -"]
        where text.lowercased().hasPrefix(opening.lowercased()) {
            text = String(text.dropFirst(opening.count).drop { $0 == " " })
        }
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}

extension Scorer {
    /// A sentence on the whole score, as in `Medium intent: VP Marketing role at technology company …`.
    ///
    /// The word is the tier's, so that it never disagrees with the number beside it; what the judge chose is a line. Cards
    /// without a judge name their three weightiest lines.
    package func reasoning(_ result: ScoreResult) -> String {
        for dimension in rubric.dimensions {
            for criterion in dimension.criteria {
                guard case .label = criterion.form,
                    let line = result.lines.first(where: { $0.criterion == criterion.key })
                else { continue }
                let why =
                    line.reason.firstRange(of: ": ").map { line.reason[$0.upperBound...] } ?? line.reason[...]
                return "\(result.tier.label) \(criterion.label.lowercased()): \(why)."
            }
        }
        let best = result.lines.filter { $0.kind == .award }.enumerated().sorted {
            ($1.element.points, $0.offset) < ($0.element.points, $1.offset)
        }
        let reasons = best.prefix(3).map(\.element.reason)
        return reasons.isEmpty
            ? "\(result.tier.label): nothing found that counts."
            : "\(result.tier.label): \(reasons.joined(separator: "; "))."
    }
}
