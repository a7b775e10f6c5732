import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Waits for SIGTERM or SIGINT, so that stopping is ordinary code.
///
/// A handler writes one byte to a pipe, which is all a handler may safely do; a thread of its own reads it. Blocking the
/// signals instead would not do: the main thread sleeps with all signals open.
enum StopSignal {
    private static let writeEnd = Atomic<Int32>(-1)

    /// Returns when somebody asks the process to end.
    static func wait() async {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        writeEnd.store(ends[1], ordering: .sequentiallyConsistent)
        for number in [SIGTERM, SIGINT] {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { _ in
                var byte: UInt8 = 1
                _ = write(StopSignal.writeEnd.load(ordering: .sequentiallyConsistent), &byte, 1)
            }
            sigaction(number, &action, nil)
        }
        let readEnd = ends[0]
        await withCheckedContinuation { continuation in
            let box = Unmanaged.passRetained(Wait(readEnd: readEnd, continuation: continuation))
            var thread = pthread_t()
            pthread_create(
                &thread, nil,
                { context in
                    guard let context else { return nil }
                    let wait = Unmanaged<Wait>.fromOpaque(context).takeRetainedValue()
                    var byte: UInt8 = 0
                    while read(wait.readEnd, &byte, 1) < 0, errno == EINTR {}
                    wait.continuation.resume()
                    return nil
                }, box.toOpaque())
            pthread_detach(thread)
        }
    }

    private final class Wait: Sendable {
        let readEnd: Int32
        let continuation: CheckedContinuation<Void, Never>

        init(readEnd: Int32, continuation: CheckedContinuation<Void, Never>) {
            self.readEnd = readEnd
            self.continuation = continuation
        }
    }
}
