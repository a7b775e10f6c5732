import Foundation
import Glibc

/// A raw HTTP client on one TCP connection, for saying to a server what no decent client would.
///
/// Calls block a thread of their own, never the pool the server's handlers run on.
final class Client: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Longer than any deadline a test sets; only a broken server lets it pass.
    private static let patience: Int32 = 10_000

    private let descriptor: Int32
    private let unread = Box()

    private final class Box: @unchecked Sendable {
        var bytes: [UInt8] = []
    }

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let descriptor = descriptor
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure(description: "connect: errno \(errno)") }
    }

    deinit { close(descriptor) }

    /// Sends text as it is.
    func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    /// Sends bytes; a server that has closed is no error here, its answer is what counts.
    func send(_ bytes: [UInt8]) async throws {
        try await onThread { [descriptor] in
            var rest = bytes[...]
            while !rest.isEmpty {
                let wrote = rest.withUnsafeBytes {
                    Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard wrote > 0 else { return }
                rest = rest.dropFirst(wrote)
            }
        }
    }

    /// Reads one whole answer; `toHead` says it has no body whatever its header section promises.
    func receive(toHead: Bool = false) async throws -> Reply {
        try await onThread { [self] in
            let head = try readHead()
            var reply = try Reply(head: head)
            if toHead || reply.status == 204 || reply.status == 304 { return reply }
            if reply["transfer-encoding"] == "chunked" {
                reply.body = try readChunks()
            } else if let length = reply["content-length"].flatMap(Int.init) {
                reply.body = try read(exactly: length)
            } else {
                while try fill() {}
                reply.body = unread.bytes
                unread.bytes = []
            }
            return reply
        }
    }

    /// Reads only the header section of an answer.
    func receiveHead() async throws -> Reply {
        try await onThread { [self] in try Reply(head: readHead()) }
    }

    /// Reads at least one more byte and returns all there is.
    func receiveSome() async throws -> [UInt8] {
        try await onThread { [self] in
            if unread.bytes.isEmpty { _ = try fill() }
            defer { unread.bytes = [] }
            return unread.bytes
        }
    }

    /// Whether the server closes the connection without another byte.
    func isClosed() async throws -> Bool {
        try await onThread { [self] in try unread.bytes.isEmpty && !fill() }
    }

    /// Says that nothing more will be sent.
    func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Breaks the connection off with a reset.
    func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    private func readHead() throws -> [UInt8] {
        while true {
            if let end = unread.bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
                defer { unread.bytes.removeFirst(end.upperBound) }
                return Array(unread.bytes[..<end.lowerBound])
            }
            guard try fill() else { throw Failure(description: "closed before an answer") }
        }
    }

    private func readChunks() throws -> [UInt8] {
        var body: [UInt8] = []
        while true {
            while unread.bytes.firstRange(of: Array("\r\n".utf8)) == nil {
                guard try fill() else { throw Failure(description: "closed within a chunked body") }
            }
            guard let end = unread.bytes.firstRange(of: Array("\r\n".utf8)),
                let size = Int(String(decoding: unread.bytes[..<end.lowerBound], as: UTF8.self), radix: 16)
            else { throw Failure(description: "no chunk size") }
            unread.bytes.removeFirst(end.upperBound)
            body += try read(exactly: size)
            _ = try read(exactly: 2)
            if size == 0 { return body }
        }
    }

    private func read(exactly count: Int) throws -> [UInt8] {
        while unread.bytes.count < count {
            guard try fill() else { throw Failure(description: "closed before the end of a body") }
        }
        defer { unread.bytes.removeFirst(count) }
        return Array(unread.bytes[..<count])
    }

    /// Reads what has come; `false` when the server has closed.
    private func fill() throws -> Bool {
        var room = [UInt8](repeating: 0, count: 64 << 10)
        var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&wait, 1, Self.patience) > 0 else { throw Failure(description: "no answer in time") }
        let count = recv(descriptor, &room, room.count, 0)
        guard count > 0 else { return false }
        unread.bytes += room[..<count]
        return true
    }
}

/// One answer as it came over the wire.
struct Reply: Sendable {
    let status: Int
    let headers: [(name: String, value: String)]
    var body: [UInt8] = []

    init(head: [UInt8]) throws {
        let lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ")
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else {
            throw Client.Failure(description: "not an answer: \(lines[0])")
        }
        self.status = status
        headers = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (
                parts[0].lowercased(), parts.dropFirst().first?.trimmingCharacters(in: .whitespaces) ?? ""
            )
        }
    }

    subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

    var text: String { String(decoding: body, as: UTF8.self) }
}

/// Runs blocking work on a thread of its own.
@discardableResult
func onThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
    }
}
