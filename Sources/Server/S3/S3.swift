import Domain
import Storage
import Wire

/// The API of the Lead Intent Scoring Service, unchanged: offer, upload, score, results (S3-01…07).
///
/// Bound to the list `default` of the home workspace unless `?workspace=`, `?list=` or `?scorecard=` say otherwise (2.4, C7).
/// Errors are Flask's `{"error": …}`. `GET /health` belongs to Operations (C2).
package struct S3: Sendable {
    let rooms: Rooms

    static let list = Parameter.text("list", default: Lead.prospectsList, "The list of leads to work on.")
    static let card = Parameter.text("scorecard", default: "intent@1", "The scorecard to score with.")

    package static func routes(_ rooms: Rooms) -> [Route] {
        let api = S3(rooms: rooms)
        return [
            Route(
                .post, "/offer", .s3, "Create the offer",
                body: .json(
                    .object([
                        .required("name", .string), .required("value_props", .string),
                        .required("ideal_use_cases", .string),
                    ])),
                answers: [.json(.object([.required("id", .integer)]), status: 201), .error(.badRequest)],
                action: api.createOffer),
            Route(
                .post, "/leads/upload", .s3, "Upload prospects as CSV",
                about:
                    "Header name,role,company,industry,location,linkedin_bio. Rows sent before are skipped.",
                parameters: [list.doc], body: .multipart(.object([.required("file", .file)])),
                answers: [
                    .json(
                        .object([.required("inserted", .integer), .optional("skipped", .integer)]),
                        status: 201),
                    .error(.badRequest),
                ], bodyPolicy: .file(maxBytes: 64 << 20), isLong: true, action: api.upload),
            Route(
                .post, "/score", .s3, "Score all leads of the list", parameters: [list.doc, card.doc],
                body: .json(.object([.optional("only_unscored", .boolean)]), isRequired: false),
                answers: [.json(.object([.required("processed", .integer)])), .error(.badRequest)],
                isLong: true,
                action: api.score),
            Route(
                .get, "/results", .s3, "Scored leads", parameters: [list.doc],
                answers: [.json(.array(of: S3Result.schema))], isLong: true, action: api.results),
            Route(
                .get, "/results/export", .s3, "Scored leads as CSV", parameters: [list.doc],
                answers: [.content("text/csv", "lead_scores.csv"), .error(.notFound)], isLong: true,
                action: api.export),
        ]
    }

    @Sendable private func createOffer(_ request: Request) async throws -> Response {
        let workspace = try rooms.workspace(of: request)
        var body = try request.fields()
        let keys = ["name", "value_props", "ideal_use_cases"]
        let values = keys.map { body.readIfPresent($0, .filledString) }
        let missing = zip(keys, values).filter { $0.1 == nil }.map(\.0)
        guard missing.isEmpty else {
            throw HTTPError(.badRequest, "Missing required fields: \(missing.joined(separator: ", "))")
        }
        let offer = try await rooms.store.write(in: workspace) { tx in
            try tx.createOffer(
                name: values[0] ?? "", valueProps: values[1] ?? "", idealUseCases: values[2] ?? "")
        }
        return .json(["id": .int(Int64(offer.number))], status: 201)
    }

    @Sendable private func upload(_ request: Request) async throws -> Response {
        let (workspace, list) = (try rooms.workspace(of: request), try request.value(Self.list))
        guard let file = try Form(request)["file"], file.filename != nil else {
            throw HTTPError(
                .badRequest, "No file uploaded. Send it as multipart/form-data in the field file.")
        }
        do {
            let summary = try await rooms.engine.importFile(
                ImportRequest(workspace: workspace, bytes: file.content.source, kind: .prospects, list: list))
            return .json(S3Result.upload(summary), status: 201)
        } catch EngineFailure.invalid(_, let reason) {
            throw HTTPError(.badRequest, reason)
        }
    }

    @Sendable private func score(_ request: Request) async throws -> Response {
        let workspace = try rooms.workspace(of: request)
        var onlyUnscored = false
        if !request.body.isEmpty {
            var body = try request.fields()
            onlyUnscored = body.readIfPresent("only_unscored", .bool) ?? false
            try body.finish()
        }
        let (list, card) = (try request.value(Self.list), try request.value(Self.card))
        let offer = try await rooms.store.read(in: workspace) { try $0.latestOffer() }
        guard let offer else {
            throw HTTPError(.badRequest, "No offer found. Create one with POST /offer first.")
        }
        let summary = try await rooms.engine.scoreList(
            ScoreRequest(
                workspace: workspace, list: list, scorecard: card, offer: offer.id, onlyUnscored: onlyUnscored
            ))
        return .json(["processed": .int(Int64(summary.processed))])
    }

    @Sendable private func results(_ request: Request) async throws -> Response {
        let (workspace, list) = (try rooms.workspace(of: request), try request.value(Self.list))
        var isFirst = true
        var bytes = Array("[".utf8)
        try await forEachPage(of: list, in: workspace) { results in
            for result in results {
                if !isFirst { bytes.append(UInt8(ascii: ",")) }
                isFirst = false
                bytes.append(contentsOf: result.json.bytes)
            }
        }
        bytes.append(UInt8(ascii: "]"))
        return .json(bytes: bytes)
    }

    @Sendable private func export(_ request: Request) async throws -> Response {
        let (workspace, list) = (try rooms.workspace(of: request), try request.value(Self.list))
        var table = CSVRows(S3Result.columns)
        var count = 0
        try await forEachPage(of: list, in: workspace) { results in
            count += results.count
            for result in results { table.add(result.cells) }
        }
        guard count > 0 else { throw HTTPError.notFound("No results found. Run POST /score first.") }
        return .csv(table.bytes, filename: "lead_scores.csv")
    }

    private func forEachPage(
        of list: String, in workspace: ID<Workspace>, _ body: ([S3Result]) -> Void
    ) async throws {
        var query = LeadQuery()
        (query.list, query.sort, query.limit) = (list, .oldest, 1000)
        repeat {
            let page = query
            let (results, next) = try await rooms.store.read(in: workspace) { tx in
                let found = try tx.leads(page)
                return (try S3Result.gather(found.rows, in: tx), found.next)
            }
            body(results)
            query.after = next
        } while query.after != nil
    }
}
