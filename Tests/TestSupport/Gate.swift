import Dispatch

/// Holds a thread that blocks until a test lets it go on.
package final class Gate: Sendable {
    private let arrival = DispatchSemaphore(value: 0)
    private let departure = DispatchSemaphore(value: 0)

    package init() {}

    /// Says that the thread has come to the gate.
    package func arrive() { arrival.signal() }

    /// Blocks the thread until `release`.
    package func waitForRelease() { departure.wait() }

    /// Returns when the thread has come to the gate.
    package func arrived() async {
        await withCheckedContinuation { (waiting: CheckedContinuation<Void, Never>) in
            let arrival = arrival
            DispatchQueue(label: "gate").async {
                arrival.wait()
                waiting.resume()
            }
        }
    }

    package func release() { departure.signal() }
}
