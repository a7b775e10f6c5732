import Domain
import Reading
import Scoring
import Tabular

/// Scores texts and rows without a store: what the command line's filters do.
package struct StandaloneScoring: Sendable {
    package let scorer: Scorer
    private let interpreter: Interpreter
    private let titles: TitleMemo
    private let icp: ICP.Criteria?
    private let offer: Offer?
    private let phoneRegion: String
    private let now: Timestamp

    package init(
        scorer: Scorer, reader: Reader, titles: TitleMemo, icp: ICP.Criteria?, offer: Offer?,
        phoneRegion: String,
        now: Timestamp
    ) {
        self.scorer = scorer
        interpreter = Interpreter(reader: reader)
        self.titles = titles
        self.icp = icp
        self.offer = offer
        self.phoneRegion = phoneRegion
        self.now = now
    }

    /// The score of a text; evidence counts scalars of the text, and of what was sent with it below.
    package func score(_ text: String, from source: Snapshot.Source) -> ScoreResult {
        let capture = Capture(workspace: Workspace.defaultID, source: source, text: text)
        let said = interpreter.interpret(capture, digest: "", phoneRegion: phoneRegion)
        let texts = [SourceText(type: source.type, text: said.text, capturedAt: now)]
        return scorer.score(
            ScoringInput(facts: said.facts, texts: texts, icp: icp, offer: offer, asOf: now))
    }

    /// The score of a row: its own cells, and what its text says when it has one.
    package func score(_ prospect: Prospect) -> ScoreResult {
        let row = ProspectText(prospect)
        var input = ScoringInput(
            facts: row.contactFacts + row.accountFacts,
            title: prospect.role.isEmpty ? nil : titles.parse(prospect.role), icp: icp, offer: offer,
            asOf: now)
        if !prospect.signalText.isEmpty {
            let source = Snapshot.Source(
                type: .csv, companyName: prospect.company,
                companyWebsite: prospect.website.isEmpty ? nil : prospect.website)
            let capture = Capture(workspace: Workspace.defaultID, source: source, text: prospect.signalText)
            let said = interpreter.interpret(capture, digest: "", phoneRegion: phoneRegion)
            input.facts += said.facts
            input.texts = [SourceText(type: .csv, text: said.text, capturedAt: now)]
        }
        return scorer.score(input)
    }
}
