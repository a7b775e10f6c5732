import Domain
import Storage
import Wire

extension S1 {
    /// The tiers of `raptorflow`, as S1 spells them.
    static let buckets = ["red_hot", "warm", "nurture", "parked"]

    private static let scoreMin = Parameter.number("score_min", in: 0...100, default: 0, "Lowest total.")
    private static let scoreMax = Parameter.number("score_max", in: 0...100, default: 100, "Highest total.")
    private static let status = Parameter.choice("status", Lead.Stage.self, "Pipeline state.")
    private static let bucket = Parameter.choice("score_bucket", S1Bucket.self, "Score bucket.")
    private static let limit = Parameter.int("limit", in: 1...500, default: 50, "Leads at most.")
    private static let offset = Parameter.int("offset", in: 0...1_000_000, default: 0, "Leads to skip.")
    private static let newStatus = Parameter.text(
        "status", "The new state; a JSON body {\"status\": …} does too.")
    private static let notes = Parameter.text("notes", "The note; a JSON body {\"notes\": …} does too.")

    var leadRoutes: [Route] {
        [
            Route(
                .get, "/api/leads/", .s1, "Leads, hottest first",
                parameters: [
                    Self.scoreMin.doc, Self.scoreMax.doc, Self.status.doc, Self.bucket.doc, Self.limit.doc,
                    Self.offset.doc,
                ], answers: [.json(.array(of: S1Lead.schema)), .error(.invalid)], action: listLeads),
            Route(
                .get, "/api/leads/score-distribution/bucket-counts", .s1, "How many leads per bucket",
                answers: [.json(.map(of: .integer))], action: bucketCounts),
            Route(
                .get, "/api/leads/{lead_id:int}", .s1, "Get a lead",
                answers: [.json(S1Lead.schema), .error(.notFound)],
                action: getLead),
            Route(
                .patch, "/api/leads/{lead_id:int}/status", .s1, "Move a lead through the pipeline",
                parameters: [Self.newStatus.doc], body: .json(.anything, isRequired: false),
                answers: [.json(Self.statusAnswer), .error(.badRequest), .error(.notFound)], action: setStatus
            ),
            Route(
                .patch, "/api/leads/{lead_id:int}/notes", .s1, "Add a note", parameters: [Self.notes.doc],
                body: .json(.anything, isRequired: false),
                answers: [.json(Self.statusAnswer), .error(.notFound)],
                action: addNote),
            Route(
                .get, "/api/leads/{lead_id:int}/activities", .s1, "What happened to a lead",
                answers: [.json(.array(of: .anything)), .error(.notFound)], action: activities),
            Route(
                .delete, "/api/leads/{lead_id:int}", .s1, "Delete a lead",
                answers: [.json(S1ICP.message), .error(.notFound)], action: deleteLead),
        ]
    }

    private static let statusAnswer = Schema.object([
        .required("status", .string), .required("lead_id", .integer), .optional("new_status", .string),
    ])

    @Sendable private func listLeads(_ request: Request) async throws -> Response {
        let workspace = try rooms.workspace(of: request)
        var query = LeadQuery()
        let low = try request.value(Self.scoreMin), high = try request.value(Self.scoreMax)
        guard low <= high else {
            throw HTTPError(.invalid, "score_min is above score_max", in: .query, at: "score_min")
        }
        query.list = Lead.inboxList
        if low > 0 || high < 100 {
            query.scores =
                Points(
                    hundredths: Int((low * 100).rounded()))...Points(hundredths: Int((high * 100).rounded()))
        }
        query.stages = try request.optionalValue(Self.status).map { [$0] } ?? []
        query.tiers = try request.optionalValue(Self.bucket).map { [$0.rawValue] } ?? []
        query.limit = try request.value(Self.limit)
        query.offset = try request.value(Self.offset)
        let page = query
        let leads = try await rooms.store.read(in: workspace) { tx in
            try S1Lead.gather(try tx.leads(page).rows, in: tx).map(\.json)
        }
        return .json(.array(leads))
    }

    @Sendable private func bucketCounts(_ request: Request) async throws -> Response {
        let workspace = try rooms.workspace(of: request)
        let counts = try await rooms.store.read(in: workspace) { try $0.leadCounts() }
        var answer = JSONObject()
        for bucket in Self.buckets {
            let here = counts.filter { $0.list == Lead.inboxList && $0.tier == bucket && !$0.isHidden }
            answer[bucket] = .int(Int64(here.map(\.count).reduce(0, +)))
        }
        return .json(.object(answer))
    }

    @Sendable private func getLead(_ request: Request) async throws -> Response {
        try await withLead(request) { row, tx in .json(try S1Lead.gather([row], in: tx)[0].json) }
    }

    @Sendable private func activities(_ request: Request) async throws -> Response {
        try await withLead(request) { row, tx in
            .json(
                .array(
                    try tx.activities(of: row.lead.id, limit: 200).map { activity in
                        [
                            "kind": .string(activity.kind.rawValue), "text": .string(activity.text),
                            "previous": JSON(activity.previous), "at": .string(activity.at.description),
                        ]
                    }))
        }
    }

    private func withLead(
        _ request: Request, _ body: @escaping @Sendable (LeadRow, ReadTransaction) throws -> Response
    ) async throws -> Response {
        let (workspace, number) = (try rooms.workspace(of: request), Int(try request.pathInt("lead_id")))
        return try await rooms.store.read(in: workspace) { tx in
            try body(try tx.lead(number: number).orMissing("Lead not found"), tx)
        }
    }

    @Sendable private func setStatus(_ request: Request) async throws -> Response {
        let given = try word("status", Self.newStatus, in: request)
        guard let stage = Lead.Stage(rawValue: given) else {
            let known = Lead.Stage.allCases.map(\.rawValue).joined(separator: ", ")
            throw HTTPError(.badRequest, "Invalid status. Must be one of: \(known)")
        }
        let number = try await change(request) { lead, tx in try tx.setStage(stage, of: lead) }
        return .json(["status": "ok", "lead_id": .int(number), "new_status": .string(stage.rawValue)])
    }

    @Sendable private func addNote(_ request: Request) async throws -> Response {
        let note = try word("notes", Self.notes, in: request)
        let number = try await change(request) { lead, tx in try tx.addActivity(.note, to: lead, text: note) }
        return .json(["status": "ok", "lead_id": .int(number)])
    }

    @Sendable private func deleteLead(_ request: Request) async throws -> Response {
        _ = try await change(request) { lead, tx in try tx.eraseLead(lead) }
        return .json(["message": "Lead deleted"])
    }

    private func change<Ignored: Sendable>(
        _ request: Request, _ body: @escaping @Sendable (ID<Lead>, WriteTransaction) throws -> Ignored
    ) async throws -> Int64 {
        let (workspace, number) = (try rooms.workspace(of: request), try request.pathInt("lead_id"))
        try await rooms.store.write(in: workspace) { tx in
            _ = try body(try tx.lead(number: Int(number)).orMissing("Lead not found").lead.id, tx)
        }
        return number
    }

    /// From the query, as the original takes it, or from a JSON body.
    private func word(_ key: String, _ parameter: Parameter<String>, in request: Request) throws -> String {
        if let text = try request.optionalValue(parameter) { return text }
        guard !request.body.isEmpty else { throw HTTPError.invalid([.missing(.query, key)]) }
        var body = try request.fields()
        let text = body.read(key, .filledString, standIn: "")
        try body.finish()
        return text
    }
}

/// The buckets as a parameter's choices.
enum S1Bucket: String, CaseIterable, Sendable {
    case redHot = "red_hot"
    case warm, nurture, parked
}
