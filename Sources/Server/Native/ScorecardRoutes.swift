import Domain
import Storage
import Wire

/// `/v1/scorecards`: the rubrics, those that come with Harrier and those a workspace added.
struct ScorecardRoutes: Sendable {
    let rooms: Rooms

    var all: [Route] {
        [
            Route(
                .get, "/v1/scorecards", .v1, "Scorecards", parameters: [Paging.workspace.doc],
                answers: [.json(Paging.schema(of: .scorecard))], action: list),
            Route(
                .post, "/v1/scorecards", .v1, "Add a scorecard",
                about:
                    "The body is the document itself. A fault is refused with its path and the rule it breaks.",
                parameters: [Paging.workspace.doc], body: .json(.scorecardDocument),
                answers: [
                    .json(.scorecardInFull, status: 201), .error(.invalid),
                    .error(.conflict, "This version is there already"),
                ], action: create),
            Route(
                .get, "/v1/scorecards/{scorecard}", .v1, "A scorecard with its document",
                about: "By reference (raptorflow@1) or by name, which means its newest version.",
                parameters: [Paging.workspace.doc], answers: [.json(.scorecardInFull), .error(.notFound)],
                action: get),
        ]
    }

    private func list(_ request: Request) async throws -> Response {
        let cards = try await rooms.read(request) { tx in try rooms.scorecards(in: tx) }
        return .page(cards.map { JSON($0) }, next: nil)
    }

    private func get(_ request: Request) async throws -> Response {
        let reference = request.path("scorecard")
        let cards = try await rooms.read(request) { tx in try rooms.scorecards(in: tx) }
        let exact = cards.first { $0.reference == reference }
        let newest = cards.filter { $0.name == reference }.max { $0.version < $1.version }
        guard let card = exact ?? newest else { throw HTTPError.notFound("No scorecard has this name.") }
        return .json(JSON(inFull: card))
    }

    private func create(_ request: Request) async throws -> Response {
        let card = try rooms.engine.checkScorecard(request.json().text)
        guard try await rooms.write(request, { tx in try tx.add(card) }) else {
            throw HTTPError(
                .conflict, "There is a scorecard \(card.reference) already.",
                hint: "Versions never change: raise `version`.")
        }
        return .created(JSON(inFull: card), at: "/v1/scorecards/\(card.reference)")
    }
}

extension Rooms {
    /// Every scorecard of a workspace: those that come with Harrier, then those added.
    func scorecards(in tx: ReadTransaction) throws -> [Scorecard] {
        try engine.shippedScorecards + tx.scorecards()
    }
}

extension JSON {
    /// A scorecard without its document.
    init(_ card: Scorecard) {
        self = [
            "reference": .string(card.reference), "name": .string(card.name),
            "version": .count(card.version), "is_built_in": .bool(card.isBuiltIn),
        ]
    }

    fileprivate init(inFull card: Scorecard) {
        var json = JSON(card).objectValue ?? [:]
        // It was checked before it got here; one that no longer parses shows as null.
        json["document"] = (try? JSON.parse(card.source)) ?? .null
        self = .object(json)
    }
}

extension Schema {
    fileprivate static let scorecard = named("Scorecard", .object(scorecardProperties))
    fileprivate static let scorecardInFull = named(
        "ScorecardInFull", .object(scorecardProperties + [.required("document", .anything)]))
    fileprivate static let scorecardDocument = object([
        .required("name", .string), .required("version", .integer), .required("label", .string),
        .required("why", .string), .required("combine", .choice(["sum", "weighted", "single"])),
        .required("dimensions", .array(of: .anything)), .required("tiers", .array(of: .anything)),
    ]).described("As data/schema/scorecard.schema.json says it.")

    private static let scorecardProperties: [Property] = [
        .required("reference", .string, "As in raptorflow@1."), .required("name", .string),
        .required("version", .integer), .required("is_built_in", .boolean),
    ]
}
