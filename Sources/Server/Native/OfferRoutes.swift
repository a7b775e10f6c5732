import Domain
import Storage
import Wire

/// `/v1/offers`: what is sold.
struct OfferRoutes: Sendable {
    let rooms: Rooms

    var all: [Route] {
        [
            Route(
                .get, "/v1/offers", .v1, "Offers in their newest versions, oldest first",
                parameters: Paging.docs(), answers: [.json(Paging.schema(of: .offer))], action: list),
            Route(
                .post, "/v1/offers", .v1, "Make an offer", parameters: [Paging.workspace.doc],
                body: .json(.offerDraft), answers: [.json(.offer, status: 201), .error(.invalid)],
                action: create),
            Route(
                .get, "/v1/offers/{offer}", .v1, "An offer",
                parameters: [Self.version.doc, Paging.workspace.doc],
                answers: [.json(.offer), .error(.notFound)], action: get),
            Route(
                .put, "/v1/offers/{offer}", .v1, "Make the next version of an offer",
                about: "Scores keep naming the version they used.", parameters: [Paging.workspace.doc],
                body: .json(.offerDraft), answers: [.json(.offer), .error(.notFound), .error(.invalid)],
                action: revise),
        ]
    }

    private static let version = Parameter.int("version", in: 1...1_000_000, "An older version.")

    private func list(_ request: Request) async throws -> Response {
        let limit = try request.value(Paging.limit)
        let after = try request.cursorNumber() ?? 0
        let found = try await rooms.read(request) { tx in try tx.offers(after: after, limit: limit + 1) }
        return .page(found, limit: limit, cursor: \.number.description) { JSON($0) }
    }

    private func get(_ request: Request) async throws -> Response {
        let id = try request.id(Offer.self, "offer")
        let version = try request.optionalValue(Self.version) ?? .max
        return .json(
            JSON(try await rooms.find("offer", request) { tx in try tx.offer(id, version: version) }))
    }

    private func create(_ request: Request) async throws -> Response {
        let draft = try OfferDraft(request)
        let made = try await rooms.write(request) { tx in
            try tx.createOffer(
                name: draft.name, valueProps: draft.valueProps, idealUseCases: draft.idealUseCases)
        }
        return .created(JSON(made), at: "/v1/offers/\(made.id)")
    }

    private func revise(_ request: Request) async throws -> Response {
        let id = try request.id(Offer.self, "offer")
        let draft = try OfferDraft(request)
        let made = try await rooms.write(request) { tx in
            try tx.reviseOffer(
                id, name: draft.name, valueProps: draft.valueProps, idealUseCases: draft.idealUseCases)
        }
        guard let made else { throw HTTPError.nothing("offer") }
        return .json(JSON(made))
    }
}

/// What an offer says, before it has an id.
private struct OfferDraft {
    let name: String
    let valueProps: String
    let idealUseCases: String

    init(_ request: Request) throws {
        var body = try request.fields()
        name = body.read("name", .filledString, standIn: "")
        valueProps = body.readIfPresent("value_props", .string) ?? ""
        idealUseCases = body.readIfPresent("ideal_use_cases", .string) ?? ""
        try body.finish()
    }
}

extension JSON {
    init(_ offer: Offer) {
        self = [
            "id": .id(offer.id), "version": .count(offer.version), "number": .count(offer.number),
            "name": .string(offer.name), "value_props": .string(offer.valueProps),
            "ideal_use_cases": .string(offer.idealUseCases), "created_at": .time(offer.createdAt),
        ]
    }
}

extension Schema {
    static let offer = named(
        "Offer",
        .object([
            .required("id", .id(Offer.self)), .required("version", .integer), .required("number", .integer),
            .required("name", .string), .required("value_props", .string),
            .required("ideal_use_cases", .string), .required("created_at", .time),
        ]))

    fileprivate static let offerDraft = object([
        .required("name", .string), .optional("value_props", .string), .optional("ideal_use_cases", .string),
    ])
}
