/// Remembers answers by the client's `Idempotency-Key`, so that a repeated POST does its work once.
///
/// Handed in: the ledger lives in the database beside the effects, this module knows none.
package struct IdempotencyLedger: Sendable {
    /// An answer as it is kept.
    package struct Answer: Hashable, Sendable {
        package let status: Int
        package let headers: Headers
        package let body: [UInt8]

        package init(status: Int, headers: Headers, body: [UInt8]) {
            self.status = status
            self.headers = headers
            self.body = body
        }
    }

    /// What the ledger knows of a key.
    package enum Claim: Hashable, Sendable {
        /// Nothing; the key is now ours.
        case fresh
        /// The same request was answered before.
        case replay(Answer)
        /// The key belongs to a different request.
        case conflict
        /// The same request is being worked on.
        case inFlight
    }

    /// Claims a key for one route and one body.
    package let begin: @Sendable (_ key: String, _ route: String, _ digest: [UInt8]) async throws -> Claim
    /// Keeps the answer under a claimed key; `nil` gives the claim up, so that the request may be sent again.
    package let finish: @Sendable (_ key: String, _ route: String, _ answer: Answer?) async throws -> Void

    package init(
        begin: @escaping @Sendable (_ key: String, _ route: String, _ digest: [UInt8]) async throws -> Claim,
        finish: @escaping @Sendable (_ key: String, _ route: String, _ answer: Answer?) async throws -> Void
    ) {
        self.begin = begin
        self.finish = finish
    }
}

extension IdempotencyLedger {
    /// The draft standard sets no bound; 255 is what others take, and fits an index.
    private static let longestKey = 255

    /// Answers repeated POSTs from the ledger; errors of the ledger itself go to `report`.
    func middleware(report: @escaping @Sendable (any Error, Request) -> Void) -> Middleware {
        { next in
            { request in
                guard request.method == .post, let key = request.headers[.idempotencyKey],
                    case .found(let matched, _) = request.match
                else { return await next(request) }
                let route = "POST \(matched.label)"
                do {
                    try Self.check(key)
                    if let known = try await claim(key, route, request) { return known }
                } catch let error as HTTPError {
                    return request.failure(error)
                } catch {
                    report(error, request)
                    return request.failure(.internalFault)
                }
                let response = await next(request)
                await settle(key, route, Answer(response)) { report($0, request) }
                return response
            }
        }
    }

    /// The answer given before, or `nil` when the key is ours to use.
    private func claim(_ key: String, _ route: String, _ request: Request) async throws -> Response? {
        switch try await begin(key, route, RequestDigest.of(request)) {
        case .fresh: return nil
        case .replay(let answer): return answer.replayed
        case .conflict: throw HTTPError.keyReused
        case .inFlight: throw HTTPError.keyInFlight
        }
    }

    /// Writes the outcome down in a task of its own: the work is done whether or not the client still waits.
    private func settle(
        _ key: String, _ route: String, _ answer: Answer?, report: @escaping @Sendable (any Error) -> Void
    ) async {
        let writing = Task {
            do { try await finish(key, route, answer) } catch { report(error) }
        }
        await writing.value
    }

    private static func check(_ key: String) throws(HTTPError) {
        let isPlain = key.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        guard !key.isEmpty, key.utf8.count <= longestKey, isPlain else {
            throw HTTPError(
                .badRequest, "An Idempotency-Key is 1 to \(longestKey) printable ASCII characters.",
                in: .header, at: "idempotency-key")
        }
    }
}

extension IdempotencyLedger.Answer {
    /// Keeps what the client can rely on: a fault of ours, a client that left, or a stream is not an answer to repeat.
    init?(_ response: Response) {
        guard response.status < 499 else { return nil }
        switch response.body {
        case .none: self.init(status: response.status, headers: response.headers, body: [])
        case .bytes(let bytes): self.init(status: response.status, headers: response.headers, body: bytes)
        case .file, .stream: return nil
        }
    }

    fileprivate var replayed: Response {
        Response(status: status, headers: headers, body: body.isEmpty ? .none : .bytes(body))
            .with("idempotency-replayed", "true")
    }
}

extension HTTPError {
    fileprivate static let keyReused = HTTPError(
        .keyReused, "This Idempotency-Key was used for a different request.",
        hint: "Use a new key for every new request, the old one only to repeat it.")
    fileprivate static let keyInFlight = HTTPError(
        .keyInFlight, "The request with this Idempotency-Key is still being worked on.",
        hint: "Send it again in a few seconds.", headers: ["retry-after": "2"])
}
