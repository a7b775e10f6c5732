import Glibc
import Synchronization

/// A server on a loopback port of its own that answers with exactly the bytes a test says, well-formed or not.
package final class LoopbackServer: Sendable {
    /// What a test's server does with a connection, in order.
    package enum Act: Sendable {
        case send([UInt8])
        /// The same bytes over and over until the peer has had enough.
        case sendForEver([UInt8])
        /// Nothing, until the peer hangs up.
        case wait
        case close
        /// An abrupt end: RST instead of FIN.
        case reset
    }

    private let shared: Shared
    package let port: UInt16

    /// Starts listening; `answer` is called for each request, on the connection's own thread.
    package init(_ answer: @escaping @Sendable (Request) -> [Act]) throws {
        shared = Shared(answer)
        port = try shared.listen()
        try shared.startAccepting()
    }

    deinit {
        shared.stop()
    }

    package var url: String { "http://127.0.0.1:\(port)" }
    /// The requests read so far, in order of arrival.
    package var requests: [Request] { shared.state.withLock { $0.requests } }
    /// Connections accepted so far, whether or not a request came.
    package var connections: Int { shared.state.withLock { $0.connections } }
    /// One element for each connection whose peer hung up during `.wait`.
    package var hangUps: AsyncStream<Void> { shared.hangUps }
}

extension LoopbackServer.Act {
    /// A whole, well-formed answer; the connection stays open for the next request.
    package static func answer(
        _ status: Int = 200, _ headers: [(String, String)] = [], _ body: [UInt8] = []
    ) -> LoopbackServer.Act {
        let lines = headers.map { "\($0.0): \($0.1)\r\n" }.joined()
        return .send(
            Array("HTTP/1.1 \(status) X\r\n\(lines)Content-Length: \(body.count)\r\n\r\n".utf8) + body)
    }

    /// A whole answer whose body is JSON.
    package static func json(
        _ text: String, _ status: Int = 200, _ headers: [(String, String)] = []
    ) -> LoopbackServer.Act {
        .answer(status, [("Content-Type", "application/json")] + headers, Array(text.utf8))
    }

    /// Raw text.
    package static func text(_ text: String) -> LoopbackServer.Act { .send(Array(text.utf8)) }
}

/// What the threads share with the server and outlive it with.
private final class Shared: Sendable {
    struct State {
        var requests: [LoopbackServer.Request] = []
        var connections = 0
        var open: Set<Int32> = []
        var isStopped = false
    }

    let answer: @Sendable (LoopbackServer.Request) -> [LoopbackServer.Act]
    let state = Mutex(State())
    let hangUps: AsyncStream<Void>
    private let hungUp: AsyncStream<Void>.Continuation
    private let listener: Int32

    init(_ answer: @escaping @Sendable (LoopbackServer.Request) -> [LoopbackServer.Act]) {
        self.answer = answer
        (hangUps, hungUp) = AsyncStream.makeStream()
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    }

    func listen() throws -> UInt16 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && Glibc.listen(listener, 256) == 0
                    && getsockname(listener, $0, &length) == 0
            }
        }
        guard isBound else { throw CannotListen(code: errno) }
        return UInt16(bigEndian: address.sin_port)
    }

    func startAccepting() throws {
        try startThread { [self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else {
                    // Closed here and not by whoever stops us: its number could be another server's by then.
                    close(listener)
                    return
                }
                let isWelcome = state.withLock { state in
                    guard !state.isStopped else { return false }
                    state.connections += 1
                    state.open.insert(connection)
                    return true
                }
                guard isWelcome, (try? startThread { [self] in serve(connection) }) != nil else {
                    close(connection)
                    continue
                }
            }
        }
    }

    func stop() {
        state.withLock { state in
            state.isStopped = true
            for connection in state.open { shutdown(connection, Int32(SHUT_RDWR)) }
        }
        shutdown(listener, Int32(SHUT_RDWR))
        hungUp.finish()
    }

    private func serve(_ connection: Int32) {
        var reader = RequestReader(connection)
        serving: while let request = reader.next() {
            state.withLock { $0.requests.append(request) }
            for act in answer(request) where !perform(act, on: connection) { break serving }
        }
        _ = state.withLock { $0.open.remove(connection) }
        close(connection)
    }

    /// Returns false when the connection is over.
    private func perform(_ act: LoopbackServer.Act, on connection: Int32) -> Bool {
        switch act {
        case .send(let bytes): return write(bytes, to: connection)
        case .sendForEver(let bytes):
            while write(bytes, to: connection) {}
            return false
        case .wait:
            var byte: UInt8 = 0
            while recv(connection, &byte, 1, 0) > 0 {}
            hungUp.yield()
            return false
        case .close: return false
        case .reset:
            var linger = linger(l_onoff: 1, l_linger: 0)
            setsockopt(
                connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
            return false
        }
    }

    private func write(_ bytes: [UInt8], to connection: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }
}

/// No loopback port could be had.
package struct CannotListen: Error {
    let code: Int32
}

/// Runs a body on a thread of its own: these bodies block, which a pool's thread must not.
private func startThread(_ body: @escaping @Sendable () -> Void) throws {
    let context = Unmanaged.passRetained(ThreadBody(body))
    var thread = pthread_t()
    let code = pthread_create(&thread, nil, runBody, context.toOpaque())
    guard code == 0 else {
        context.release()
        throw CannotListen(code: code)
    }
    pthread_detach(thread)
}

private final class ThreadBody: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

private let runBody: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
    guard let context else { return nil }
    Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run()
    return nil
}
