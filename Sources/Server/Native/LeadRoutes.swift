import Domain
import Storage
import Wire

/// `/v1/leads`: what there is to work on, and why.
struct LeadRoutes: Sendable {
    let rooms: Rooms

    var all: [Route] { reads + [post] + LeadActRoutes(rooms: rooms).all }

    private var reads: [Route] {
        [
            Route(
                .get, "/v1/leads", .v1, "Leads, best first", about: LeadFilter.about,
                parameters: LeadFilter.docs + Paging.docs(), answers: [.json(Paging.schema(of: .lead))],
                action: list),
            Route(
                .get, "/v1/leads/{lead}", .v1, "A lead", parameters: [Paging.workspace.doc],
                answers: [.json(.lead), .error(.notFound)], action: get),
            Route(
                .get, "/v1/leads/{lead}/explanation", .v1, "Why a lead has its score",
                about: "Every line with the words behind it, and what stands around them in the snapshot.",
                parameters: [Paging.workspace.doc], answers: [.json(.explanation), .error(.notFound)],
                action: explain),
        ]
    }

    private var post: Route {
        Route(
            .post, "/v1/leads", .v1, "Make a lead from a text",
            about: "Reads, resolves and scores the text, and answers when all of it is on the disk.",
            parameters: [Paging.workspace.doc], body: .json(.capture, example: CaptureForm.example),
            answers: [
                .json(.classified, "The text was new", status: 201),
                .json(.classified, "The same text from the same source was here already"), .error(.invalid),
            ], isLong: true, action: create)
    }

    private func list(_ request: Request) async throws -> Response {
        let query = try LeadFilter.query(request)
        let page = try await rooms.read(request) { tx in try tx.leads(query) }
        return .page(page.rows.map { JSON($0) }, next: page.next?.text)
    }

    private func get(_ request: Request) async throws -> Response {
        let id = try request.id(Lead.self, "lead")
        return .json(JSON(try await rooms.find("lead", request) { tx in try tx.lead(id) }))
    }

    private func explain(_ request: Request) async throws -> Response {
        let id = try request.id(Lead.self, "lead")
        return .json(
            try await rooms.find("scored lead", request) { tx in
                try tx.latestScores(of: [id])[id].map { try Explanation($0, in: tx).json }
            })
    }

    private func create(_ request: Request) async throws -> Response {
        let capture = try CaptureForm.capture(request, in: rooms.workspace(of: request))
        let made = try await rooms.engine.classify(capture)
        return .created(JSON(made), at: "/v1/leads/\(made.lead.id)", status: made.isNew ? 201 : 200)
    }
}

/// The sub-resources of a lead that change it.
struct LeadActRoutes: Sendable {
    let rooms: Rooms

    var all: [Route] {
        [
            act(
                "stage", "Move a lead to a stage", .object([.required("stage", .stage)]),
                answer: .json(.lead), setStage),
            act(
                "notes", "Write a note", .object([.required("text", .string)]),
                answer: .json(.activity, status: 201), addNote),
            act(
                "owner", "Give a lead an owner", .object([.required("owner", Schema.string.nullable)]),
                answer: .json(.lead), setOwner),
            act("dismissal", "Take a lead out of the lists", nil, answer: .json(.lead), hide),
            act("restoration", "Bring a dismissed lead back", nil, answer: .json(.lead), restore),
        ]
    }

    private func act(
        _ name: String, _ summary: String, _ body: Schema?, answer: AnswerDoc,
        _ action: @escaping Route.Action
    ) -> Route {
        Route(
            .post, "/v1/leads/{lead}/\(name)", .v1, summary, parameters: [Paging.workspace.doc],
            body: body.map { .json($0) }, answers: [answer, .error(.notFound), .error(.invalid)],
            action: action)
    }

    private func setStage(_ request: Request) async throws -> Response {
        let id = try request.id(Lead.self, "lead")
        var body = try request.fields()
        let stage = body.read("stage", .choice(Lead.Stage.self), standIn: .new)
        try body.finish()
        return try await change(id, request) { tx in _ = try tx.setStage(stage, of: id) }
    }

    private func addNote(_ request: Request) async throws -> Response {
        let id = try request.id(Lead.self, "lead")
        var body = try request.fields()
        let text = body.read("text", .filledString, standIn: "")
        try body.finish()
        let note = try await rooms.write(request) { tx in
            guard try tx.lead(id) != nil else { throw HTTPError.nothing("lead") }
            return try tx.addActivity(.note, to: id, text: text)
        }
        return .json(JSON(note), status: 201)
    }

    private func setOwner(_ request: Request) async throws -> Response {
        let id = try request.id(Lead.self, "lead")
        var body = try request.fields()
        let owner = body.readIfPresent("owner", .string)
        try body.finish()
        return try await change(id, request) { tx in _ = try tx.setOwner(owner, of: id) }
    }

    private func hide(_ request: Request) async throws -> Response {
        let id = try request.id(Lead.self, "lead")
        return try await change(id, request) { tx in _ = try tx.hideLead(id) }
    }

    private func restore(_ request: Request) async throws -> Response {
        let id = try request.id(Lead.self, "lead")
        return try await change(id, request) { tx in _ = try tx.restoreLead(id) }
    }

    /// Changes a lead and answers how it stands now; what is so already changes nothing.
    private func change(
        _ id: ID<Lead>, _ request: Request, _ body: @escaping @Sendable (WriteTransaction) throws -> Void
    ) async throws -> Response {
        let row = try await rooms.write(request) { tx in
            guard try tx.lead(id) != nil else { throw HTTPError.nothing("lead") }
            try body(tx)
            return try tx.lead(id)
        }
        guard let row else { throw HTTPError.nothing("lead") }
        return .json(JSON(row))
    }
}
