import Domain
import Storage
import Wire

/// `/v1/accounts`: organisations.
struct AccountRoutes: Sendable {
    let rooms: Rooms

    var all: [Route] {
        [
            Route(
                .get, "/v1/accounts", .v1, "Accounts, newest first", parameters: Paging.docs(Self.words.doc),
                answers: [.json(Paging.schema(of: .account))], action: list),
            Route(
                .get, "/v1/accounts/{account}", .v1, "An account", parameters: [Paging.workspace.doc],
                answers: [.json(.accountInFull), .error(.notFound)], action: get),
            Route(
                .get, "/v1/accounts/{account}/leads", .v1, "The leads of an account, oldest first",
                about: "Dismissed ones too.", parameters: Paging.docs(),
                answers: [.json(Paging.schema(of: .lead))], action: leads),
        ]
    }

    static let words = Parameter.text("q", default: "", "Words in the name or the domain.")

    private func list(_ request: Request) async throws -> Response {
        let limit = try request.value(Paging.limit)
        let before = try request.cursorNumber() ?? .max
        let words = try request.value(Self.words)
        let found = try await rooms.read(request) { tx in
            try tx.accounts(before: before, containing: words, limit: limit + 1)
        }
        return .page(found, limit: limit, cursor: \.number.description) { JSON($0) }
    }

    private func get(_ request: Request) async throws -> Response {
        let id = try request.id(Account.self, "account")
        return .json(
            try await rooms.find("account", request) { tx in
                guard var json = try tx.account(id).map({ JSON($0) })?.objectValue else { return nil }
                json["keys"] = .array(try tx.keys(of: .account(id)).map { JSON($0) })
                return JSON.object(json)
            })
    }

    private func leads(_ request: Request) async throws -> Response {
        let id = try request.id(Account.self, "account")
        let limit = try request.value(Paging.limit)
        let after = try request.cursorID(Lead.self)
        let found = try await rooms.read(request) { tx in
            try tx.leads(of: id, after: after, limit: limit + 1)
        }
        return .page(found, limit: limit, cursor: \.lead.id.description) { JSON($0) }
    }
}
