import Glibc
import Server
import Testing
import Wire

/// The listener over real sockets: what clients get that break the protocol, stall, leave or flood.
@Suite struct HostileClientTests {
    struct Broken: Sendable, CustomTestStringConvertible {
        let says: String
        var testDescription: String { says }
        let request: String
        var status = 400
    }

    @Test(arguments: [
        Broken(says: "a line without a version", request: "GET /health\r\n\r\n"),
        Broken(
            says: "a version that is not ours", request: "GET /health HTTP/2.0\r\nHost: localhost\r\n\r\n",
            status: 505),
        Broken(says: "a space before a colon", request: "GET /health HTTP/1.1\r\nHost : localhost\r\n\r\n"),
        Broken(
            says: "a line without a colon",
            request: "GET /health HTTP/1.1\r\nHost: localhost\r\nbroken\r\n\r\n"),
        Broken(
            says: "an encoding of transfer that is not chunked",
            request: "POST /v1/leads HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n"),
        Broken(says: "no Host", request: "GET /health HTTP/1.1\r\n\r\n"),
        Broken(
            says: "two Hosts", request: "GET /health HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n"),
        Broken(says: "a space in the target", request: "GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        Broken(says: "a broken escape", request: "GET /a%zz HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        Broken(says: "an escaped NUL", request: "GET /a%00 HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        Broken(says: "a path that is not UTF-8", request: "GET /a%ff HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        Broken(
            says: "a query that is not UTF-8",
            request: "GET /health?q=%ff HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        Broken(says: "a target without a slash", request: "GET health HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        Broken(
            says: "two lengths",
            request:
                "POST /v1/leads HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}"
        ),
        Broken(
            says: "a length and chunks, which two servers may read as different requests",
            request: """
                POST /v1/leads HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\
                Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n
                """),
        Broken(
            says: "a chunk size that is no number",
            request: """
                POST /v1/leads HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
                Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n
                """),
        Broken(
            says: "a header section beyond its limit",
            request: "GET /health HTTP/1.1\r\nHost: localhost\r\nX-Flood: "
                + String(repeating: "a", count: 64 << 10) + "\r\n\r\n", status: 431),
        Broken(
            says: "thousands of headers",
            request: "GET /health HTTP/1.1\r\nHost: localhost\r\n"
                + String(repeating: "X-Flood: 1\r\n", count: 10_000) + "\r\n", status: 431),
        Broken(
            says: "a target beyond its limit",
            request: "GET /" + String(repeating: "a", count: 64 << 10)
                + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
            status: 414),
    ]) func refuses(_ test: Broken) async throws {
        try await withServer { server in
            let client = try server.client()
            try await client.send(test.request)
            #expect(try await client.receive().status == test.status, "\(test.says)")
            #expect(try await client.isClosed(), "\(test.says)")
            #expect(try await server.get("/health").status == 200, "the server goes on after \(test.says)")
        }
    }

    /// The library answers this one itself and garbles its own answer after the status; it closes, which matters.
    @Test func refusesALengthThatIsNoNumber() async throws {
        try await withServer { server in
            let client = try server.client()
            try await client.send(
                "POST /v1/leads HTTP/1.1\r\nHost: localhost\r\nContent-Length: many\r\n\r\n")
            #expect(try await client.receiveHead().status == 400)
            while try await !client.receiveSome().isEmpty {}
        }
    }

    /// The library closes on these before we see them; at least it does not guess.
    @Test func closesOnALineThatIsNoRequestLine() async throws {
        try await withServer { server in
            let client = try server.client()
            try await client.send("HELLO\r\n\r\n")
            #expect(try await client.isClosed())
        }
    }

    @Test func refusesABodyThatAnnouncesTooMuchBeforeItComes() async throws {
        try await withServer { server in
            let client = try server.client()
            try await client.send(
                "POST /v1/leads HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1048577\r\n\r\n")
            let reply = try await client.receive()
            #expect(reply.status == 413)
            #expect(reply["content-type"] == "application/problem+json")
            #expect(reply["x-request-id"] != nil)
            #expect(try await client.isClosed())
        }
    }

    @Test func refusesABodyThatTurnsOutTooLarge() async throws {
        try await withServer { server in
            let client = try server.client()
            try await client.send(
                "POST /offer HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
            let chunk = "10000\r\n" + String(repeating: "x", count: 0x10000) + "\r\n"
            for _ in 0..<20 { try await client.send(chunk) }
            let reply = try await client.receive()
            #expect(reply.status == 413)
            #expect(reply.text.hasPrefix(#"{"error":"#))
        }
    }

    @Test func letsAClientReadWhyEvenWhileItStillSends() async throws {
        try await withServer { server in
            let client = try server.client()
            let body = [UInt8](repeating: UInt8(ascii: "x"), count: 8 << 20)
            try await client.send(
                "POST /v1/leads HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(body.count)\r\n\r\n")
            try await client.send(body)
            #expect(try await client.receive().status == 413)
        }
    }

    @Test(arguments: [
        "", "GET /health HT", "GET /health HTTP/1.1\r\nHost: loc",
        "POST /v1/leads HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{",
    ]) func endsARequestThatIsNotWholeInTime(_ beginning: String) async throws {
        try await withServer(adjust: { $0.requestDeadline = .milliseconds(80) }) { server in
            let client = try server.client()
            try await client.send(beginning)
            let reply = try await client.receive()
            #expect(reply.status == 408)
            #expect(reply["connection"] == "close")
            #expect(try await client.isClosed())
        }
    }

    @Test func drippingDoesNotBuyTime() async throws {
        try await withServer(adjust: { $0.requestDeadline = .milliseconds(150) }) { server in
            let client = try server.client()
            let dripping = Task {
                for letter in "GET /" + String(repeating: "a", count: 10_000) {
                    try await client.send(String(letter))
                    try await onThread { usleep(5000) }  // what makes this client the one meant
                }
            }
            #expect(try await client.receive().status == 408)
            dripping.cancel()
        }
    }

    @Test func cutsOffAClientThatGoesOnAfterItsTime() async throws {
        let brief: (inout ListenerSettings) -> Void = { settings in
            settings.requestDeadline = .milliseconds(50)
            settings.linger = .milliseconds(50)
        }
        try await withServer(adjust: brief) { server in
            let client = try server.client()
            try await client.send("GET /")
            #expect(try await client.receive().status == 408)
            while server.listener.openConnections > 0 { try await client.send("a") }
        }
    }

    @Test func theSecondRequestOfAConnectionHasItsOwnDeadline() async throws {
        try await withServer(adjust: { $0.requestDeadline = .milliseconds(120) }) { server in
            let client = try server.client()
            try await client.send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(try await client.receive().status == 200)
            try await client.send("GET /health HTTP/1.1\r\n")
            #expect(try await client.receive().status == 408)
        }
    }

    @Test func aSlowHandlerIsNotASlowClient() async throws {
        let routes = [
            Route(.get, "/slow", .ops, "Slow", answers: [.json(.anything)]) { _ in
                try await onThread { usleep(200_000) }
                return .json("done")
            }
        ]
        try await withServer(routes, adjust: { $0.requestDeadline = .milliseconds(50) }) { server in
            let reply = try await server.get("/slow")
            #expect(reply.status == 200)
        }
    }

    @Test func survivesClientsThatLeaveInTheMiddle() async throws {
        try await withServer { server in
            let request = "POST /v1/leads HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{\"id\":"
            for end in [3, 20, 60, request.utf8.count] {
                for isReset in [true, false] {
                    let client = try server.client()
                    try await client.send(String(request.prefix(end)))
                    if isReset { client.reset() } else { client.endSending() }
                }
            }
            #expect(try await server.get("/health").status == 200)
        }
    }

    @Test func cancelsTheWorkOfAClientThatHasGone() async throws {
        let (told, tell) = AsyncStream.makeStream(of: String.self)
        let routes = [
            Route(.get, "/wait", .ops, "Wait", answers: [.json(.anything)]) { _ in
                tell.yield("begun")
                do { try await Task.sleep(for: .seconds(60)) } catch { tell.yield("cancelled") }
                return .noContent
            }
        ]
        try await withServer(routes) { server in
            var events = told.makeAsyncIterator()
            let client = try server.client()
            try await client.send("GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(await events.next() == "begun")
            client.reset()
            #expect(await events.next() == "cancelled")
        }
    }
}
