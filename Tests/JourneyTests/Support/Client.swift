import Glibc
import Wire

/// An HTTP client that takes a new connection for every request and reads whatever comes back.
struct Client: Sendable {
    let port: UInt16

    /// Longer than anything here takes on a busy machine; only a server that hangs lets it pass.
    private static let patience = timeval(tv_sec: 90, tv_usec: 0)

    func get(_ path: String, _ headers: [String: String] = [:]) async throws -> Reply {
        try await ask("GET", path, headers)
    }

    func post(_ path: String, _ body: JSON, _ headers: [String: String] = [:]) async throws -> Reply {
        try await send("POST", path, body, headers)
    }

    func send(
        _ method: String, _ path: String, _ body: JSON, _ headers: [String: String] = [:]
    ) async throws -> Reply {
        try await ask(method, path, headers.merging(["Content-Type": "application/json"]) { $1 }, body.bytes)
    }

    /// One file as a browser's form sends it.
    func upload(
        _ path: String, _ file: [UInt8], named name: String = "leads.csv", field: String = "file"
    ) async throws -> Reply {
        let border = "harrier-test-border"
        let head = """
            --\(border)\r\nContent-Disposition: form-data; name="\(field)"; filename="\(name)"\r\n\
            Content-Type: text/csv\r\n\r\n
            """
        let body = Array(head.utf8) + file + Array("\r\n--\(border)--\r\n".utf8)
        return try await ask("POST", path, ["Content-Type": "multipart/form-data; boundary=\(border)"], body)
    }

    func ask(
        _ method: String, _ path: String, _ headers: [String: String] = [:], _ body: [UInt8] = []
    ) async throws -> Reply {
        var head = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        if !body.isEmpty || method != "GET" { head += "Content-Length: \(body.count)\r\n" }
        let request = Array((head + "\r\n").utf8) + body
        return try Reply(try await exchange(request), to: "\(method) \(path)")
    }

    /// Sends bytes as they are and returns what comes back until the server closes.
    func exchange(
        _ request: [UInt8], thenHangUp: Bool = false, thenEnd: Bool = false
    ) async throws -> [UInt8] {
        try await onThread { [port] in
            let descriptor = try Self.connect(to: port)
            defer { close(descriptor) }
            Self.send(request, on: descriptor)
            if thenEnd { shutdown(descriptor, Int32(SHUT_WR)) }
            return thenHangUp ? [] : Stream.readAll(descriptor)
        }
    }

    static func connect(to port: UInt16) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else {
            close(descriptor)
            throw SetupFailure("no connection to port \(port)")
        }
        var patience = Self.patience
        setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        return descriptor
    }

    private static func send(_ bytes: [UInt8], on descriptor: Int32) {
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            // A server that has answered and closed is no failure here; its answer is what counts.
            guard count > 0 else { return }
            start += count
        }
    }
}

/// One answer.
struct Reply: Sendable, CustomStringConvertible {
    let status: Int
    let headers: [String: String]
    let body: [UInt8]
    private let request: String

    init(_ bytes: [UInt8], to request: String) throws {
        self.request = request
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else {
            throw SetupFailure(
                "\(request): no answer, only “\(String(decoding: bytes, as: UTF8.self).prefix(200))”")
        }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        status = lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        var found: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            found[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
        }
        headers = found
        let rest = bytes[end.upperBound...]
        body = found["transfer-encoding"] == "chunked" ? try Self.joined(rest) : Array(rest)
        if let length = found["content-length"].flatMap({ Int($0) }), length != body.count,
            !request.hasPrefix("HEAD")
        {
            throw SetupFailure("\(request): \(body.count) of \(length) bytes came")
        }
    }

    private static func joined(_ bytes: ArraySlice<UInt8>) throws -> [UInt8] {
        var (rest, body) = (bytes, [UInt8]())
        while let end = rest.firstRange(of: Array("\r\n".utf8)),
            let count = Int(String(decoding: rest[..<end.lowerBound], as: UTF8.self), radix: 16),
            rest.endIndex >= end.upperBound + count
        {
            if count == 0 { return body }
            body += rest[end.upperBound..<end.upperBound + count]
            rest = rest[(end.upperBound + count + 2)...]
        }
        throw SetupFailure("a chunked answer broke off")
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as JSON; null when it is none, so that a wrong answer fails where it is looked at.
    var json: JSON { (try? JSON.parse(body)) ?? .null }

    var description: String { "\(request) → \(status) \(text.prefix(600))" }
}
