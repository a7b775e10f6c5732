import Domain
import Storage

extension Rooms {
    /// Reads the request's workspace as it stands at one moment.
    func read<T: Sendable>(
        _ request: Request, _ body: @escaping @Sendable (ReadTransaction) throws -> T
    ) async throws -> T {
        try await store.read(in: workspace(of: request), body)
    }

    /// Changes the request's workspace; when this returns, the change is on the disk.
    func write<T: Sendable>(
        _ request: Request, _ body: @escaping @Sendable (WriteTransaction) throws -> T
    ) async throws -> T {
        try await store.write(in: workspace(of: request), body)
    }

    /// Reads one thing that must be there.
    func find<T: Sendable>(
        _ what: String, _ request: Request, _ body: @escaping @Sendable (ReadTransaction) throws -> T?
    ) async throws -> T {
        guard let found = try await read(request, body) else { throw HTTPError.nothing(what) }
        return found
    }
}

extension HTTPError {
    /// As in “No lead has this id”.
    static func nothing(_ what: String) -> HTTPError { .notFound("No \(what) has this id.") }
}

extension Request {
    /// The id in the path under `name`; an id of another noun, or none at all, names nothing.
    func id<Noun: Identified>(_ noun: Noun.Type, _ name: String) throws(HTTPError) -> ID<Noun> {
        guard let id = ID<Noun>(path(name)) else {
            throw HTTPError(
                .notFound, "No \(name) has this id.", hint: "Ids of this kind begin with \(Noun.prefix)_.")
        }
        return id
    }

    /// The id in the query under `name`, if there is one.
    func queryID<Noun: Identified>(_ noun: Noun.Type, _ name: String) throws(HTTPError) -> ID<Noun>? {
        guard let text = query[name] else { return nil }
        guard let id = ID<Noun>(text) else {
            throw .invalid([
                FieldIssue(.query, name, "Input should be an id, as in \(Noun.prefix)_…", kind: .invalid)
            ])
        }
        return id
    }
}
