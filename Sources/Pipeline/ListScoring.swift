import Domain
import Reading
import Scoring
import Storage
import Synchronization

/// Scores the leads of a list, a thousand at a time; a lead whose inputs changed nothing keeps its score.
struct ListScoring: Sendable {
    let store: Store
    let cards: Cards
    let titles: TitleMemo
    /// Asked for label lines when one is configured; the rules judge stands in whenever it does not answer.
    let judge: Judge?

    private static let batch = 1000
    /// Questions under way at once; hosted models throttle above a handful.
    private static let width = 8

    func run(_ request: ScoreRequest) async throws -> ScoreSummary {
        var query = LeadQuery()
        query.list = request.list
        query.sort = .oldest
        query.limit = Self.batch
        query.visibility = .all
        var summary = ScoreSummary(processed: 0, stored: 0)
        var current = try await gather(query, request)
        var ready: [PackedScore] = []
        // Three pages are under way at once: one is read, one scored, one written.
        while let work = current {
            query.after = work.next
            let (page, finished, sofar) = (query, ready, summary)
            async let following = page.after == nil ? nil : gather(page, request)
            async let written: Void = add(finished, sofar, request)
            ready = await score(work)
            try await written
            summary.processed += work.cases.count
            summary.stored += ready.count
            current = try await following
        }
        try await add(ready, summary, request)
        return summary
    }

    private func add(_ scores: [PackedScore], _ summary: ScoreSummary, _ request: ScoreRequest) async throws {
        guard !scores.isEmpty || request.run != nil else { return }
        try await store.write(in: request.workspace) { tx in
            try tx.add(scores)
            // The progress of a run moves with what it counts.
            if let run = request.run { try tx.setProgress(of: run, done: summary.processed, failed: 0) }
        }
    }

    private func gather(_ query: LeadQuery, _ request: ScoreRequest) async throws -> Work? {
        try await store.read(in: request.workspace) { tx in try gather(query, request, in: tx) }
    }

    /// One lead with everything its score rests on.
    private struct Case: Sendable {
        let row: LeadRow
        let testimonies: [Testimony]
        let latest: Score?
    }

    private struct Work: Sendable {
        var cases: [Case]
        var next: LeadCursor?
        var scorer: Scorer
        var icp: ICP?
        var offer: Offer?
    }

    private func gather(_ query: LeadQuery, _ request: ScoreRequest, in tx: ReadTransaction) throws -> Work {
        let scorer = try cards.scorer(request.scorecard, in: tx)
        let offer = try request.offer.map { try tx.offer($0) } ?? tx.latestOffer()
        let page = try tx.leads(query)
        let rows = request.onlyUnscored ? page.rows.filter { $0.standing == nil } : page.rows
        let subjects = Set(
            rows.flatMap { [$0.account.map { Subject.account($0.id) }, $0.contact.map { .contact($0.id) }] })
        let testimonies = Dictionary(
            grouping: try tx.testimonies(of: subjects.compactMap(\.self)), by: \.subject)
        let latest = try tx.latestScores(of: rows.filter { $0.standing != nil }.map(\.lead.id))
        let cases = rows.map { row in
            let own = row.contact.flatMap { testimonies[.contact($0.id)] } ?? []
            let shared = row.account.flatMap { testimonies[.account($0.id)] } ?? []
            return Case(row: row, testimonies: shared + own, latest: latest[row.lead.id])
        }
        return Work(cases: cases, next: page.next, scorer: scorer, icp: try tx.activeICP(), offer: offer)
    }

    private func score(_ work: Work) async -> [PackedScore] {
        guard judge == nil else { return await scoreWithJudge(work) }
        let half = (work.cases.count + 1) / 2
        async let first = score(work.cases.prefix(half), work)
        async let second = score(work.cases.dropFirst(half), work)
        return await first + second
    }

    private func score(_ cases: ArraySlice<Case>, _ work: Work) async -> [PackedScore] {
        cases.compactMap { result($0, work, verdicts: [:]) }
    }

    private func scoreWithJudge(_ work: Work) async -> [PackedScore] {
        await withTaskGroup(of: (Int, PackedScore?).self) { group in
            var out: [(Int, PackedScore)] = []
            for (index, item) in work.cases.enumerated() {
                if index >= Self.width, let (place, score) = await group.next() {
                    if let score { out.append((place, score)) }
                }
                group.addTask { (index, self.result(item, work, verdicts: await self.verdicts(item, work))) }
            }
            for await (place, score) in group {
                if let score { out.append((place, score)) }
            }
            return out.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func verdicts(_ item: Case, _ work: Work) async -> [String: JudgeVerdict] {
        guard let judge else { return [:] }
        var verdicts: [String: JudgeVerdict] = [:]
        for (key, question) in work.scorer.questions(input(item, work)) {
            verdicts[key] = await judge.judge(question)
        }
        return verdicts
    }

    private func input(_ item: Case, _ work: Work) -> ScoringInput {
        ScoringInput(
            facts: FactView.current(item.testimonies), title: item.row.contact?.role.map(titles.parse),
            icp: work.icp?.criteria, offer: work.offer, asOf: store.world.now())
    }

    /// Nil when the lead's latest score says the same.
    private func result(_ item: Case, _ work: Work, verdicts: [String: JudgeVerdict]) -> PackedScore? {
        let score = Score(
            id: store.world.newID(), lead: item.row.lead.id, scorecard: work.scorer.rubric.reference,
            icp: work.icp.map { VersionedReference(id: $0.id, version: $0.version) },
            offer: work.offer.map { VersionedReference(id: $0.id, version: $0.version) },
            snapshots: item.testimonies.map(\.snapshot),
            result: work.scorer.score(input(item, work), verdicts: verdicts), scoredAt: store.world.now())
        if let latest = item.latest, latest.says(the: score) { return nil }
        return PackedScore(score)
    }
}

/// Parsed titles, remembered: lists repeat them, and parsing is the dearest part of a row.
package final class TitleMemo: Sendable {
    private let parser: @Sendable (String) -> ParsedTitle
    private let known = Mutex<[String: ParsedTitle]>([:])
    /// Enough for the distinct titles of most lists; a full memo starts over.
    private static let limit = 20_000

    package init(_ parser: @escaping @Sendable (String) -> ParsedTitle) {
        self.parser = parser
    }

    package func parse(_ title: String) -> ParsedTitle {
        if let title = known.withLock({ $0[title] }) { return title }
        let parsed = parser(title)
        known.withLock { known in
            if known.count >= Self.limit { known.removeAll(keepingCapacity: true) }
            known[title] = parsed
        }
        return parsed
    }
}
