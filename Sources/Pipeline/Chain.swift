import Domain
import Identity
import Reading
import Storage
import Tabular
import Writing

/// The chain: capture → read → resolve → detect → score → act, put together in one place.
package struct Chain: Sendable {
    package let engine: Engine
    package let runner: Runner

    /// What the chain is made of.
    package struct Parts: Sendable {
        package var store: Store
        package var reader: Reader
        package var titles: TitleMemo
        package var identity: IdentityRules
        package var cards: Cards
        package var headers: HeaderLexicon
        package var dossier: Dossier
        /// `(raw, region)` → E.164.
        package var phone: @Sendable (_ raw: String, _ region: String) -> String?
        package var judge: Judge?
        package var rewriter: Rewriter?
        /// Told of every step that failed, for the log.
        package var report: @Sendable (_ topic: Topic, _ problem: String) -> Void

        package init(
            store: Store, reader: Reader, titles: TitleMemo, identity: IdentityRules, cards: Cards,
            headers: HeaderLexicon, dossier: Dossier,
            phone: @escaping @Sendable (_ raw: String, _ region: String) -> String?, judge: Judge? = nil,
            rewriter: Rewriter? = nil,
            report: @escaping @Sendable (_ topic: Topic, _ problem: String) -> Void = { _, _ in }
        ) {
            self.store = store
            self.reader = reader
            self.titles = titles
            self.identity = identity
            self.cards = cards
            self.headers = headers
            self.dossier = dossier
            self.phone = phone
            self.judge = judge
            self.rewriter = rewriter
            self.report = report
        }
    }

    package init(_ parts: Parts) {
        let intake = Intake(
            store: parts.store, interpreter: Interpreter(reader: parts.reader),
            landing: Landing(identity: parts.identity), scoring: LeadScoring(cards: parts.cards))
        let imports = FileImport(
            store: parts.store, headers: parts.headers,
            prospects: ProspectPacker(world: parts.store.world, identity: parts.identity, phone: parts.phone),
            intake: intake)
        let lists = ListScoring(
            store: parts.store, cards: parts.cards, titles: parts.titles, judge: parts.judge)
        let dossiers = DossierStep(store: parts.store, dossier: parts.dossier, rewriter: parts.rewriter)
        runner = Runner(
            store: parts.store, steps: Steps(intake: intake, dossiers: dossiers), report: parts.report)
        let (cards, store) = (parts.cards, parts.store)
        engine = Engine(
            classify: intake.classify, capture: intake.capture, importFile: imports.run, scoreList: lists.run,
            checkScorecard: cards.check,
            tiers: { reference in
                try await store.read(in: Workspace.defaultID) { tx in
                    try cards.scorer(reference, in: tx).rubric.bands.map(\.tier)
                }
            }, shippedScorecards: cards.builtInCards)
    }
}
