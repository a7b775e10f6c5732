import Synchronization

/// What a listener is doing right now: who is connected, what is being answered, and whether it is stopping.
final class Traffic: Sendable {
    private struct State {
        var exchanges: [ObjectIdentifier: Exchange] = [:]
        var isOver = false
    }

    private let state = Mutex(State())
    private let draining = Atomic(false)
    private let connections = Atomic(0)

    /// Whether the listener takes nothing new and closes each connection after its answer.
    var isDraining: Bool { draining.load(ordering: .relaxed) }

    /// Requests whose header section is in and whose answer is not yet through.
    var inFlight: Int { state.withLock { $0.exchanges.count } }

    /// Open connections.
    var openConnections: Int { connections.load(ordering: .relaxed) }

    func connect() { connections.add(1, ordering: .relaxed) }
    func disconnect() { connections.subtract(1, ordering: .relaxed) }

    /// A header section is in.
    ///
    /// After the stop has begun in earnest, its request is given up at once.
    func enter(_ exchange: Exchange) {
        let isOver = state.withLock { state in
            state.exchanges[ObjectIdentifier(exchange)] = exchange
            return state.isOver
        }
        if isOver { exchange.abandon() }
    }

    /// A request is done with.
    func leave(_ exchange: Exchange) {
        state.withLock { $0.exchanges[ObjectIdentifier(exchange)] = nil }
    }

    /// Live streams end; other requests may finish.
    func drain() {
        draining.store(true, ordering: .relaxed)
        for exchange in state.withLock({ Array($0.exchanges.values) }) { exchange.drain() }
    }

    /// Whatever is left is told that the server stops.
    func abandon() {
        let left = state.withLock { state in
            state.isOver = true
            return Array(state.exchanges.values)
        }
        for exchange in left { exchange.abandon() }
    }
}
