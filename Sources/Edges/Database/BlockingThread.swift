import Glibc

/// A thread outside Swift's pool.
package enum BlockingThread {
    /// Runs `body` to its end on a new thread.
    package static func start(_ body: @escaping @Sendable () -> Void) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        // SQLite and libpq need little; the default of 8 MB would only be address space.
        pthread_attr_setstacksize(&attributes, 1 << 20)
        let context = Unmanaged.passRetained(Body(run: body))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, &attributes,
            { pointer in
                guard let pointer else { return nil }
                Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue().run()
                return nil
            }, context.toOpaque())
        guard code == 0 else {
            // Without the thread nobody would ever answer: do the work here, slowly rather than never.
            return context.takeRetainedValue().run()
        }
    }

    /// Does something that blocks on a new thread, and waits for it without blocking.
    package static func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { (waiting: CheckedContinuation<T, any Error>) in
            start { waiting.resume(with: Result { try body() }) }
        }
    }

    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(run: @escaping @Sendable () -> Void) { self.run = run }
    }
}
