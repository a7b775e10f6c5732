import Domain
import Storage
import Synchronization

/// Carries messages through the steps: lease, work, end.
///
/// The one place that decides about retry and quarantine.
package final class Runner: Sendable {
    private let store: Store
    private let steps: Steps
    private let report: @Sendable (_ topic: Topic, _ problem: String) -> Void
    private let bells: [Topic: Bell]
    private let tasks = Mutex<[Task<Void, Never>]>([])

    /// Messages taken at once; a lease outlasts any batch by far.
    private static let batch = 32
    private static let lease = Duration.seconds(120)
    /// How often a topic is looked at without being called: retries come due, other processes publish.
    private static let patrol = Duration.seconds(2)
    /// After so many failures a person should look.
    private static let mostAttempts = 6

    init(store: Store, steps: Steps, report: @escaping @Sendable (_ topic: Topic, _ problem: String) -> Void)
    {
        self.store = store
        self.steps = steps
        self.report = report
        bells = Dictionary(uniqueKeysWithValues: Topic.allCases.map { ($0, Bell()) })
    }

    /// Begins to carry messages; each topic has its own line, so that a slow dossier holds up no score.
    package func start() {
        store.onPublish { [bells] topics in for topic in topics { bells[topic]?.ring() } }
        tasks.withLock { tasks in
            tasks = Topic.allCases.map { topic in Task { await self.serve(topic) } }
        }
    }

    /// Lets what is under way end, and takes nothing more.
    package func stop() async {
        let running = tasks.withLock { tasks in
            defer { tasks = [] }
            return tasks
        }
        for task in running { task.cancel() }
        for bell in bells.values { bell.ring() }
        for task in running { await task.value }
    }

    /// Carries what waits now through all steps and returns; for tests and one-shot commands.
    package func drain() async throws {
        var moved = true
        while moved {
            moved = false
            for topic in Topic.allCases where try await round(topic) > 0 { moved = true }
        }
    }

    private func serve(_ topic: Topic) async {
        while !Task.isCancelled {
            do {
                if try await round(topic) == Self.batch { continue }
            } catch {
                report(topic, "\(error)")
            }
            await bells[topic]?.wait(atMost: Self.patrol)
        }
    }

    private func round(_ topic: Topic) async throws -> Int {
        let messages = try await store.lease(topic, limit: Self.batch, for: Self.lease)
        for message in messages { await handle(message) }
        return messages.count
    }

    private func handle(_ message: TopicMessage) async {
        do {
            switch try await steps.effect(of: message) {
            case .keep(let effect):
                try await store.write(in: message.workspace) { tx in
                    guard try tx.finish(message) else { return }
                    try effect(tx)
                }
            case .drop:
                try await store.write(in: message.workspace) { tx in _ = try tx.finish(message) }
            case .quarantine(let reason):
                try await store.write(in: message.workspace) { tx in
                    try tx.quarantine(message, reason: reason)
                }
                report(message.topic, reason)
            }
        } catch {
            await putBack(message, after: error)
        }
    }

    private func putBack(_ message: TopicMessage, after error: any Error) async {
        let (reason, now) = ("\(error)", store.world.now())
        report(message.topic, reason)
        // 2, 4, 8 … seconds: long enough for a disk or database to come back, short enough to be seen working.
        let pause = Int64(1) << Int64(min(message.attempts + 1, 8))
        do {
            try await store.write(in: message.workspace) { tx in
                if message.attempts + 1 >= Self.mostAttempts {
                    try tx.quarantine(message, reason: reason)
                } else {
                    try tx.retry(message, reason: reason, at: now.advanced(bySeconds: pause))
                }
            }
        } catch {
            // The lease runs out by itself; nothing is lost.
            report(message.topic, "\(error)")
        }
    }
}

/// Wakes one waiter; a ring while nobody waits is kept.
private final class Bell: Sendable {
    private struct State {
        var isRung = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    func ring() {
        let waiter = state.withLock { state in
            defer { state.waiter = nil }
            state.isRung = state.waiter == nil
            return state.waiter
        }
        waiter?.resume()
    }

    func wait(atMost limit: Duration) async {
        let patrol = Task {
            // Cancelled when the bell rings first, and then there is nobody left to wake.
            try? await Task.sleep(for: limit)
            if !Task.isCancelled { ring() }
        }
        await withCheckedContinuation { continuation in
            let isRung = state.withLock { state in
                if state.isRung {
                    state.isRung = false
                    return true
                }
                state.waiter = continuation
                return false
            }
            if isRung { continuation.resume() }
        }
        patrol.cancel()
    }
}
