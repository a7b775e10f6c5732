import Domain
import Storage
import Tabular

/// Brings in a CSV file: rows stream through, a bad one is reported with its number and never stops the rest.
struct FileImport: Sendable {
    let store: Store
    let headers: HeaderLexicon
    let prospects: ProspectPacker
    let intake: Intake

    /// Rows a transaction; about a thousand keep the writer free for others every 40 ms.
    private static let batchRows = 1000
    private static let chunkBytes = 256 << 10
    /// Rows reported one by one; more belong into the side file.
    private static let reportLimit = 1000

    func run(_ request: ImportRequest) async throws -> ImportSummary {
        var state = State(request: request)
        return try await withThrowingTaskGroup(of: Stored.self) { group in
            try await read(request, &state, &group)
            while let stored = try await group.next() { state.note(stored) }
            try await report(state)
            return state.summary
        }
    }

    /// What became of a batch of prospects.
    private struct Stored {
        let inserted: Int
        let skipped: Int
    }

    private typealias Writes = ThrowingTaskGroup<Stored, any Error>

    private func read(_ request: ImportRequest, _ state: inout State, _ writes: inout Writes) async throws {
        var table = ProspectTable(
            lexicon: headers, required: request.kind == .signals ? .signals : .prospects,
            chosen: request.columns.map(Self.map))
        do {
            for offset in stride(from: 0, to: request.bytes.count, by: Self.chunkBytes) {
                try Task.checkCancellation()
                let rows = try table.read(request.bytes.read(offset, Self.chunkBytes))
                try await take(rows, &state, &writes, isLast: false)
            }
            try await take(table.finish(), &state, &writes, isLast: true)
        } catch let problem as TableProblem {
            throw EngineFailure.invalid(field: "file", reason: problem.description)
        }
    }

    /// The columns a person chose, by position.
    private static func map(_ columns: [Int: String]) -> ColumnMap {
        let count = (columns.keys.max() ?? -1) + 1
        var map = ColumnMap(titles: (0..<count).map { columns[$0] ?? "" })
        for (index, name) in columns {
            if let attribute = ProspectAttribute(rawValue: name) { map[attribute] = index }
        }
        return map
    }

    /// What has been read and not yet stored, and what came of the rest.
    private struct State {
        let request: ImportRequest
        var waiting: [(number: Int, prospect: Prospect)] = []
        var summary = ImportSummary(rows: 0, inserted: 0, skipped: 0, rejected: [], results: [])
        /// Whether a batch is being written; the next is read and packed meanwhile.
        var isWriting = false

        mutating func note(_ stored: Stored) {
            isWriting = false
            summary.inserted += stored.inserted
            summary.skipped += stored.skipped
        }
    }

    private func take(
        _ rows: [ProspectRow], _ state: inout State, _ writes: inout Writes, isLast: Bool
    ) async throws {
        for row in rows {
            switch row {
            case .prospect(let prospect, let source): state.waiting.append((source.number, prospect))
            case .skipped: continue
            case .fault(let fault):
                state.summary.rejected.append(
                    RejectedRow(
                        number: fault.number, column: fault.column, reason: fault.reason + ". " + fault.hint))
            }
            state.summary.rows += 1
        }
        while state.waiting.count >= Self.batchRows || (isLast && !state.waiting.isEmpty) {
            let batch = Array(state.waiting.prefix(Self.batchRows))
            state.waiting.removeFirst(batch.count)
            switch state.request.kind {
            case .prospects: try await storeProspects(batch, &state, &writes)
            case .signals: await classify(batch, &state)
            }
            try await report(state)
        }
    }

    private func storeProspects(
        _ batch: [(number: Int, prospect: Prospect)], _ state: inout State, _ writes: inout Writes
    ) async throws {
        let request = state.request
        let region = try await store.workspace(request.workspace)?.phoneRegion ?? "IN"
        let drafts = try await prospects.pack(batch.map(\.prospect), for: request, region: region)
        // One batch at a time, in the order of the file: a row that comes twice is known the second time.
        if state.isWriting, let stored = try await writes.next() { state.note(stored) }
        state.isWriting = true
        writes.addTask { [store] in
            let outcomes = try await store.write(in: request.workspace) { tx in try tx.store(drafts) }
            let skipped = outcomes.count { if case .known = $0 { true } else { false } }
            return Stored(inserted: outcomes.count - skipped, skipped: skipped)
        }
    }

    /// Reads and scores each row's text; several rows at once share the writer's commits.
    private func classify(_ batch: [(number: Int, prospect: Prospect)], _ state: inout State) async {
        let request = state.request
        let width = 8
        var start = 0
        while start < batch.count {
            let slice = batch[start..<min(start + width, batch.count)]
            start += width
            let answers = await withTaskGroup(of: (Int, Prospect, Result<Classified, any Error>).self) {
                group in
                for (number, prospect) in slice {
                    group.addTask { (number, prospect, await self.classify(prospect, for: request)) }
                }
                return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }
            }
            for (number, prospect, answer) in answers { note(number, prospect, answer, &state) }
        }
    }

    private func classify(
        _ prospect: Prospect, for request: ImportRequest
    ) async -> Result<Classified, any Error> {
        let website = prospect.website
        let capture = Capture(
            workspace: request.workspace,
            source: Snapshot.Source(
                type: .csv, url: prospect[.sourceURL].isEmpty ? nil : prospect[.sourceURL],
                companyName: prospect.company, companyWebsite: website.isEmpty ? nil : website),
            text: prospect.signalText, list: request.list)
        do { return .success(try await intake.classify(capture)) } catch { return .failure(error) }
    }

    private func note(
        _ number: Int, _ prospect: Prospect, _ answer: Result<Classified, any Error>, _ state: inout State
    ) {
        switch answer {
        case .success(let classified):
            if classified.isNew { state.summary.inserted += 1 } else { state.summary.skipped += 1 }
            guard state.summary.results.count < Self.reportLimit else { return }
            state.summary.results.append(
                RowResult(
                    company: prospect.company, lead: classified.lead.id, number: classified.lead.number,
                    total: classified.score.result.total, tier: classified.score.result.tier))
        case .failure(let error):
            state.summary.rejected.append(RejectedRow(number: number, column: nil, reason: "\(error)"))
        }
    }

    private func report(_ state: State) async throws {
        guard let run = state.request.run else { return }
        let (done, failed) = (state.summary.rows, state.summary.rejected.count)
        try await store.write(in: state.request.workspace) { tx in
            try tx.setProgress(of: run, done: done, failed: failed)
        }
    }
}
