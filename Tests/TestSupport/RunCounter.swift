import Synchronization

/// Counts how often something ran, from any thread.
package final class RunCounter: Sendable {
    private let count = Atomic(0)

    package init() {}

    /// 1 the first time.
    package func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}
