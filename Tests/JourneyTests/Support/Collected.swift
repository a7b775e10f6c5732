import Foundation
import Synchronization

/// Bytes that another thread gathers.
final class Collected: Sendable {
    private let done = DispatchSemaphore(value: 0)
    private let bytes = Mutex<[UInt8]>([])

    func start(_ work: @escaping @Sendable () -> [UInt8]) {
        Thread.detachNewThread { [self] in
            let found = work()
            bytes.withLock { $0 = found }
            done.signal()
        }
    }

    /// Blocks until they are there.
    var value: [UInt8] {
        done.wait()
        defer { done.signal() }
        return bytes.withLock(\.self)
    }
}
