import Synchronization

/// Lets one connection wait for work done on another thread.
///
/// libmicrohttpd hangs the request and aborts at stop when a connection is suspended twice, or resumed while it
/// runs. So both calls happen only here, under one lock, at most once per wait; a signal that comes first is
/// remembered and the wait that follows does not happen.
final class Pause: Sendable {
    /// A library call on a connection.
    typealias Call = @convention(c) (OpaquePointer?) -> Void

    private enum State {
        case running
        case signalled
        case suspended
        case over
    }

    private struct Line: @unchecked Sendable {
        let connection: OpaquePointer?
        let suspend: Call
        let resume: Call
    }

    private let line: Line
    private let state = Mutex(State.running)

    /// A pause for `connection`, made by these two calls.
    init(_ connection: OpaquePointer?, suspend: @escaping Call, resume: @escaping Call) {
        line = Line(connection: connection, suspend: suspend, resume: resume)
    }

    /// Suspends the connection unless a signal is waiting; says whether it did.
    ///
    /// Called only on the connection's own thread, within a library callback.
    func wait() -> Bool {
        state.withLock { state in
            switch state {
            case .running:
                state = .suspended
                line.suspend(line.connection)
                return true
            case .signalled:
                state = .running
                return false
            case .suspended: return true
            case .over: return false
            }
        }
    }

    /// Resumes the connection if it waits, else lets its next wait pass.
    ///
    /// From any thread, any number of times.
    func signal() {
        state.withLock { state in
            switch state {
            case .running: state = .signalled
            case .suspended:
                state = .running
                line.resume(line.connection)
            case .signalled, .over: break
            }
        }
    }

    /// Ends the pause with its request: no call touches the connection after this.
    func end() { state.withLock { $0 = .over } }
}
