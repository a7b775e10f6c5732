import Synchronization

/// Moves what was committed from SQLite's log into its file, on a thread of its own.
///
/// Left to the writer, every thousandth page of a commit would make one unlucky caller wait for the copying of all.
final class Checkpointer: Sendable {
    private let queue = JobQueue()
    private let isAwake = Atomic(false)

    /// Wake up at so many pages (16 MB): often enough to keep the log small, seldom enough that a page which changes
    /// again and again is copied once.
    private static let pageThreshold = 4_096

    init(_ location: DatabaseLocation) {
        let queue = queue
        BlockingThread.start {
            var session: Session?
            while case .job(let job) = queue.wait(seconds: nil) {
                do {
                    let open = try session ?? Session(location, role: .care)
                    session = open
                    try job.attempt(open.live())()
                } catch {
                    job.fail(error)
                }
            }
        }
    }

    func close() {
        queue.close()
    }

    /// Empties the log when it is long.
    func wake(logPages: Int) {
        if logPages >= Self.pageThreshold { wake() }
    }

    /// Empties the log, unless that is being done.
    func wake() {
        guard !isAwake.exchange(true, ordering: .acquiringAndReleasing) else { return }
        let rest: @Sendable () -> Void = { self.isAwake.store(false, ordering: .releasing) }
        // A failure leaves the log as it is, and the writer empties it when it becomes too long.
        let job = Job(
            attempt: { connection in
                _ = try connection.query("PRAGMA wal_checkpoint(PASSIVE)") { _ in }
                return rest
            }, fail: { _ in rest() })
        if !queue.push(job) { rest() }
    }
}
