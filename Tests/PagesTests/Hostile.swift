import Domain

@testable import Pages

/// Every page with the same words in every field that takes words.
enum Hostile {
    static func pages(_ words: String) -> [PageCase] {
        let frame = Frame(
            workspace: words,
            toast: Toast(words, undo: .init(.stage(Sample.lead), field: .init(words, words))))
        let file = ImportPage.File(name: words, byteCount: 1, rowCount: 1, separator: words, encoding: words)
        let reject = ImportPage.Reject(row: 2, column: words, value: words, reason: words)
        let states: [ImportPage.State] = [
            .choose(problem: words), .preview(preview(words, file)),
            .working(.init(run: Sample.run, file: file, tally: .init(new: 1), firstReject: reject)),
            .done(
                .init(
                    run: Sample.run, file: file, tally: .init(new: 1, rejected: 1), list: words, seconds: 1,
                    tiers: [.init(tier(words), 1)], rejects: [reject])),
            .failed(.init(run: Sample.run, file: file, reason: words)),
        ]
        return [
            PageCase("lead") { LeadPage.html(lead(words, frame)) },
            PageCase("paste") {
                PastePage.html(
                    .init(
                        frame: frame, now: now,
                        draft: .init(text: words, companyName: words, companyWebsite: words), problem: words,
                        groups: [group(words)]))
            },
            PageCase("inbox") {
                InboxPage.html(
                    .init(
                        frame: frame, now: now, query: .init(tier: words, words: words, cursor: words),
                        groups: [group(words)], preview: preview(words)))
            },
            PageCase("login") { LoginPage.html(.init(assetVersion: "1", next: words, problem: words)) },
            PageCase("error") {
                ErrorPage.html(.init(frame: frame, status: 404, says: words, holds: words, requestID: words))
            },
        ]
            + states.map { state in
                PageCase("import") { ImportPage.html(.init(frame: frame, now: now, state: state)) }
            }
    }

    private static func tier(_ words: String) -> Tier { Tier(key: words, label: words, rank: 0) }

    private static func score(_ words: String) -> ScoreResult {
        let evidence = Evidence(span: Span(0, words.unicodeScalars.count), quote: words)
        let kinds: [ScoreLine.Kind] = [.award, .cap, .against, .absent, .rounding, .disqualified]
        let lines = kinds.map {
            ScoreLine(
                criterion: words, points: Points(1), of: Points(2), reason: words, strength: .stated,
                kind: $0,
                evidence: [evidence], judge: words)
        }
        return ScoreResult(
            total: Points(6), tier: tier(words),
            dimensions: [Sample.dimension(words, words, of: 10, lines)])
    }

    private static func lead(_ words: String, _ frame: Frame) -> LeadPage.Model {
        let snapshot = Snapshot(
            id: ID(key: 9), source: .init(type: .manual, url: words), hash: words, text: words,
            capturedAt: now)
        let evidence = Evidence(snapshot: snapshot.id, span: Span(0, 1), quote: words + " ")
        return LeadPage.Model(
            frame: frame, now: now, lead: Sample.lead, name: words, about: [words], website: words,
            owner: words,
            person: .init(name: words, role: words, email: words + "@x", phone: words),
            score: .init(
                result: score(words), scorecard: words, scoredAt: now,
                bands: [TierBand(tier: tier(words), startsAt: .zero, action: words)],
                whyNow: [.theirs(words), .strong(words)]),
            sources: [.init(snapshot)], shown: snapshot,
            facts: [Attribute.email, .website, .industry, .person, .profileURL].map {
                .init(Fact($0, .text(words), evidence: evidence), snapshot: snapshot.id, seenAt: now)
            },
            activities: [Activity.Kind.note, .stageChange, .capture, .call].map {
                Activity(id: ID(key: 1), lead: Sample.lead, kind: $0, text: words, previous: words, at: now)
            },
            dossier: Artifact(
                id: ID(key: 1), lead: Sample.lead, kind: .dossier, writer: words,
                sections: [
                    .init(key: words, title: words, sentences: [.init(text: words, citations: [evidence])])
                ],
                createdAt: now))
    }

    private static func group(_ words: String) -> TierGroup {
        TierGroup(
            band: TierBand(tier: tier(words), startsAt: .zero, action: words), count: 2,
            rows: [
                LeadRow(
                    lead: Sample.lead, name: words, about: words, total: Points(1),
                    bar: ScoreBar(parts: [.init(words, Points(1))]), whyNow: [.ours(words), .theirs(words)],
                    at: now)
            ], next: words)
    }

    private static func preview(_ words: String) -> LeadPreview {
        LeadPreview(
            lead: Sample.lead, name: words, website: words, score: score(words),
            person: .init(name: words, role: words))
    }

    private static func preview(_ words: String, _ file: ImportPage.File) -> ImportPage.Preview {
        ImportPage.Preview(
            run: Sample.run, file: file,
            columns: [
                .init(index: 0, header: words, choice: words, sureness: .guess(why: words), examples: [words])
            ],
            attributes: [.init(words, words)], rows: [[words]], scorecards: [.init(words, words)],
            scorecard: words,
            list: words, offer: .init(name: words, valueProps: words, idealUseCases: words), problem: words)
    }
}
