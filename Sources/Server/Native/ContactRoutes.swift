import Domain
import Storage
import Wire

/// `/v1/contacts`: people.
struct ContactRoutes: Sendable {
    let rooms: Rooms

    var all: [Route] {
        [
            Route(
                .get, "/v1/contacts", .v1, "Contacts",
                about:
                    "Newest first; with `account` those of one organisation, in the order they became known.",
                parameters: Paging.docs(Self.account.doc, Self.words.doc),
                answers: [.json(Paging.schema(of: .contact))], action: list),
            Route(
                .get, "/v1/contacts/{contact}", .v1, "A contact", parameters: [Paging.workspace.doc],
                answers: [.json(.contactInFull), .error(.notFound)], action: get),
        ]
    }

    private static let account = Parameter.text("account", "Only the people of this account.")
    private static let words = Parameter.text("q", default: "", "Words in the name.")

    private func list(_ request: Request) async throws -> Response {
        if let account = try request.queryID(Account.self, "account") {
            return try await people(of: account, request)
        }
        let limit = try request.value(Paging.limit)
        let before = try request.cursorID(Contact.self)
        let words = try request.value(Self.words)
        let found = try await rooms.read(request) { tx in
            try tx.contacts(before: before, containing: words, limit: limit + 1)
        }
        return .page(found, limit: limit, cursor: \.id.description) { JSON($0) }
    }

    private func people(of account: ID<Account>, _ request: Request) async throws -> Response {
        let limit = try request.value(Paging.limit)
        let after = try request.cursorID(Contact.self)
        let found = try await rooms.read(request) { tx in
            try tx.contacts(of: account, after: after, limit: limit + 1)
        }
        return .page(found, limit: limit, cursor: \.id.description) { JSON($0) }
    }

    private func get(_ request: Request) async throws -> Response {
        let id = try request.id(Contact.self, "contact")
        return .json(
            try await rooms.find("contact", request) { tx in
                guard var json = try tx.contact(id).map({ JSON($0) })?.objectValue else { return nil }
                json["keys"] = .array(try tx.keys(of: .contact(id)).map { JSON($0) })
                return JSON.object(json)
            })
    }
}
