import Domain
import Foundation
import Storage
import Tabular
import TestSupport
import Wire

@testable import Server

/// A whole server without a socket: every route, a store of its own and an engine that does little but does it.
struct House: Sendable {
    static let token = "open-sesame"

    let test: TestStore
    let rooms: Rooms
    let door: FrontDoor
    let desk: ImportDesk

    static var root: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
    }

    init(
        token: String? = nil,
        importFile: (@Sendable (ImportRequest) async throws -> ImportSummary)? = nil
    ) async throws {
        test = try await Backend.sqlite.newStore()
        var engine = try StubEngine(store: test.store).engine
        if let importFile { engine.importFile = importFile }
        let lexicon = try Data(contentsOf: Self.root.appending(path: "data/lexicon/csv_headers.json"))
        rooms = Rooms(
            store: test.store, engine: engine, home: Workspace.defaultID, version: "1.2.3",
            uploads: test.place.folder.path,
            headers: try HeaderLexicon(file: Array(lexicon), named: "csv_headers.json"),
            webRoot: Self.root.appending(path: "web").path)
        desk = ImportDesk(rooms)
        let token = Token(token)
        var settings = FrontDoor.Settings()
        settings.translate = HTTPError.meaning
        settings.access = Access(token: token)
        if let token { settings.access.isSignedIn = SignIn(token: token).isSignedIn }
        settings.access.signInPath = "/app/login"
        StoreMetrics(rooms).collect(into: settings.metrics)
        let routes =
            nativeRoutes(rooms) + appRoutes(rooms, token: token, imports: desk) + operationsRoutes(rooms)
            + s2Routes(rooms)
        door = try FrontDoor(routes, settings)
    }

    func get(_ path: String, _ headers: Headers = [:]) async -> Response {
        await door.ask(.get, path, headers)
    }

    func send(_ method: Server.Method = .post, _ path: String, _ body: JSON) async -> Response {
        await door.ask(method, path, [.contentType: "application/json"], body.text)
    }

    /// Posts a form as a page does.
    func form(_ path: String, _ fields: KeyValuePairs<String, String>) async -> Response {
        let body = fields.map { "\($0.key)=\(Percent.encode($0.value))" }.joined(separator: "&")
        return await door.ask(.post, path, [.contentType: "application/x-www-form-urlencoded"], body)
    }

    /// Posts a form with a file as a page does.
    func upload(_ path: String, _ name: String, _ text: String) async -> Response {
        let body = """
            --x\r\nContent-Disposition: form-data; name="file"; filename="\(name)"\r\n\
            Content-Type: text/csv\r\n\r\n\(text)\r\n--x--\r\n
            """
        return await door.ask(.post, path, [.contentType: "multipart/form-data; boundary=x"], body)
    }

    static let text = "Hiring: Growth Marketer. Solo founder, D2C brand, $50K MRR, India."

    /// A lead made from `text`.
    func makeLead(_ company: String = "SkinLab", _ text: String = House.text) async -> JSON {
        await send(
            .post, "/v1/leads",
            [
                "text": .string(text), "company_name": .string(company),
                "company_website": "https://skinlab.in",
                "source_type": "job_post",
            ]
        ).json
    }
}

/// An engine whose functions do the least that is true: one account, one fact and one score line per text.
struct StubEngine: Sendable {
    let store: Store
    let card: Scorecard

    init(store: Store) throws {
        self.store = store
        let source = try Data(contentsOf: House.root.appending(path: "data/scorecards/raptorflow@1.json"))
        card = Scorecard(
            name: "raptorflow", version: 1, source: String(decoding: source, as: UTF8.self), isBuiltIn: true)
    }

    var engine: Engine {
        Engine(
            classify: classify, capture: { try await classify($0).snapshot }, importFile: importFile,
            scoreList: { _ in ScoreSummary(processed: 0, stored: 0) }, checkScorecard: check,
            tiers: { _ in [] }, shippedScorecards: [card])
    }

    @Sendable private func check(_ document: String) throws -> Scorecard {
        let json = try JSON.parse(document)
        guard let name = json["name"]?.stringValue else {
            throw EngineFailure.invalid(field: "dimensions[0].cap", reason: "must be a number of points")
        }
        return Scorecard(name: name, version: 1, source: document, isBuiltIn: false)
    }

    /// A line is a company; the second column may hold anything but `bad`.
    @Sendable private func importFile(_ request: ImportRequest) async throws -> ImportSummary {
        let text = String(decoding: try request.bytes.read(0, request.bytes.count), as: UTF8.self)
        let rows = text.split(whereSeparator: \.isNewline).dropFirst()
        var summary = ImportSummary(rows: rows.count, inserted: 0, skipped: 0, rejected: [], results: [])
        for (index, row) in rows.enumerated() {
            let cells = row.split(separator: ",").map(String.init)
            guard !cells.isEmpty else { continue }
            guard cells.last != "bad" else {
                summary.rejected.append(RejectedRow(number: index + 2, column: "role", reason: "It is bad."))
                continue
            }
            let source = Snapshot.Source(type: .csv, companyName: cells[0])
            let made = try await classify(
                Capture(workspace: request.workspace, source: source, text: String(row), list: request.list))
            if made.isNew { summary.inserted += 1 } else { summary.skipped += 1 }
        }
        return summary
    }

    @Sendable private func classify(_ capture: Capture) async throws -> Classified {
        if capture.text == "refuse" { throw EngineFailure.invalid(field: "text", reason: "is refused") }
        return try await store.write(in: capture.workspace) { tx in try made(of: capture, in: tx) }
    }

    private func made(of capture: Capture, in tx: WriteTransaction) throws -> Classified {
        let draft = Snapshot(
            id: tx.newID(), source: capture.source, hash: ContentHash.sha256(capture.text).hexadecimal,
            text: capture.text, capturedAt: tx.now)
        let stored = try tx.add(try PackedSnapshot(draft, in: capture.workspace))
        let name = capture.source.companyName
        let domain = capture.source.companyWebsite.map { $0.replacing("https://", with: "") }
        let keys = [domain.map { IdentityKey(.domain, $0) }, IdentityKey(.name, name.lowercased())]
        let account = try tx.account(
            for: AccountDraft(name: name, domain: domain, keys: keys.compactMap(\.self))
        ).account
        let lead = try tx.lead(
            for: LeadDraft(
                account: account, contact: nil, target: Domain.Target(scorecard: "raptorflow@1"),
                list: capture.list))
        let word = capture.text.unicodeScalars.prefix { $0 != " " }
        let evidence = Evidence(
            snapshot: stored.id, span: Span(0, word.count), quote: String(String.UnicodeScalarView(word)))
        let facts = [
            Fact(.industry, .text("d2c"), evidence: evidence), Fact(.teamSize, .range(1...1), .inferred),
            Fact(.email, .text("jo@skinlab.in"), evidence: evidence),
        ]
        try tx.add(
            PackedTestimony(
                Testimony(
                    subject: .account(account.id), snapshot: stored.id, validFrom: tx.now, seenAt: tx.now,
                    reader: "stub@1", facts: facts)))
        try tx.add([signal(of: account, evidence, in: tx)])
        let score = Self.score(tx.newID(), lead.id, stored.id, evidence, tx.now)
        try tx.add(PackedScore(score))
        guard let row = try tx.lead(lead.id) else { throw EngineFailure.notFound(what: "the lead") }
        return Classified(
            snapshot: stored.id, isNew: stored.isNew, account: account, contact: nil, lead: row.lead,
            score: score, facts: facts, icpMatches: [])
    }

    private func signal(of account: Account, _ evidence: Evidence, in tx: WriteTransaction) -> Signal {
        Signal(
            id: tx.newID(), account: account.id, kind: "hiring_marketing", strength: .stated, from: tx.now,
            until: tx.now.advanced(bySeconds: 86_400), detector: "stub@1", explanation: "It is hiring.",
            evidence: [evidence])
    }

    private static func score(
        _ id: ID<Score>, _ lead: ID<Lead>, _ snapshot: ID<Snapshot>, _ evidence: Evidence, _ now: Timestamp
    ) -> Score {
        let line = ScoreLine(
            criterion: "hiring", points: Points(hundredths: 8250), of: Points(100), reason: "It says so",
            strength: .stated, kind: .award, evidence: [evidence])
        let dimension = DimensionScore(
            key: "pain", label: "Pain", of: Points(100), points: Points(hundredths: 8250), weight: 100,
            lines: [line])
        return Score(
            id: id, lead: lead, scorecard: "raptorflow@1", icp: nil, offer: nil, snapshots: [snapshot],
            result: ScoreResult(
                total: Points(hundredths: 8250), tier: Tier(key: "red_hot", label: "Red hot", rank: 0),
                dimensions: [dimension]), scoredAt: now)
    }
}
