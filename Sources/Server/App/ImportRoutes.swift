import Domain
import Pages
import Storage
import Tabular

/// `/app/import`: a CSV of prospects in four steps.
struct ImportRoutes: Sendable {
    let rooms: Rooms
    let frame: AppFrame
    let desk: ImportDesk

    var all: [Route] {
        [
            .page("/app/import", "Choose a file to import", action: choose),
            .form(
                "/app/import", "Send a file", [.required("file", .file)], bodyPolicy: .upload,
                action: receive),
            .page("/app/import/{run}", "An import: preview, progress or result", action: show),
            .form(
                "/app/import/{run}/start", "Import the file", ImportChoices.fields, action: start),
            file("scored.csv", "The leads of the import's list", scored),
            file("rejected.csv", "The rows that did not come in", rejected),
        ]
    }

    private func file(_ name: String, _ summary: String, _ action: @escaping Route.Action) -> Route {
        Route(
            .get, "/app/import/{run}/\(name)", .app, summary, answers: [.content("text/csv", summary)],
            action: action)
    }

    private func choose(_ request: Request) async throws -> Response {
        .page(ImportPage.html(try await model(request, .choose(problem: nil))))
    }

    private func receive(_ request: Request) async throws -> Response {
        let part = try Form(request).requiredFile("file")
        do {
            let detail = try upload(part)
            let run = try await rooms.write(request) { tx in
                try tx.createRun(.csvImport, total: detail.rows, detail: detail.text)
            }
            return .redirect(AppRoute.importRun(run.id).path)
        } catch let problem as TableProblem {
            let state = ImportPage.State.choose(problem: problem.sentence)
            return .page(ImportPage.html(try await model(request, state)), status: 422)
        }
    }

    /// Keeps the file, looks at it, and forgets it when it is no list.
    private func upload(_ part: Form.Part) throws -> ImportDetail {
        var detail = ImportDetail()
        detail.stored = "upload-\(rooms.store.world.newKey()).csv"
        detail.name = part.filename.flatMap { $0.isEmpty ? nil : $0 } ?? "file.csv"
        try desk.uploads.keep(part.content, as: detail.stored)
        do {
            guard let file = desk.uploads.source(detail.stored) else { throw HTTPError.internalFault }
            let look = try CSVLook(file, lexicon: rooms.headers)
            detail.bytes = file.count
            detail.rows = try look.countRows(file)
            detail.separator = look.format.separatorName + "s"
            detail.encoding = look.format.encoding.rawValue
            detail.kind = look.guess.map.covers(.signalText) ? .signals : .prospects
            detail.scorecard = rooms.prospectScorecard
        } catch {
            desk.uploads.remove(detail.stored)
            throw error
        }
        return detail
    }

    private func show(_ request: Request) async throws -> Response {
        let (run, detail) = try await find(request)
        let shown = ImportModel(run: run, detail: detail, now: rooms.store.world.now())
        let look = run.state == .waiting ? try look(at: detail) : nil
        let state = try await rooms.read(request) { tx in
            let book = try rooms.tierBook(in: tx)
            switch run.state {
            case .waiting:
                return try look.map { shown.preview($0, book, try tx.latestOffer()) } ?? shown.failed
            case .running: return shown.working
            case .done: return shown.done(try tx.leadCounts(), book)
            case .failed, .cancelled: return shown.failed
            }
        }
        return .page(ImportPage.html(try await model(request, state)))
    }

    /// Nil when the file is gone.
    private func look(at detail: ImportDetail) throws -> CSVLook? {
        try desk.uploads.source(detail.stored).map { try CSVLook($0, lexicon: rooms.headers) }
    }

    private func start(_ request: Request) async throws -> Response {
        let choices = try ImportChoices(Form(request))
        let (run, found) = try await find(request)
        let (workspace, now) = (try rooms.workspace(of: request), rooms.store.world.now())
        let started = try await rooms.write(request) { tx -> ImportDetail? in
            // Whoever posts twice, or from two windows, starts one import.
            guard try tx.run(run.id)?.state == .waiting else { return nil }
            let detail = try choices.applied(to: found, at: now, in: tx)
            return try tx.setState(.running, of: run.id, detail: detail.text) ? detail : nil
        }
        if let started { desk.start(run.id, in: workspace, started) }
        return .redirect(AppRoute.importRun(run.id).path)
    }

    private func scored(_ request: Request) async throws -> Response {
        let (_, detail) = try await find(request)
        var query = LeadQuery()
        query.list = detail.list
        query.limit = ExportRoutes.batch
        let leads = LeadStream(store: rooms.store, workspace: try rooms.workspace(of: request), query: query)
        return .csv(filename: "scored.csv", produce: leads.writeCSV)
    }

    private func rejected(_ request: Request) async throws -> Response {
        let (_, detail) = try await find(request)
        guard let file = desk.uploads.open(detail.rejectedFile) else {
            throw HTTPError.notFound("This import has no rows that did not come in yet.")
        }
        return Response(headers: [.contentType: "text/csv; charset=utf-8"], body: .file(file))
            .downloaded(as: "rejected.csv")
    }

    private func find(_ request: Request) async throws -> (Run, ImportDetail) {
        let id = try request.id(Run.self, "run")
        let run = try await rooms.find("import", request) { tx in try tx.run(id) }
        guard run.kind == .csvImport, let detail = ImportDetail(run.detail) else {
            throw HTTPError.nothing("import")
        }
        return (run, detail)
    }

    private func model(_ request: Request, _ state: ImportPage.State) async throws -> ImportPage.Model {
        ImportPage.Model(
            frame: try await frame.frame(request), now: rooms.store.world.now(), state: state)
    }
}

extension TableProblem {
    /// As a sentence of its own.
    fileprivate var sentence: String { description.prefix(1).uppercased() + description.dropFirst() }
}

extension Rooms {
    /// What rows of people are scored with unless a person says otherwise (S3-08).
    var prospectScorecard: String {
        engine.shippedScorecards.last { $0.name == "intent" }?.reference ?? "intent@1"
    }
}
