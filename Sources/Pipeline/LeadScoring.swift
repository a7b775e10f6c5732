import Domain
import Scoring
import Storage

/// Scores one lead from everything the store knows about it.
struct LeadScoring: Sendable {
    let cards: Cards

    /// Texts a score may quote; older ones have long been superseded by newer facts.
    private static let textLimit = 40
    /// ICPs compared when none is active; a whiteboard holds a handful.
    private static let icpLimit = 50

    struct Outcome {
        let score: Score
        /// False when the inputs gave the same ledger as before, and nothing was stored.
        let isNew: Bool
        let matches: [ICPMatch]
    }

    func score(
        _ lead: ID<Lead>, of account: ID<Account>, with reference: String, icp: ID<ICP>?,
        in tx: WriteTransaction
    ) throws -> Outcome {
        let scorer = try cards.scorer(reference, in: tx)
        let facts = FactView.current(try tx.testimonies(of: [.account(account)]))
        let snapshots = try tx.snapshots(of: .account(account), limit: Self.textLimit)
        var input = ScoringInput(
            facts: facts, texts: snapshots.map(SourceText.init), signals: try tx.signals(of: account),
            asOf: tx.now)
        let (chosen, result, matches) = best(of: try wanted(icp, in: tx), scorer, &input)
        let score = Score(
            id: tx.newID(), lead: lead, scorecard: scorer.rubric.reference, icp: chosen, offer: nil,
            snapshots: snapshots.map(\.id), result: result, scoredAt: tx.now)
        if let latest = try tx.latestScores(of: [lead])[lead], latest.says(the: score) {
            return Outcome(score: latest, isNew: false, matches: matches)
        }
        try tx.add(PackedScore(score))
        return Outcome(score: score, isNew: true, matches: matches)
    }

    /// The ICPs a lead is held against.
    private struct Wanted {
        var icps: [ICP]
        /// The first was asked for or is active and decides; else the best does (S1-X7).
        var firstDecides: Bool
    }

    private func wanted(_ icp: ID<ICP>?, in tx: ReadTransaction) throws -> Wanted {
        let all = try tx.icps(limit: Self.icpLimit)
        let first =
            try icp.map { id in
                guard let found = try tx.icp(id) else { throw EngineFailure.notFound(what: "the ICP \(id)") }
                return found
            } ?? all.first(where: \.isActive)
        guard let first else { return Wanted(icps: all, firstDecides: false) }
        return Wanted(icps: [first] + all.filter { $0.id != first.id }, firstDecides: true)
    }

    private func best(
        of wanted: Wanted, _ scorer: Scorer, _ input: inout ScoringInput
    ) -> (VersionedReference<ICP>?, ScoreResult, [ICPMatch]) {
        var results: [(icp: ICP, result: ScoreResult)] = []
        for icp in wanted.icps {
            input.icp = icp.criteria
            results.append((icp, scorer.score(input)))
        }
        // Of equals the earliest ICP decides, so that the answer does not depend on chance.
        let best =
            wanted.firstDecides
            ? results.first : results.reversed().max { $0.result.total <= $1.result.total }
        guard let decided = best else {
            input.icp = nil
            return (nil, scorer.score(input), [])
        }
        let matches = results.compactMap { icp, result in
            result.dimensions.first.map { fit in
                ICPMatch(
                    icp: icp.id, number: icp.number, name: icp.criteria.name, fit: fit.points, of: fit.of)
            }
        }
        return (VersionedReference(id: decided.icp.id, version: decided.icp.version), decided.result, matches)
    }
}

extension Score {
    /// Whether two scores of a lead differ in nothing but id and time.
    func says(the other: Score) -> Bool {
        scorecard == other.scorecard && icp == other.icp && offer == other.offer && result == other.result
    }
}
