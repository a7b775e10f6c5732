import Domain
import Storage

/// Capture, read, resolve, detect and score in one transaction, for callers who wait for the answer.
struct Intake: Sendable {
    let store: Store
    let interpreter: Interpreter
    let landing: Landing
    let scoring: LeadScoring

    /// Scores above this get a dossier (S1-09: strictly more than 70).
    static let dossierThreshold = Points(70)
    /// Longest text taken in one piece; a job post has two thousand characters, a long page fifty thousand.
    static let longestText = 1_000_000

    func classify(_ capture: Capture) async throws -> Classified {
        let prepared = try await prepare(capture)
        return try await store.write(in: capture.workspace) { tx in
            let reference = capture.scorecard ?? Defaults.scorecard
            let target = Target(
                icp: capture.icp, scorecard: try scoring.cards.scorer(reference, in: tx).rubric.reference)
            let place = try landing.land(prepared, target: target, in: tx)
            let outcome = try scoring.score(
                place.lead.id, of: place.account.id, with: reference, icp: capture.icp, in: tx)
            if outcome.isNew, outcome.score.result.total > Self.dossierThreshold {
                try tx.publish(.actionsTriggered, DossierOrder(lead: place.lead.id).payload)
            }
            guard let row = try tx.lead(place.lead.id) else {
                throw EngineFailure.notFound(what: "the lead just stored")
            }
            return Classified(
                snapshot: place.snapshot, isNew: place.isNew, account: place.account, contact: place.contact,
                lead: row.lead, score: outcome.score, facts: prepared.interpretation.facts,
                icpMatches: outcome.matches)
        }
    }

    /// Stores a text and leaves the steps to the topics.
    func capture(_ capture: Capture) async throws -> ID<Snapshot> {
        var checked = capture
        checked.text = try Self.checked(capture.text)
        let text = SenderLines(checked.text, source: capture.source).text
        let packed = try PackedSnapshot(
            Snapshot(
                id: store.world.newID(), source: capture.source, hash: ContentHash.sha256(text).hexadecimal,
                text: text,
                capturedAt: capture.at ?? store.world.now()), in: capture.workspace)
        return try await store.write(in: capture.workspace) { tx in
            let (snapshot, isNew) = try tx.add(packed)
            let order = SnapshotOrder(
                snapshot: snapshot, list: capture.list, scorecard: capture.scorecard, icp: capture.icp,
                at: capture.at)
            if isNew { try tx.publish(.rawEvents, order.payload) }
            return snapshot
        }
    }

    /// What a stored snapshot says, as if it were captured now; its id and text stay.
    func prepare(
        _ snapshot: Snapshot, _ order: SnapshotOrder, in workspace: ID<Workspace>
    ) async throws -> PreparedCapture {
        let region = try await store.workspace(workspace)?.phoneRegion ?? "IN"
        let capture = Capture(
            workspace: workspace, source: snapshot.source, text: SenderLines.captured(in: snapshot),
            icp: order.icp,
            list: order.list, scorecard: order.scorecard, at: order.at ?? snapshot.capturedAt)
        let interpretation = interpreter.interpret(
            capture, digest: ContentHash.sha256(capture.text).hexadecimal, phoneRegion: region)
        return PreparedCapture(
            capture: capture, snapshot: try PackedSnapshot(snapshot, in: workspace),
            interpretation: interpretation,
            account: landing.draft(interpretation.account))
    }

    /// Everything that needs no store: reading is the costly part and runs on many threads at once.
    func prepare(_ capture: Capture) async throws -> PreparedCapture {
        let text = try Self.checked(capture.text)
        guard let workspace = try await store.workspace(capture.workspace) else {
            throw EngineFailure.notFound(what: "the workspace \(capture.workspace)")
        }
        let digest = ContentHash.sha256(text).hexadecimal
        var checked = capture
        checked.text = text
        let interpretation = interpreter.interpret(
            checked, digest: digest, phoneRegion: workspace.phoneRegion)
        let snapshot = Snapshot(
            id: store.world.newID(), source: capture.source,
            hash: ContentHash.sha256(interpretation.text).hexadecimal, text: interpretation.text,
            capturedAt: capture.at ?? store.world.now())
        return PreparedCapture(
            capture: checked, snapshot: try PackedSnapshot(snapshot, in: capture.workspace),
            interpretation: interpretation, account: landing.draft(interpretation.account))
    }

    /// A text that can be stored on every database and shown on every screen.
    static func checked(_ text: String) throws -> String {
        guard text.utf8.count <= longestText else {
            throw EngineFailure.invalid(
                field: "text", reason: "is longer than \(longestText) bytes; send it in parts")
        }
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw EngineFailure.invalid(
                field: "text", reason: "is empty; send the words of a post, page or card")
        }
        // PostgreSQL stores no NUL; a visible stand-in keeps every offset where it was.
        return text.contains("\0") ? text.replacing("\0", with: "\u{FFFD}") : text
    }
}

/// What holds where a request names nothing else.
enum Defaults {
    /// The scorecard of texts (S1).
    static let scorecard = "raptorflow@1"
    /// The scorecard of prospect rows (S3).
    static let prospectScorecard = "intent@1"
}
