import Foundation

/// Runs blocking work on a thread of its own, so that the pool stays free for the others.
@discardableResult
func onThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
    }
}

/// Something a test could not set up.
struct SetupFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
