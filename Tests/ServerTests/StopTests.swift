import Server
import Testing

/// How a server stops: nothing new, what runs may end, what does not end is told.
@Suite struct StopTests {
    private struct Gate: Sendable {
        let begun = AsyncStream.makeStream(of: Void.self)
        let go = AsyncStream.makeStream(of: Void.self)

        var route: Route {
            Route(.get, "/wait", .v1, "Wait", answers: [.json(.anything)]) { _ in
                begun.continuation.yield()
                for await _ in go.stream { break }
                try Task.checkCancellation()
                return .json("done")
            }
        }

        func hasBegun() async { for await _ in begun.stream { break } }
    }

    private static let request = "GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n"

    @Test func letsARunningRequestFinishAndTakesNoOther() async throws {
        let gate = Gate()
        try await withServer([gate.route]) { server in
            let client = try server.client()
            try await client.send(Self.request)
            await gate.hasBegun()
            async let stopped: Void = server.listener.stop(grace: .seconds(10))
            while (try? server.client()) != nil { await Task.yield() }  // until the door is shut
            gate.go.continuation.yield()
            let reply = try await client.receive()
            #expect(reply.text == "\"done\"")
            #expect(reply["connection"]?.lowercased() == "close")
            await stopped
        }
    }

    @Test func tellsARequestThatDoesNotFinishInTime() async throws {
        let gate = Gate()
        try await withServer([gate.route]) { server in
            let client = try server.client()
            try await client.send(Self.request)
            await gate.hasBegun()
            await server.listener.stop(grace: .milliseconds(20))
            #expect(try await client.receive().status == 503)
        }
    }

    @Test func doesNotWaitForIdleHalfSentOrStreamingConnections() async throws {
        let stream = Route(.get, "/events", .v1, "Events", answers: [.content("text/event-stream", "E")]) {
            _ in
            .events { writer in
                try await writer.write("data: x\n\n")
                try await Task.sleep(for: .seconds(600))
            }
        }
        try await withServer(Sample.routes + [stream]) { server in
            let idle = try server.client()
            try await idle.send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
            _ = try await idle.receive()
            let half = try server.client()
            try await half.send("GET /health HTT")
            let streaming = try server.client()
            try await streaming.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            _ = try await streaming.receiveHead()
            let clock = ContinuousClock()
            let took = await clock.measure { await server.listener.stop(grace: .seconds(10)) }
            #expect(took < .seconds(5))
            #expect(server.listener.openConnections == 0)
        }
    }

    @Test func stopsCleanlyUnderLoad() async throws {
        try await withServer { server in
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        // Ends when the door shuts.
                        while let client = try? server.client() {
                            do {
                                try await client.send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                _ = try await client.receive()
                            } catch { return }
                        }
                    }
                }
                group.addTask { await server.listener.stop(grace: .seconds(10)) }
            }
            #expect(server.listener.openConnections == 0)
        }
    }
}
