import Domain
import Wire

extension S1 {
    var ingestRoutes: [Route] {
        [
            Route(
                .post, "/api/ingest/csv", .s1, "Classify the rows of a CSV",
                about:
                    "Columns company_name and signal_text, company_website if there is one; header names are guessed.",
                body: .multipart(.object([.required("file", .file)])),
                answers: [.json(Self.csvAnswer), .error(.invalid)], bodyPolicy: .file(maxBytes: 64 << 20),
                isLong: true,
                action: ingestCSV),
            opticalRoute("/api/ingest/ocr", "Read the text of an image"),
            opticalRoute("/api/ingest/ocr-and-classify", "Read an image and classify its text"),
        ]
    }

    private static let csvAnswer = Schema.object([
        .required("total_processed", .integer), .required("total_created", .integer),
        .required("results", .array(of: .anything)), .required("message", .string),
    ])

    @Sendable private func ingestCSV(_ request: Request) async throws -> Response {
        let workspace = try rooms.workspace(of: request)
        let file = try Form(request).requiredFile("file")
        let summary = try await rooms.engine.importFile(
            ImportRequest(
                workspace: workspace, bytes: file.content.source, kind: .signals, list: Lead.inboxList))
        let rejected = summary.rejected.map { row in
            ["row": .int(Int64(row.number)), "status": "rejected", "reason": .string(row.reason)] as JSON
        }
        return .json([
            "total_processed": .int(Int64(summary.rows)), "total_created": .int(Int64(summary.inserted)),
            "results": .array(summary.results.map(result) + rejected),
            "message": .string("Processed \(summary.rows) rows, created \(summary.inserted) leads"),
        ])
    }

    private func result(_ row: RowResult) -> JSON {
        [
            "company": .string(row.company), "score": JSON(hundredths: row.total.hundredths),
            "bucket": .string(row.tier.key), "lead_id": .int(Int64(row.number)), "status": "ok",
        ]
    }

    /// Images are read by a later version; saying so beats a 404 that looks like a wrong address.
    private func opticalRoute(_ path: String, _ summary: String) -> Route {
        Route(
            .post, path, .s1, summary, body: .multipart(.object([.required("file", .file)])),
            answers: [.error(.notImplemented)], bodyPolicy: .file(maxBytes: 64 << 20)
        ) { _ in
            throw HTTPError(
                .notImplemented,
                "This version does not read images yet. Type or paste the text and send it to POST /api/classify/signal with source_type \"ocr\"."
            )
        }
    }
}
