import Domain
import Storage
import Wire

/// `/v1/facts`: what is known, who said it and when.
struct FactRoutes: Sendable {
    let rooms: Rooms

    var all: [Route] {
        [
            Route(
                .get, "/v1/facts", .v1, "What is known of an account or a contact, newest first",
                about: "`is_current` is false for what a newer fact superseded.",
                parameters: [
                    Self.account.doc, Self.contact.doc, Self.asOf.doc, Self.current.doc, Paging.workspace.doc,
                ], answers: [.json(Paging.schema(of: .knownFact)), .error(.invalid)], action: list)
        ]
    }

    private static let account = Parameter.text("account", "Whom the facts are about: an account, or")
    private static let contact = Parameter.text("contact", "a contact.")
    private static let asOf = Parameter.text("as_of", "What was known at this moment; now if left out.")
    private static let current = Parameter.flag("current", "Leaves out what was superseded.")

    private func list(_ request: Request) async throws -> Response {
        guard let subject = try request.subject() else {
            throw HTTPError.invalid([.missing(.query, "account")])
        }
        let moment = try request.moment("as_of")
        let isCurrentOnly = try request.value(Self.current)
        let testimonies = try await rooms.read(request) { tx in
            try tx.testimonies(of: [subject], asOf: moment)
        }
        let known = KnownFact.all(testimonies).filter { !isCurrentOnly || $0.isCurrent }
        return .page(known.map { JSON($0) }, next: nil)
    }
}

extension Request {
    /// The moment in the query under `name`, if there is one.
    func moment(_ name: String) throws(HTTPError) -> Timestamp? {
        guard let text = query[name] else { return nil }
        guard let moment = Timestamp(text) else {
            let message = "Input should be a time, as in 2026-11-20T08:12:00Z"
            throw .invalid([FieldIssue(.query, name, message, kind: .invalid)])
        }
        return moment
    }
}
