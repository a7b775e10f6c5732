import Domain
import Storage
import Synchronization
import Tabular

/// Runs the imports people started, each in a task of its own, until it is done or the server stops.
package final class ImportDesk: Sendable {
    private let rooms: Rooms
    let uploads: Uploads
    private let tasks = Mutex<[ID<Run>: Task<Void, Never>]>([:])

    /// Refused rows kept in the run; the file beside it has all of them.
    private static let shownRejects = 20

    package init(_ rooms: Rooms) {
        self.rooms = rooms
        uploads = Uploads(folder: rooms.uploads)
    }

    /// Takes up the imports that the last stop interrupted; rows that are in already are recognised.
    package func resume() async throws {
        for workspace in try await rooms.store.workspaces() {
            let runs = try await rooms.store.read(in: workspace.id) { tx in try tx.runs(limit: 500) }
            for run in runs where run.state == .running && run.kind == .csvImport {
                if let detail = ImportDetail(run.detail) { start(run.id, in: workspace.id, detail) }
            }
        }
    }

    /// Stops what runs and waits for it; a later `resume` goes on with it.
    package func stop() async {
        let running = tasks.withLock { Array($0.values) }
        for task in running { task.cancel() }
        for task in running { await task.value }
    }

    /// Waits for what runs, without stopping it.
    func finish() async {
        for task in tasks.withLock({ Array($0.values) }) { await task.value }
    }

    /// Runs an import whose state says that it runs.
    func start(_ run: ID<Run>, in workspace: ID<Workspace>, _ detail: ImportDetail) {
        tasks.withLock { tasks in
            guard tasks[run] == nil else { return }
            tasks[run] = Task {
                await self.work(run, in: workspace, detail)
                self.forget(run)
            }
        }
    }

    private func forget(_ run: ID<Run>) { tasks.withLock { $0[run] = nil } }

    private func work(_ run: ID<Run>, in workspace: ID<Workspace>, _ started: ImportDetail) async {
        do {
            var detail = started
            if detail.tally == nil {
                let summary = try await importRows(run, in: workspace, detail)
                detail.tally = ImportDetail.Tally(summary)
                detail.rejects = Array(summary.rejected.prefix(Self.shownRejects))
                try keep(summary.rejected, of: detail)
                try await set(.running, run, in: workspace, detail)
            }
            try await score(run, in: workspace, detail)
            detail.finishedAt = rooms.store.world.now()
            try await set(.done, run, in: workspace, detail)
        } catch {
            await settle(error, run, in: workspace, started)
        }
    }

    private func importRows(
        _ run: ID<Run>, in workspace: ID<Workspace>, _ detail: ImportDetail
    ) async throws -> ImportSummary {
        guard let bytes = uploads.source(detail.stored) else {
            throw EngineFailure.invalid(field: "file", reason: "it is no longer there; send it again")
        }
        return try await rooms.engine.importFile(
            ImportRequest(
                workspace: workspace, bytes: bytes, kind: detail.kind, list: detail.list,
                columns: detail.columns, run: run))
    }

    /// Texts are scored one by one as they are read; rows of people are scored when all are in.
    private func score(_ run: ID<Run>, in workspace: ID<Workspace>, _ detail: ImportDetail) async throws {
        guard detail.kind == .prospects else { return }
        _ = try await rooms.engine.scoreList(
            ScoreRequest(
                workspace: workspace, list: detail.list, scorecard: detail.scorecard, offer: detail.offer,
                run: run))
    }

    private func keep(_ rejected: [RejectedRow], of detail: ImportDetail) throws {
        var csv = CSVWriter()
        csv.write(["row", "column", "reason"])
        for row in rejected { csv.write([String(row.number), row.column ?? "", row.reason]) }
        try uploads.keep(csv.take(), as: detail.rejectedFile)
    }

    /// An import that was cancelled stays as it is and is resumed; what a person can mend goes back to the person.
    private func settle(
        _ error: any Error, _ run: ID<Run>, in workspace: ID<Workspace>, _ started: ImportDetail
    ) async {
        guard !(error is CancellationError), !Task.isCancelled else { return }
        var detail = started
        detail.problem = Self.words(error)
        let canMend = error is EngineFailure && uploads.open(detail.stored) != nil
        // When even this cannot be written, the run stays running and is resumed at the next start.
        try? await set(canMend ? .waiting : .failed, run, in: workspace, detail)
    }

    private static func words(_ error: any Error) -> String {
        switch error {
        case EngineFailure.invalid(_, let reason): reason.prefix(1).uppercased() + reason.dropFirst() + "."
        case let failure as EngineFailure: failure.description
        default: HTTPError.meaning(of: error)?.detail ?? "Something went wrong on our side."
        }
    }

    private func set(
        _ state: Run.State, _ run: ID<Run>, in workspace: ID<Workspace>, _ detail: ImportDetail
    ) async throws {
        _ = try await rooms.store.write(in: workspace) { tx in
            try tx.setState(state, of: run, detail: detail.text)
        }
    }
}

extension ImportDetail {
    /// The file of the rows that did not come in.
    var rejectedFile: String { stored + ".rejected.csv" }
}
