import Domain
import Storage
import Tabular
import Wire

/// `/v1/export`: every lead of a list, streamed.
struct ExportRoutes: Sendable {
    let rooms: Rooms

    var all: [Route] {
        [
            Route(
                .get, "/v1/export", .v1, "Leads as a file",
                about:
                    "CSV for people (formulas are made harmless), JSON lines with scores and evidence for programs.",
                parameters: [Self.format.doc] + LeadFilter.docs + [Paging.workspace.doc],
                answers: [
                    .content("text/csv", "A row per lead"), .content("application/jsonl", "A lead per line"),
                ],
                action: export)
        ]
    }

    /// The forms a file can take.
    private enum Format: String, CaseIterable, Sendable { case csv, jsonl }

    private static let format = Parameter.choice(
        "format", Format.self, default: .csv, "The form of the file.")
    /// Leads read at a time: the memory an export takes.
    static let batch = 500

    private func export(_ request: Request) async throws -> Response {
        var query = try LeadFilter.query(request)
        query.limit = Self.batch
        let leads = LeadStream(store: rooms.store, workspace: try rooms.workspace(of: request), query: query)
        switch try request.value(Self.format) {
        case .csv: return .csv(filename: "leads.csv", produce: leads.writeCSV)
        case .jsonl: return Response.stream(leads.writeLines, "application/jsonl", filename: "leads.jsonl")
        }
    }
}

extension Response {
    /// A download that is made while it is sent.
    fileprivate static func stream(
        _ produce: @escaping @Sendable (ResponseStream.Writer) async throws -> Void, _ type: String,
        filename: String
    ) -> Response {
        let body = Body.stream(ResponseStream(endsAtStop: false, produce: produce))
        return Response(headers: [.contentType: type], body: body).downloaded(as: filename)
    }
}

/// Leads read page by page and written down, in memory that does not grow with them.
struct LeadStream: Sendable {
    let store: Store
    let workspace: ID<Workspace>
    let query: LeadQuery

    private struct Batch: Sendable {
        let page: Storage.LeadPage
        let scores: [ID<Lead>: Score]
    }

    @Sendable func writeCSV(_ writer: ResponseStream.Writer) async throws {
        var csv = CSVWriter()
        csv.write(LeadTable.header)
        try await forEachBatch { batch in
            for row in batch.page.rows { csv.write(LeadTable.cells(row, batch.scores[row.lead.id])) }
            try await writer.write(csv.take())
        }
        let rest = csv.take()
        if !rest.isEmpty { try await writer.write(rest) }
    }

    @Sendable func writeLines(_ writer: ResponseStream.Writer) async throws {
        try await forEachBatch { batch in
            var bytes: [UInt8] = []
            for row in batch.page.rows {
                var json = JSON(row).objectValue ?? [:]
                json["score"] = batch.scores[row.lead.id].map { JSON($0) } ?? .null
                bytes += JSON.object(json).bytes + [UInt8(ascii: "\n")]
            }
            if !bytes.isEmpty { try await writer.write(bytes) }
        }
    }

    private func forEachBatch(_ body: (Batch) async throws -> Void) async throws {
        var query = query
        repeat {
            let asked = query
            let batch = try await store.read(in: workspace) { tx in
                let page = try tx.leads(asked)
                return Batch(page: page, scores: try tx.latestScores(of: page.rows.map(\.lead.id)))
            }
            try await body(batch)
            query.after = batch.page.next
        } while query.after != nil
    }
}

/// The columns of an export.
enum LeadTable {
    static let header = [
        "lead", "number", "company", "domain", "contact", "role", "list", "stage", "owner", "score", "tier",
        "scorecard", "reasons", "evidence", "created_at", "updated_at",
    ]

    static func cells(_ row: Storage.LeadRow, _ score: Score?) -> [String] {
        let lines = (score?.result.lines ?? []).filter { $0.points != .zero }
        return [
            row.lead.id.description, String(row.lead.number), row.account?.name ?? "",
            row.account?.domain ?? "",
            row.contact?.name ?? "", row.contact?.role ?? "", row.lead.list, row.lead.stage.rawValue,
            row.lead.owner ?? "", row.standing?.total.description ?? "", row.standing?.tier.label ?? "",
            row.standing?.scorecard ?? "", lines.map { "\($0.points) \($0.reason)" }.joined(separator: "; "),
            lines.flatMap(\.evidence).map(\.quote).joined(separator: " | "), row.lead.createdAt.description,
            row.lead.updatedAt.description,
        ]
    }
}
