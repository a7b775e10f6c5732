import Domain
import Storage
import Wire

extension S1 {
    var icpRoutes: [Route] {
        [
            Route(
                .post, "/api/icp/", .s1, "Create an ICP profile",
                body: .json(S1ICP.input, example: S1ICP.example),
                answers: [
                    .json(S1ICP.schema, "The profile"), .error(.badRequest, "The name is taken"),
                    .error(.invalid),
                ],
                action: createICP),
            Route(
                .get, "/api/icp/", .s1, "List ICP profiles", answers: [.json(.array(of: S1ICP.schema))],
                action: listICPs),
            Route(
                .get, "/api/icp/{icp_id:int}", .s1, "Get an ICP profile",
                answers: [.json(S1ICP.schema), .error(.notFound)], action: getICP),
            Route(
                .put, "/api/icp/{icp_id:int}", .s1, "Update an ICP profile",
                about: "Fields left out keep their value.",
                body: .json(S1ICP.changes),
                answers: [.json(S1ICP.schema), .error(.notFound), .error(.invalid)],
                action: updateICP),
            Route(
                .delete, "/api/icp/{icp_id:int}", .s1, "Delete an ICP profile",
                answers: [.json(S1ICP.message), .error(.notFound)], action: deleteICP),
            template("solo-founder", .soloFounder),
            template("small-d2c", .smallD2C),
        ]
    }

    private func template(_ name: String, _ criteria: ICP.Criteria) -> Route {
        Route(
            .post, "/api/icp/templates/\(name)", .s1, "Create the \(criteria.name) profile",
            answers: [.json(S1ICP.schema)]
        ) { request in
            let workspace = try rooms.workspace(of: request)
            return .json(try await create(criteria, in: workspace))
        }
    }

    @Sendable private func createICP(_ request: Request) async throws -> Response {
        let workspace = try rooms.workspace(of: request)
        var body = try request.fields()
        var criteria = ICP.Criteria()
        criteria.name = body.read("name", .filledString, standIn: "")
        S1ICP.read(&body, into: &criteria)
        try body.finish()
        return .json(try await create(criteria, in: workspace))
    }

    private func create(_ criteria: ICP.Criteria, in workspace: ID<Workspace>) async throws -> JSON {
        let icp = try await rooms.store.write(in: workspace) { tx in
            guard try tx.icps(limit: S1ICP.most).allSatisfy({ $0.criteria.name != criteria.name }) else {
                throw HTTPError(.badRequest, "ICP profile with name '\(criteria.name)' already exists")
            }
            return try tx.createICP(criteria)
        }
        return S1ICP.json(icp)
    }

    @Sendable private func listICPs(_ request: Request) async throws -> Response {
        let workspace = try rooms.workspace(of: request)
        let icps = try await rooms.store.read(in: workspace) { try $0.icps(limit: S1ICP.most) }
        return .json(.array(icps.map(S1ICP.json)))
    }

    @Sendable private func getICP(_ request: Request) async throws -> Response {
        let (workspace, number) = (try rooms.workspace(of: request), Int(try request.pathInt("icp_id")))
        let icp = try await rooms.store.read(in: workspace) { try $0.icp(number: number) }
        return .json(S1ICP.json(try icp.orMissing("ICP profile not found")))
    }

    @Sendable private func updateICP(_ request: Request) async throws -> Response {
        let (workspace, number) = (try rooms.workspace(of: request), Int(try request.pathInt("icp_id")))
        let body = try request.fields()
        let icp = try await rooms.store.write(in: workspace) { tx in
            let icp = try tx.icp(number: number).orMissing("ICP profile not found")
            var (criteria, fields) = (icp.criteria, body)
            criteria.name = fields.readIfPresent("name", .filledString) ?? criteria.name
            S1ICP.read(&fields, into: &criteria)
            try fields.finish()
            return try tx.reviseICP(icp.id, criteria).orMissing("ICP profile not found")
        }
        return .json(S1ICP.json(icp))
    }

    @Sendable private func deleteICP(_ request: Request) async throws -> Response {
        let (workspace, number) = (try rooms.workspace(of: request), Int(try request.pathInt("icp_id")))
        try await rooms.store.write(in: workspace) { tx in
            let icp = try tx.icp(number: number).orMissing("ICP profile not found")
            _ = try tx.hideICP(icp.id)
        }
        return .json(["message": "ICP profile deleted"])
    }
}

extension Optional {
    /// The value, or 404 with these words.
    func orMissing(_ detail: String) throws(HTTPError) -> Wrapped {
        guard let self else { throw .notFound(detail) }
        return self
    }
}

extension ICP.Criteria {
    /// S1-24: one person, service industries.
    fileprivate static let soloFounder = template(
        "Solo Founder", "A founder working alone who sells time or a small product", ["1"],
        ["consulting", "freelance", "agency", "saas"],
        hiring: ["marketing manager", "growth", "social media"],
        pain: ["no marketing team", "lead generation", "scaling"],
        channels: ["linkedin", "email"])
    /// S1-24: sizes 2-5 and 6-10, direct to consumer.
    fileprivate static let smallD2C = template(
        "Small D2C", "A small brand that sells to its customers directly", ["2-5", "6-10"],
        ["d2c", "ecommerce"],
        hiring: ["marketing manager", "growth", "performance marketer"],
        pain: ["no marketing team", "need help scaling", "ads"], channels: ["instagram", "facebook"])

    private static func template(
        _ name: String, _ description: String, _ sizes: [String], _ industries: [String], hiring: [String],
        pain: [String], channels: [String]
    ) -> ICP.Criteria {
        var criteria = ICP.Criteria()
        (criteria.name, criteria.description) = (name, description)
        (criteria.sizeBuckets, criteria.industries, criteria.geographies) = (sizes, industries, ["india"])
        (criteria.hiringKeywords, criteria.painKeywords, criteria.channels) = (hiring, pain, channels)
        return criteria
    }
}
