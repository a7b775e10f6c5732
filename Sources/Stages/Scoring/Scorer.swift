import Domain

/// Scores leads by one rubric: pure, in fixed point, the same on every machine.
package struct Scorer: Sendable {
    package let rubric: Rubric
    /// For leads that bring no profile of their own.
    private let usual: Aim
    private let offer: Offer?

    /// A scorer for leads that bring no profile or offer of their own: they are measured against these, compiled once.
    ///
    /// What `icp` leaves empty, or all of it when there is none, the card's own profile fills.
    package init(rubric: Rubric, icp: ICP.Criteria? = nil, offer: Offer? = nil) {
        self.rubric = rubric
        self.offer = offer
        usual = Aim(icp, offer: offer, for: rubric)
    }

    /// What judges have to choose for this lead, by criterion key; empty for cards without labels.
    package func questions(_ input: ScoringInput) -> [String: JudgeQuestion] {
        var questions: [String: JudgeQuestion] = [:]
        for criterion in rubric.dimensions.flatMap(\.criteria) {
            guard case .label(let label) = criterion.form else { continue }
            questions[criterion.key] = Judging.question(label, input, input.offer ?? offer)
        }
        return questions
    }

    /// The score of a lead.
    ///
    /// `verdicts` is what judges chose, by criterion key. Where one is missing, or is none of the labels, the card's own
    /// rules judge and the line says so.
    package func score(_ input: ScoringInput, verdicts: [String: JudgeVerdict] = [:]) -> ScoreResult {
        let evaluator = Evaluator(
            input, aim: aim(for: input), offer: input.offer ?? offer, rubric: rubric)
        var ledger = Ledger(bands: rubric.bands, roundsTotal: rubric.roundsTotal)
        ledger.reserve(rubric.dimensions.count)
        for dimension in rubric.dimensions {
            var lines: [ScoreLine] = []
            lines.reserveCapacity(dimension.criteria.count + 1)
            for criterion in dimension.criteria {
                let pricing = Pricing(criterion: criterion, evaluator: evaluator)
                pricing.addLines(verdict: verdicts[criterion.key], to: &lines)
            }
            ledger.close(dimension, lines)
        }
        for disqualifier in rubric.disqualifiers {
            let found = evaluator.find(disqualifier.predicate)
            if found.holds { ledger.disqualify(disqualifier, found, evaluator) }
        }
        return ledger.result()
    }

    private func aim(for input: ScoringInput) -> Aim {
        guard input.icp != nil || (input.offer != nil && rubric.needs.contains(.offerTechnologies)) else {
            return usual
        }
        return Aim(input.icp, offer: input.offer ?? offer, for: rubric)
    }
}
