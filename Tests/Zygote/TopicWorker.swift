import Domain
import Storage

/// Carries messages from one topic to the next, in the way the product does or in the way it must not.
struct TopicWorker: Sendable {
    let store: Store
    /// Whether the effect and the end of the message are two transactions instead of one.
    let isSplit: Bool

    private static let batch = 16

    func run(_ isReady: () -> Void) async throws {
        isReady()
        while true {
            let messages = try await store.lease(.rawEvents, limit: Self.batch, for: .seconds(60))
            for message in messages { try await carry(message) }
            if messages.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
        }
    }

    private func carry(_ message: TopicMessage) async throws {
        if isSplit {
            try await store.write(in: message.workspace) { tx in try tx.publish(.cleanEvents, message.payload)
            }
            try await store.write(in: message.workspace) { tx in _ = try tx.finish(message) }
        } else {
            try await store.write(in: message.workspace) { tx in
                guard try tx.finish(message) else { return }
                try tx.publish(.cleanEvents, message.payload)
            }
        }
    }
}
