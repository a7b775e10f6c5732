import Synchronization
import Testing

@testable import Server

/// Answers that are made while they are sent.
@Suite struct StreamTests {
    private static func stream(
        _ path: String, _ produce: @escaping @Sendable (ResponseStream.Writer) async throws -> Void
    ) -> Route {
        Route(.get, path, .v1, "A stream", answers: [.content("text/event-stream", "Events")]) { _ in
            .events(produce)
        }
    }

    private static let request = "GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n"

    @Test func sendsEveryEventInOrder() async throws {
        let route = Self.stream("/events") { writer in
            for number in 1...200 { try await writer.send(ServerSentEvent(id: "\(number)", data: "n")) }
        }
        try await withServer([route]) { server in
            let reply = try await server.ask(Self.request)
            #expect(reply["content-type"] == "text/event-stream")
            #expect(reply.text == (1...200).map { "id: \($0)\ndata: n\n\n" }.joined())
        }
    }

    @Test func keepsTheConnectionAfterAStream() async throws {
        let route = Self.stream("/events") { writer in try await writer.write("data: x\n\n") }
        try await withServer([route]) { server in
            let client = try server.client()
            for _ in 1...3 {
                try await client.send(Self.request)
                #expect(try await client.receive().text == "data: x\n\n")
            }
        }
    }

    @Test func sendsAnEventWhenItHappensNotWhenTheStreamEnds() async throws {
        let (later, now) = AsyncStream.makeStream(of: Void.self)
        let route = Self.stream("/events") { writer in
            try await writer.write("data: first\n\n")
            for await _ in later { break }
            try await writer.write("data: second\n\n")
        }
        try await withServer([route]) { server in
            let client = try server.client()
            try await client.send(Self.request)
            _ = try await client.receiveHead()
            #expect(String(decoding: try await client.receiveSome(), as: UTF8.self).contains("first"))
            now.yield()
            #expect(String(decoding: try await client.receiveSome(), as: UTF8.self).contains("second"))
        }
    }

    @Test func waitsForAClientThatDoesNotRead() async throws {
        let written = Counter()
        let (told, tell) = AsyncStream.makeStream(of: Void.self)
        let total = 64 << 20
        let route = Self.stream("/events") { writer in
            let block = [UInt8](repeating: UInt8(ascii: "x"), count: 64 << 10)
            tell.yield()
            for _ in 0..<(total / block.count) {
                try await writer.write(block)
                written.add(block.count)
            }
        }
        try await withServer([route]) { server in
            let client = try server.client()
            try await client.send(Self.request)
            for await _ in told { break }
            // The socket buffers of both ends hold a few megabytes; the producer then stands still.
            var before = -1
            while before != written.value {
                before = written.value
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(written.value < total / 4)
            #expect(try await client.receive().body.count == total)
        }
    }

    @Test(arguments: [true, false]) func stopsTheProducerOfAClientThatHasGone(_ isWriting: Bool) async throws
    {
        let (told, tell) = AsyncStream.makeStream(of: String.self)
        let route = Self.stream("/events") { writer in
            do {
                try await writer.write("data: x\n\n")
                while true {
                    if isWriting { try await writer.write([UInt8](repeating: 0, count: 4096)) }
                    try await Task.sleep(for: .milliseconds(isWriting ? 1 : 60_000))
                }
            } catch { tell.yield("stopped") }
        }
        try await withServer([route]) { server in
            let client = try server.client()
            try await client.send(Self.request)
            _ = try await client.receiveHead()
            client.reset()
            var events = told.makeAsyncIterator()
            #expect(await events.next() == "stopped")
        }
    }

    @Test func breaksOffWhenTheProducerFails() async throws {
        let route = Self.stream("/events") { writer in
            try await writer.write("data: x\n\n")
            throw Sample.Secret()
        }
        try await withServer([route]) { server in
            await #expect(throws: Client.Failure.self) { try await server.ask(Self.request) }
        }
    }

    @Test func answersAHeadWithoutStartingTheProducer() async throws {
        let begun = Counter()
        let route = Self.stream("/events") { _ in begun.add() }
        try await withServer([route]) { server in
            for _ in 1...2 {
                let client = try server.client()
                try await client.send("HEAD /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
                #expect(try await client.receive(toHead: true).status == 200)
                #expect(try await client.isClosed())
            }
            #expect(begun.value == 0)
        }
    }

    @Test(arguments: [
        (ServerSentEvent(data: "a"), "data: a\n\n"),
        (
            ServerSentEvent(id: "7", event: "tier", data: "a\nb\r\nc"),
            "id: 7\nevent: tier\ndata: a\ndata: b\ndata: c\n\n"
        ),
        (ServerSentEvent(event: "x\ndata: forged", data: ""), "event: x data: forged\ndata: \n\n"),
    ]) func writesEventsThatNoTextCanForge(_ event: ServerSentEvent, _ text: String) {
        #expect(String(decoding: event.bytes, as: UTF8.self) == text)
    }
}
