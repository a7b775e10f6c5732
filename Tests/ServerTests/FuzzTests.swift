import Testing

@testable import Server

/// Requests broken at random: whatever comes, the server answers or closes, and goes on.
@Suite struct FuzzTests {
    /// A small generator with a seed, so that a failure comes again (SplitMix64).
    struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
            return mixed ^ mixed >> 31
        }
    }

    private static let seeds = [
        "GET /api/leads/7?limit=3&q=%C3%BC HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n",
        "POST /v1/leads HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n{\"id\":7}",
        "POST /v1/leads HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{\"id\r\n4\r\n\":7}\r\n0\r\n\r\n",
        """
        POST /leads/upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 89\r\n\
        Content-Type: multipart/form-data; boundary=b\r\n\r\n\
        --b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nx,y\r\n1,2\r\n--b--\r\n
        """,
    ].map { Array($0.utf8) }

    /// Bytes that mean something to a parser of HTTP, JSON or forms.
    private static let telling = Array("\r\n :;,%+&=?/\\\"'{}[]()-0123456789\0\u{7F}".utf8) + [0xFF, 0xC3]

    private static func broken(_ dice: inout Dice) -> [UInt8] {
        var bytes = seeds.randomElement(using: &dice) ?? []
        for _ in 0..<Int.random(in: 1...6, using: &dice) {
            let place = Int.random(in: 0..<max(1, bytes.count), using: &dice)
            let byte = telling.randomElement(using: &dice) ?? 0
            switch Int.random(in: 0..<4, using: &dice) {
            case 0 where !bytes.isEmpty: bytes[min(place, bytes.count - 1)] = byte
            case 1: bytes.insert(byte, at: min(place, bytes.count))
            case 2 where !bytes.isEmpty: bytes.remove(at: min(place, bytes.count - 1))
            default: bytes.insert(contentsOf: bytes.suffix(20), at: min(place, bytes.count))
            }
        }
        return bytes
    }

    @Test(arguments: 1...4) func theServerGoesOn(_ seed: UInt64) async throws {
        // A cut length leaves the server waiting for more; it need not wait long.
        try await withServer(adjust: { $0.requestDeadline = .milliseconds(20) }) { server in
            var dice = Dice(state: seed)
            for _ in 0..<150 {
                let client = try server.client()
                try await client.send(Self.broken(&dice))
                client.endSending()
                // Whatever it says, it is HTTP, and it ends.
                let answer = try await client.receiveSome()
                #expect(answer.isEmpty || answer.starts(with: "HTTP/1.".utf8))
            }
            #expect(try await server.get("/health").status == 200)
            #expect(server.listener.requestsInFlight == 0)
        }
    }
}
