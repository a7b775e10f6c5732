import Domain
import Wire

/// The two query parameters of every list.
enum Paging {
    static let limit = Parameter.int("limit", in: 1...500, default: 50, "How many at most.")
    static let cursor = Parameter.text("cursor", "`next` of the page before; leave it out to start.")
    static let workspace = Parameter.text(
        "workspace", "The workspace, as in ws_…; the first one if left out.")

    /// What every list documents, and its own parameters.
    static func docs(_ own: ParameterDoc...) -> [ParameterDoc] {
        own + [limit.doc, cursor.doc, workspace.doc]
    }

    /// The form of a page of a list.
    static func schema(of item: Schema) -> Schema {
        .object([
            .required("items", .array(of: item)),
            .required("next", Schema.string.nullable, "The cursor of the next page; null on the last."),
        ])
    }
}

extension Response {
    /// A page of a list.
    static func page(_ items: [JSON], next: String?) -> Response {
        .json(["items": .array(items), "next": .text(next)])
    }

    /// A page read one item longer than asked for, which tells whether another follows.
    static func page<Item>(
        _ items: [Item], limit: Int, cursor: (Item) -> String, form: (Item) -> JSON
    ) -> Response {
        let shown = items.prefix(limit)
        return .page(shown.map(form), next: items.count > limit ? shown.last.map(cursor) : nil)
    }

    /// A thing just made, and where it is.
    static func created(_ body: JSON, at location: String, status: Int = 201) -> Response {
        Response.json(body, status: status).with(.location, location)
    }
}

extension Request {
    /// The id a list of ids goes on from.
    func cursorID<Noun: Identified>(_ noun: Noun.Type) throws(HTTPError) -> ID<Noun>? {
        try queryID(noun, Paging.cursor.doc.name)
    }

    /// The number a list of numbered things goes on from.
    func cursorNumber() throws(HTTPError) -> Int? {
        guard let text = query[Paging.cursor.doc.name] else { return nil }
        guard let number = Int(text) else { throw .badCursor }
        return number
    }
}

extension HTTPError {
    static let badCursor = HTTPError.invalid([
        FieldIssue(.query, "cursor", "Input should be `next` of the page before", kind: .invalid)
    ])
}
