import Glibc
import TestSupport
import Testing
import Wire

/// Connections that misbehave: none of them costs others an answer.
@Suite struct HostileWireTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    private static func status(_ answer: [UInt8]) -> Int? {
        String(decoding: answer, as: UTF8.self).split(separator: " ").dropFirst().first.flatMap { Int($0) }
    }

    @Test func `a flood of headers is refused`() async throws {
        let client = try await SharedServer.on(.sqlite)
        let flood = (0..<20_000).map { "X-Flood-\($0): \($0)\r\n" }.joined()
        let answer = try await client.exchange(
            bytes("GET /api/leads/ HTTP/1.1\r\nHost: localhost\r\n\(flood)\r\n"))
        #expect(answer.isEmpty || (400..<500).contains(Self.status(answer) ?? 0))
        let long =
            "GET /api/leads/?q=\(String(repeating: "a", count: 200_000)) HTTP/1.1\r\nHost: localhost\r\n\r\n"
        let refused = try await client.exchange(bytes(long))
        #expect(refused.isEmpty || (400..<500).contains(Self.status(refused) ?? 0))
        #expect(try await client.get("/api/leads/?limit=1").status == 200)
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\n\r\n", "GET /api/leads/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "\r\n\r\n\r\n",
        "BREW /pot HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api/leads/ HTTP/9.9\r\nHost: localhost\r\n\r\n",
        "POST /offer HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /offer HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        "POST /offer HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
        "POST /offer HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        "GET /api/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /app/..%2f..%2fetc%2fpasswd HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api/leads/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /%ff%fe HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ]) func `a malformed request is refused or ignored`(_ request: String) async throws {
        let client = try await SharedServer.on(.sqlite)
        // Half closed afterwards: some of these leave the server waiting for more, as it should.
        let answer = try await client.exchange(bytes(request), thenEnd: true)
        #expect(
            answer.isEmpty || (400..<600).contains(Self.status(answer) ?? 0),
            "\(String(decoding: answer, as: UTF8.self).prefix(300))")
        #expect(Self.status(answer) != 500)
        #expect(try await client.get("/api/leads/?limit=1").status == 200)
    }

    @Test func `clients that dawdle or vanish cost the others nothing`() async throws {
        let client = try await SharedServer.on(.sqlite)
        let half = bytes(
            "POST /api/classify/signal HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 1000\r\n\r\n{\"signal_text\": \"Hiring")
        for _ in 0..<50 { _ = try await client.exchange(half, thenHangUp: true) }
        // Two hundred connections that have sent half a header and stay open.
        let idle = try (0..<200).map { _ in
            try OpenConnection(to: client.port, saying: "GET /api/leads/ HTTP/1.1\r\nHo")
        }
        let start = ContinuousClock.now
        for _ in 0..<20 { #expect(try await client.get("/api/leads/?limit=1").status == 200) }
        #expect(ContinuousClock.now - start < .seconds(30))
        withExtendedLifetime(idle) {}
    }

    @Test func `a body that is too large is refused before it is read`() async throws {
        let client = try await SharedServer.on(.sqlite)
        for (path, type) in [
            ("/api/classify/signal", "application/json"),
            ("/leads/upload", "multipart/form-data; boundary=b"),
        ] {
            let answer = try await client.exchange(
                bytes(
                    "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: \(type)\r\nContent-Length: 9000000000\r\n\r\n"
                ))
            #expect(Self.status(answer) == 413, "\(String(decoding: answer, as: UTF8.self))")
        }
    }
}

/// A connection that says something and then stays.
private final class OpenConnection {
    private let descriptor: Int32

    init(to port: UInt16, saying text: String) throws {
        descriptor = try Client.connect(to: port)
        _ = Array(text.utf8).withUnsafeBytes {
            send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
    }

    deinit { close(descriptor) }
}
