import CMicroHTTPD
import Glibc
import Synchronization

/// The thread that minds connections while nobody else does: it sees deadlines pass and clients hang up.
///
/// Three kinds of descriptor are in its epoll set, told apart by id: its own bell (0), live connections (watched
/// for hang-up only), and sockets that linger after a refusal so that the client can read why.
final class Watch: Sendable {
    /// More refused clients than this at once are not waited for.
    private static let mostLingering = 128

    private struct Lingerer {
        let descriptor: Int32
        let until: Moment
    }

    private struct State {
        var connections: [UInt64: Connection] = [:]
        var lingerers: [UInt64: Lingerer] = [:]
        var isStopping = false
    }

    private let epoll: Int32
    private let bell: Int32
    private let ids = Atomic<UInt64>(0)
    private let state = Mutex(State())
    /// No deadline set from now on is nearer than this, so the thread may sleep that long.
    private let nearest: Duration

    private let patience: Duration

    init(_ settings: ListenerSettings) throws(ListenError) {
        nearest = settings.requestDeadline
        patience = settings.linger
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        bell = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
        guard epoll >= 0, bell >= 0 else { throw .system(call: "epoll_create1", number: errno) }
        harrier_epoll_watch(epoll, EPOLL_CTL_ADD, bell, EPOLLIN.rawValue, 0)
    }

    deinit {
        close(bell)
        close(epoll)
    }

    func nextID() -> UInt64 { ids.add(1, ordering: .relaxed).newValue }

    func add(_ connection: Connection) {
        state.withLock { $0.connections[connection.id] = connection }
        let events = EPOLLRDHUP.rawValue | EPOLLET.rawValue
        harrier_epoll_watch(epoll, EPOLL_CTL_ADD, connection.descriptor, events, connection.id)
    }

    /// Forgets a connection whose socket is about to be closed; `lingering` keeps the socket open a little longer.
    func remove(_ connection: Connection, lingering: Bool) {
        harrier_epoll_watch(epoll, EPOLL_CTL_DEL, connection.descriptor, 0, 0)
        let count = state.withLock { state in
            state.connections[connection.id] = nil
            return state.lingerers.count
        }
        if lingering, count < Self.mostLingering { linger(connection) }
    }

    /// Ends the thread.
    func stop() {
        state.withLock { $0.isStopping = true }
        ring()
    }

    private func ring() {
        var one: UInt64 = 1
        _ = write(bell, &one, MemoryLayout<UInt64>.size)
    }

    /// Closing over unread bytes resets the connection and can take our last words with it (RFC 9112 9.6).
    private func linger(_ connection: Connection) {
        let descriptor = fcntl(connection.descriptor, F_DUPFD_CLOEXEC, 0)
        guard descriptor >= 0 else { return }
        shutdown(descriptor, Int32(SHUT_WR))
        let id = nextID()
        state.withLock { $0.lingerers[id] = Lingerer(descriptor: descriptor, until: .now + patience) }
        harrier_epoll_watch(epoll, EPOLL_CTL_ADD, descriptor, EPOLLIN.rawValue | EPOLLRDHUP.rawValue, id)
        ring()
    }
}

// MARK: - The thread

extension Watch {
    /// Starts the thread, which keeps this object until `stop`.
    func start() throws(ListenError) {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self).toOpaque()
        let result = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Watch>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, context)
        guard result == 0 else { throw .system(call: "pthread_create", number: result) }
        pthread_detach(thread)
    }

    private func run() {
        var events = [epoll_event](repeating: epoll_event(), count: 64)
        var wake = Moment.now
        while !state.withLock({ $0.isStopping }) {
            let now = Moment.now
            if now >= wake { wake = min(expire(now), now + nearest) }
            let milliseconds = max(0, (wake.since(now) + 999_999) / 1_000_000)
            let count = epoll_wait(epoll, &events, Int32(events.count), Int32(clamping: milliseconds))
            for event in events.prefix(Int(max(0, count))) where dispatch(harrier(event)) { wake = .now }
        }
        let left = state.withLock { $0.lingerers.values.map(\.descriptor) }
        for descriptor in left { close(descriptor) }
    }

    private func harrier(_ event: epoll_event) -> UInt64 {
        withUnsafePointer(to: event) { harrier_epoll_id($0) }
    }

    /// Handles one event; says whether a nearer deadline may have come with it.
    private func dispatch(_ id: UInt64) -> Bool {
        guard id != 0 else {
            var count: UInt64 = 0
            _ = read(bell, &count, MemoryLayout<UInt64>.size)
            return true
        }
        let (connection, lingerer) = state.withLock { ($0.connections[id], $0.lingerers[id]) }
        connection?.hangUp()
        if let lingerer, hasEnded(lingerer.descriptor) { forget(id, lingerer) }
        return false
    }

    /// Acts on every deadline that has passed, and returns the next.
    private func expire(_ now: Moment) -> Moment {
        let (connections, lingerers) = state.withLock { ($0.connections, $0.lingerers) }
        var next = Moment.never
        for connection in connections.values {
            let deadline = connection.deadline
            if deadline <= now { connection.expire() }
            next = min(next, connection.deadline)
        }
        for (id, lingerer) in lingerers {
            if lingerer.until <= now { forget(id, lingerer) } else { next = min(next, lingerer.until) }
        }
        return next
    }

    /// Throws away what a refused client still sends; says whether it has stopped.
    private func hasEnded(_ descriptor: Int32) -> Bool {
        withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 1) { room in
            while true {
                let count = recv(descriptor, room.baseAddress, room.count, Int32(MSG_DONTWAIT))
                if count == 0 { return true }
                if count < 0 { return errno != EAGAIN && errno != EINTR }
            }
        }
    }

    private func forget(_ id: UInt64, _ lingerer: Lingerer) {
        let isOurs = state.withLock { $0.lingerers.removeValue(forKey: id) != nil }
        if isOurs { close(lingerer.descriptor) }
    }
}
