import Domain
import Storage

/// What a long-running server forgets: answers kept under idempotency keys.
struct Housekeeping: Sendable {
    let store: Store
    let world: World

    /// Clients retry within minutes; a day is what others keep.
    private static let answerSeconds: Int64 = 24 * 3600
    private static let every = Duration.seconds(3600)

    func run() async {
        while !Task.isCancelled {
            // Tidying that fails today succeeds in an hour; intake must not notice.
            try? await store.expireAnswers(before: world.now().advanced(bySeconds: -Self.answerSeconds))
            try? await Task.sleep(for: Self.every)
        }
    }
}
