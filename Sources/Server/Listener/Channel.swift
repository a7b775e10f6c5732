import Synchronization

/// The bytes of a streamed answer between the task that makes them and the thread that sends them.
///
/// Holds little: a producer that is ahead of its client waits.
final class Channel: Sendable {
    /// What the library is told instead of a count.
    enum Read: Equatable {
        case bytes(Int)
        case waiting
        case end
        case broken
    }

    /// A producer waits above the first mark until the client has taken all but the second.
    private static let highWater = 64 << 10
    private static let lowWater = 16 << 10

    fileprivate enum Phase {
        case open
        case finished
        case broken
    }

    fileprivate struct State {
        var buffer: [UInt8] = []
        var sent = 0
        var phase = Phase.open
        var producer: CheckedContinuation<Void, Never>?
        var count: Int { buffer.count - sent }
    }

    private let state = Mutex(State())
    private let pause: Pause

    init(pause: Pause) { self.pause = pause }

    /// Adds bytes, then waits for room; throws when the client has gone or the task is cancelled.
    func write(_ bytes: [UInt8]) async throws {
        guard !bytes.isEmpty else { return }
        let isFull = try state.withLock { state in
            guard state.phase == .open else { throw CancellationError() }
            state.buffer.append(contentsOf: bytes)
            return state.count > Self.highWater
        }
        pause.signal()
        if isFull { try await drained() }
    }

    /// Ends the body, cleanly or by breaking the connection off.
    func finish(cleanly: Bool) {
        state.withLock { state in
            if state.phase == .open { state.phase = cleanly ? .finished : .broken }
        }
        pause.signal()
    }

    /// Breaks the stream from the client's side: the producer's next write throws.
    func close() {
        let producer = state.withLock { state in
            state.phase = .broken
            defer { state.producer = nil }
            return state.producer
        }
        producer?.resume()
        pause.signal()
    }

    /// Copies what there is into `room`; on the connection's thread.
    func read(into room: UnsafeMutableRawBufferPointer) -> Read {
        while true {
            let (read, producer) = state.withLock { $0.take(into: room, lowWater: Self.lowWater) }
            producer?.resume()
            // A signal may have come between the look and the wait: then look again.
            if read != .waiting || pause.wait() { return read }
        }
    }

    private func drained() async throws {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    guard state.phase == .open, state.count > Self.lowWater else { return true }
                    state.producer = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            close()
        }
        guard state.withLock({ $0.phase == .open }) else { throw CancellationError() }
    }
}

extension Channel.State {
    fileprivate mutating func take(
        into room: UnsafeMutableRawBufferPointer, lowWater: Int
    ) -> (Channel.Read, CheckedContinuation<Void, Never>?) {
        if phase == .broken { return (.broken, nil) }
        let count = min(self.count, room.count)
        guard count > 0 else { return (phase == .finished ? .end : .waiting, nil) }
        buffer.withUnsafeBytes {
            room.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[sent..<sent + count]))
        }
        sent += count
        if sent == buffer.count {
            buffer.removeAll(keepingCapacity: true)
            sent = 0
        }
        guard self.count <= lowWater else { return (.bytes(count), nil) }
        defer { producer = nil }
        return (.bytes(count), producer)
    }
}
