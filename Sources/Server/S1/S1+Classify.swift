import Domain
import Wire

extension S1 {
    var classifyRoutes: [Route] {
        [
            Route(
                .post, "/api/classify/signal", .s1, "Classify one signal",
                about:
                    "Reads the text, finds the company, scores the lead. When this answers, all of it is on disk.",
                body: .json(S1Signal.schema, example: S1Signal.example),
                answers: [.json(S1Classification.schema), .error(.invalid)], isLong: true, action: classify),
            Route(
                .post, "/api/classify/signal/batch", .s1, "Classify several signals",
                about:
                    "At most \(Self.batchLimit). Leads below \(Self.prefilter.rounded) points are counted as filtered.",
                body: .json(.array(of: S1Signal.schema)),
                answers: [.json(S1Classification.batchSchema), .error(.invalid)],
                bodyPolicy: .memory(maxBytes: 16 << 20),
                isLong: true, action: classifyBatch),
        ]
    }

    /// Signals of one batch; more belong into a CSV.
    private static let batchLimit = 1000
    /// Totals below this are not worth a look (S1-48).
    private static let prefilter = Points(20)
    /// Signals worked on at once (S1-48).
    private static let width = 5

    @Sendable private func classify(_ request: Request) async throws -> Response {
        let workspace = try rooms.workspace(of: request)
        var body = try request.fields()
        let signal = S1Signal(&body)
        try body.finish()
        let capture = try await signal.capture(in: workspace, rooms)
        return .json(S1Classification.json(try await rooms.engine.classify(capture)))
    }

    @Sendable private func classifyBatch(_ request: Request) async throws -> Response {
        let workspace = try rooms.workspace(of: request)
        guard let items = try request.json(limits: .batch).arrayValue else {
            throw HTTPError.invalid([
                FieldIssue(.body, "", "Input should be a list of signals", kind: .mistyped)
            ])
        }
        guard items.count <= Self.batchLimit else {
            throw HTTPError(.invalid, "A batch may have \(Self.batchLimit) signals; upload a CSV for more.")
        }
        var results = [JSON](repeating: .null, count: items.count)
        var tally = Tally()
        try await withThrowingTaskGroup(of: (Int, Result<Classified, any Error>).self) { group in
            func note(_ done: (Int, Result<Classified, any Error>)) {
                results[done.0] = tally.note(done.1, prefilter: Self.prefilter)
            }
            for (index, item) in items.enumerated() {
                if index >= Self.width, let done = try await group.next() { note(done) }
                group.addTask { (index, await self.attempt(item, in: workspace)) }
            }
            for try await done in group { note(done) }
        }
        return .json([
            "count": .int(Int64(items.count)), "created_leads": .int(Int64(tally.created)),
            "filtered": .int(Int64(tally.filtered)), "errors": .int(Int64(tally.errors)),
            "results": .array(results),
        ])
    }

    /// How a batch went.
    private struct Tally {
        var (created, filtered, errors) = (0, 0, 0)

        mutating func note(_ result: Result<Classified, any Error>, prefilter: Points) -> JSON {
            switch result {
            case .success(let classified):
                if classified.score.result.total < prefilter { filtered += 1 } else { created += 1 }
                return S1Classification.json(classified)
            case .failure(let error):
                errors += 1
                return ["error": .string((error as? HTTPError)?.detail ?? "\(error)")]
            }
        }
    }

    private func attempt(_ item: JSON, in workspace: ID<Workspace>) async -> Result<Classified, any Error> {
        do {
            var body = try BodyFields(item)
            let signal = S1Signal(&body)
            try body.finish()
            return .success(try await rooms.engine.classify(try await signal.capture(in: workspace, rooms)))
        } catch {
            return .failure(error)
        }
    }
}

extension JSONLimits {
    /// A batch of posts; one post is a few kilobytes.
    fileprivate static let batch = JSONLimits(depth: 64, bytes: 16 << 20)
}
