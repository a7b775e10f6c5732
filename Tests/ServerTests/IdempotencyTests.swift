import Synchronization
import Testing
import Wire

@testable import Server

/// A POST with an `Idempotency-Key` does its work once, however often it is sent.
@Suite struct IdempotencyTests {
    /// The ledger as a value for tests; the real one is a table.
    final class Book: Sendable {
        private struct Entry {
            let digest: [UInt8]
            var answer: IdempotencyLedger.Answer?
        }

        private let entries = Mutex<[String: Entry]>([:])

        var ledger: IdempotencyLedger {
            IdempotencyLedger(
                begin: { [self] key, route, digest in
                    entries.withLock { entries in
                        guard let entry = entries[key + route] else {
                            entries[key + route] = Entry(digest: digest)
                            return .fresh
                        }
                        guard entry.digest == digest else { return .conflict }
                        return entry.answer.map { .replay($0) } ?? .inFlight
                    }
                },
                finish: { [self] key, route, answer in
                    entries.withLock { entries in
                        if answer == nil {
                            entries[key + route] = nil
                        } else {
                            entries[key + route]?.answer = answer
                        }
                    }
                })
        }
    }

    private let work = Counter()

    private func door(_ action: @escaping Route.Action) throws -> FrontDoor {
        var settings = FrontDoor.Settings()
        settings.ledger = Book().ledger
        let body = BodyDoc.json(.anything, isRequired: false).or(.multipart(.anything))
        let work = work
        let counted: Route.Action = { request in
            work.add()
            return try await action(request)
        }
        return try FrontDoor(
            [
                Route(
                    .post, "/v1/leads/{id}", .v1, "Post", body: body, answers: [.json(.anything)],
                    action: counted),
                Route(
                    .put, "/v1/leads/{id}", .v1, "Put", body: body, answers: [.json(.anything)],
                    action: counted),
            ], settings)
    }

    private static let json: Headers = [.contentType: "application/json", .idempotencyKey: "key-1"]

    @Test func repeatsTheFirstAnswer() async throws {
        let door = try door { request in
            .json(try request.json(), status: 201).with("x-made", request.id.text)
        }
        let first = await door.ask(.post, "/v1/leads/a", Self.json, "{\"n\":1}")
        let second = await door.ask(.post, "/v1/leads/a", Self.json, "{\"n\":1}")
        #expect(work.value == 1)
        #expect(second.status == 201)
        #expect(second.text == first.text)
        #expect(second.headers["x-made"] == first.headers["x-made"])
        #expect(second.headers["idempotency-replayed"] == "true")
        #expect(second.headers[.requestID] != first.headers[.requestID])
    }

    @Test(arguments: [
        ("/v1/leads/a", "{\"n\":2}", "another body"), ("/v1/leads/b", "{\"n\":1}", "another path"),
        ("/v1/leads/a?x=1", "{\"n\":1}", "another query"),
    ]) func refusesAKeyUsedForAnotherRequest(_ path: String, _ body: String, _ says: String) async throws {
        let door = try door { _ in .noContent }
        _ = await door.ask(.post, "/v1/leads/a", Self.json, "{\"n\":1}")
        let response = await door.ask(.post, path, Self.json, body)
        #expect(response.status == 422, "\(says)")
        #expect(response.json["code"] == "idempotency_key_reused")
        #expect(work.value == 1)
    }

    @Test func saysSoWhileTheFirstIsRunning() async throws {
        let (begun, begin) = AsyncStream.makeStream(of: Void.self)
        let (waiting, go) = AsyncStream.makeStream(of: Void.self)
        let door = try door { _ in
            begin.yield()
            for await _ in waiting { break }
            return .noContent
        }
        async let first = door.ask(.post, "/v1/leads/a", Self.json, "{}")
        for await _ in begun { break }
        let second = await door.ask(.post, "/v1/leads/a", Self.json, "{}")
        #expect(second.status == 409)
        #expect(second.headers["retry-after"] != nil)
        go.yield()
        #expect(await first.status == 204)
        #expect(work.value == 1)
    }

    @Test func aFaultOfOursMayBeTriedAgain() async throws {
        let work = work
        let door = try door { _ in
            guard work.value > 1 else { throw Sample.Secret() }
            return .noContent
        }
        #expect(await door.ask(.post, "/v1/leads/a", Self.json, "{}").status == 500)
        #expect(await door.ask(.post, "/v1/leads/a", Self.json, "{}").status == 204)
    }

    @Test func aRefusalIsAnAnswerToRepeat() async throws {
        let door = try door { _ in throw HTTPError(.conflict, "There is one already.") }
        for _ in 0..<2 { #expect(await door.ask(.post, "/v1/leads/a", Self.json, "{}").status == 409) }
        #expect(work.value == 1)
    }

    @Test func otherMethodsAndPostsWithoutAKeyPass() async throws {
        let door = try door { _ in .noContent }
        for _ in 0..<2 { _ = await door.ask(.put, "/v1/leads/a", Self.json, "{}") }
        for _ in 0..<2 { _ = await door.ask(.post, "/v1/leads/a", [.contentType: "application/json"], "{}") }
        #expect(work.value == 4)
    }

    @Test(arguments: ["", "a b", "ä", String(repeating: "k", count: 256)])
    func refusesAKeyThatIsNone(_ key: String) async throws {
        let door = try door { _ in .noContent }
        let headers: Headers = [.contentType: "application/json", .idempotencyKey: key]
        #expect(await door.ask(.post, "/v1/leads/a", headers, "{}").status == 400)
        #expect(work.value == 0)
    }

    @Test func aFormSentAgainWithAnotherBoundaryIsTheSameRequest() async throws {
        let door = try door { _ in .noContent }
        func send(_ boundary: String, _ content: String) async -> Int {
            let headers: Headers = [
                .contentType: "multipart/form-data; boundary=\(boundary)", .idempotencyKey: "key-1",
            ]
            let body =
                "--\(boundary)\r\nContent-Disposition: form-data; name=f\r\n\r\n\(content)\r\n--\(boundary)--"
            return await door.ask(.post, "/v1/leads/a", headers, body).status
        }
        #expect(await send("one", "x") == 204)
        #expect(await send("two", "x") == 204)
        #expect(await send("one", "y") == 422)
        #expect(work.value == 1)
    }
}
