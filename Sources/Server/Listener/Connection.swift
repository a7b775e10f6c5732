import CMicroHTTPD
import Glibc
import Synchronization

/// One TCP connection: its deadline, and what must happen when the deadline passes or the client goes.
///
/// The HTTP library owns the socket and reads and writes it. Two things it cannot do are done here, by `Watch`'s
/// thread: it notices no hang-up while a request is being worked on, and its time-out is one of silence only, so
/// that a client dripping a byte a second would keep its place for ever.
final class Connection: Sendable {
    private enum Phase {
        /// Waiting for a request, or in the middle of one.
        case reading
        /// The request is whole and with its handler.
        case handling
        case writing
        /// Answered by us behind the library's back; nothing more is served.
        case refused
        case closed
    }

    private struct State {
        var phase = Phase.reading
        var exchange: Exchange?
        var hasHungUp = false
        var hasServed = false
    }

    let id: UInt64
    let descriptor: Int32
    let peer: Peer
    private let daemon: Daemon
    private let cut: Atomic<Int64>
    private let state = Mutex(State())

    init(id: UInt64, descriptor: Int32, peer: Peer, daemon: Daemon) {
        self.id = id
        self.descriptor = descriptor
        self.peer = peer
        self.daemon = daemon
        cut = Atomic((.now + daemon.settings.requestDeadline).nanoseconds)
    }

    /// When this connection is cut off, unless something happens first.
    var deadline: Moment { Moment(nanoseconds: cut.load(ordering: .relaxed)) }

    /// A request line has come in; makes what carries the request from here on.
    ///
    /// The clock of a connection's first request has run since the connection began.
    func begin(target: UnsafePointer<CChar>, library: OpaquePointer) -> Exchange {
        let exchange = Exchange(
            rawTarget: String(validatingCString: target), connection: self, daemon: daemon, library: library)
        let isFirst = state.withLock { state in
            state.exchange = exchange
            defer { state.hasServed = true }
            return !state.hasServed
        }
        if !isFirst { setDeadline(.now + daemon.settings.requestDeadline) }
        return exchange
    }

    /// The request is whole: from here its handler's time counts, not the client's.
    func handling() -> Bool {
        setDeadline(.never)
        return state.withLock { state in
            if state.phase == .reading { state.phase = .handling }
            return state.hasHungUp
        }
    }

    /// The answer is being sent, and should be through after `allowance`.
    func writing(within allowance: Duration?) {
        setDeadline(allowance.map { .now + $0 } ?? .never)
        state.withLock { if $0.phase == .handling { $0.phase = .writing } }
    }

    /// The answer is through; the next request may take a silence and a request's time from here.
    func end(_ exchange: Exchange) {
        setDeadline(.now + .seconds(daemon.settings.idleSeconds) + daemon.settings.requestDeadline)
        state.withLock { state in
            if state.exchange === exchange { state.exchange = nil }
            if state.phase == .handling || state.phase == .writing { state.phase = .reading }
        }
    }

    /// Whether the connection was answered behind the library's back, and is only waiting for its end.
    var isRefused: Bool { state.withLock { $0.phase == .refused } }

    /// The socket is about to be closed; says whether the client may still be sending.
    func close() -> Bool {
        setDeadline(.never)
        let wasRefused = state.withLock { state in
            defer { state = State(phase: .closed) }
            return state.phase == .refused
        }
        return wasRefused || harrier_unread_bytes(descriptor) > 0
    }

    /// The client has closed its side: whatever is being made for it need not be.
    func hangUp() {
        let exchange = state.withLock { state in
            state.hasHungUp = true
            return state.exchange
        }
        exchange?.cancel()
    }

    /// Its time is over: a client that sends too slowly is told so, one that reads too slowly is cut off.
    func expire() {
        setDeadline(.never)
        let (phase, exchange) = state.withLock { ($0.phase, $0.exchange) }
        switch phase {
        case .reading:
            let isTold = refuse(.slowClient(daemon.settings.requestDeadline), exchange?.announced)
            if isTold { setDeadline(.now + daemon.settings.linger) }
        case .writing, .refused: shutdown(SHUT_RDWR)  // the library sees the end and closes
        case .handling, .closed: break
        }
    }

    /// Answers past the library and ends the connection, unless the request is with its handler already.
    @discardableResult
    func refuse(_ error: HTTPError, _ request: Request?) -> Bool {
        let isOurs = state.withLock { state in
            guard state.phase == .reading else { return false }
            state.phase = .refused
            return true
        }
        guard isOurs else { return false }
        let bytes = daemon.gate.refuse(error, request).wireBytes
        state.withLock { state in
            guard state.phase == .refused else { return }
            bytes.withUnsafeBytes { bytes in
                // An answer this short fits the socket's buffer; a client that filled it gets no answer.
                let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
                _ = send(descriptor, bytes.baseAddress, bytes.count, flags)
            }
            // Not for reading as well: the kernel then opens the window no more, and a client in the middle of its
            // body hangs in its send without ever seeing our answer.
            Glibc.shutdown(descriptor, Int32(SHUT_WR))
        }
        return true
    }

    private func shutdown(_ how: Int) {
        state.withLock { state in
            if state.phase != .closed { Glibc.shutdown(descriptor, Int32(how)) }
        }
    }

    private func setDeadline(_ moment: Moment) { cut.store(moment.nanoseconds, ordering: .relaxed) }
}

extension HTTPError {
    /// A request that did not come in within its time (408).
    fileprivate static func slowClient(_ deadline: Duration) -> HTTPError {
        let seconds = Double(deadline.nanoseconds) / 1e9
        return HTTPError(
            .timeout, "The request was not complete within \(seconds) seconds.",
            hint: "Send the whole request at once, or a large body in parts.")
    }
}
