import Domain
import Storage
import Wire

/// `/v1/signals`: the reasons to talk now.
struct SignalRoutes: Sendable {
    let rooms: Rooms

    var all: [Route] {
        [
            Route(
                .get, "/v1/signals", .v1, "Signals, newest first", parameters: Paging.docs(Self.account.doc),
                answers: [.json(Paging.schema(of: .signal))], action: list),
            Route(
                .get, "/v1/signals/{signal}", .v1, "A signal", parameters: [Paging.workspace.doc],
                answers: [.json(.signal), .error(.notFound)], action: get),
        ]
    }

    private static let account = Parameter.text("account", "Only signals of this account.")

    private func list(_ request: Request) async throws -> Response {
        let limit = try request.value(Paging.limit)
        let before = try request.cursorID(Signal.self)
        let account = try request.queryID(Account.self, "account")
        let found = try await rooms.read(request) { tx in
            guard let account else { return try tx.signals(before: before, limit: limit + 1) }
            return try tx.signals(of: account, before: before, limit: limit + 1)
        }
        return .page(found, limit: limit, cursor: \.id.description) { JSON($0) }
    }

    private func get(_ request: Request) async throws -> Response {
        let id = try request.id(Signal.self, "signal")
        return .json(JSON(try await rooms.find("signal", request) { tx in try tx.signal(id) }))
    }
}

extension JSON {
    init(_ signal: Signal) {
        self = [
            "id": .id(signal.id), "account": .id(signal.account), "kind": .string(signal.kind),
            "strength": .string(signal.strength.rawValue), "from": .time(signal.from),
            "until": .time(signal.until), "detector": .string(signal.detector),
            "explanation": .string(signal.explanation), "evidence": .array(signal.evidence.map { JSON($0) }),
        ]
    }
}

extension Schema {
    static let signal = named(
        "Signal",
        .object([
            .required("id", .id(Signal.self)), .required("account", .id(Account.self)),
            .required("kind", .string, "As in hiring_marketing."),
            .required("strength", choice(Strength.allCases.map(\.rawValue))), .required("from", .time),
            .required("until", .time), .required("detector", .string), .required("explanation", .string),
            .required("evidence", array(of: evidence)),
        ]))
}
