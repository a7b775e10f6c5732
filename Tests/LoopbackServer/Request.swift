import Glibc

extension LoopbackServer {
    /// A request as it came over the wire.
    package struct Request: Sendable {
        package var method = ""
        package var target = ""
        package var headers: [(name: String, value: String)] = []
        package var body: [UInt8] = []

        /// The first value of a header, by case-insensitive name.
        package func header(_ name: String) -> String? {
            headers.first { $0.name.lowercased() == name.lowercased() }?.value
        }

        package var text: String { String(decoding: body, as: UTF8.self) }
    }
}

/// Reads one request after another from a connection; trusts its peer, which is our own client.
struct RequestReader {
    private let connection: Int32
    private var buffer: [UInt8] = []

    init(_ connection: Int32) {
        self.connection = connection
    }

    /// The next request; nil when the peer hung up.
    mutating func next() -> LoopbackServer.Request? {
        guard let head = head() else { return nil }
        var request = LoopbackServer.Request()
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count == 3 else { return nil }
        (request.method, request.target) = (String(words[0]), String(words[1]))
        request.headers = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (String(parts[0]), parts.count > 1 ? String(parts[1].drop { $0 == " " }) : "")
        }
        let length = request.header("Content-Length").flatMap { Int($0) } ?? 0
        while buffer.count < length { guard fill() else { return nil } }
        request.body = Array(buffer.prefix(length))
        buffer.removeFirst(length)
        return request
    }

    /// Takes everything up to the blank line.
    private mutating func head() -> [UInt8]? {
        let blankLine = Array("\r\n\r\n".utf8)
        while true {
            if buffer.count >= 4 {
                for at in 0...(buffer.count - 4) where Array(buffer[at..<at + 4]) == blankLine {
                    defer { buffer.removeFirst(at + 4) }
                    return Array(buffer[..<at])
                }
            }
            guard fill() else { return nil }
        }
    }

    private mutating func fill() -> Bool {
        var part = [UInt8](repeating: 0, count: 16 << 10)
        let count = recv(connection, &part, part.count, 0)
        guard count > 0 else { return false }
        buffer += part[..<count]
        return true
    }
}
