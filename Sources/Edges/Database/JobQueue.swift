import Glibc

/// Work waiting for a thread that blocks.
///
/// The pool of Swift's own threads must never block (one blocked thread of two halves the process), so whatever waits
/// for a disk or a server does so on threads of its own, fed from here.
final class JobQueue: @unchecked Sendable {
    // A condition variable must not move in memory, so both live on the heap; every access to `jobs`, `head` and
    // `isClosed` holds the mutex, which is what makes the class safe to share.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let filled = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var jobs: [Job?] = []
    private var head = 0
    private var isClosed = false

    init() {
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(filled, &attributes)
    }

    deinit {
        pthread_cond_destroy(filled)
        pthread_mutex_destroy(mutex)
        filled.deallocate()
        mutex.deallocate()
    }

    /// False once the queue is closed.
    func push(_ job: Job) -> Bool {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        guard !isClosed else { return false }
        jobs.append(job)
        pthread_cond_signal(filled)
        return true
    }

    /// What a thread finds when it asks for work.
    enum Next {
        case job(Job)
        /// Nothing came within the time given.
        case idle
        /// Closed and empty: the thread may end.
        case closed
    }

    /// Waits for a job, at most so many seconds; nil waits for ever.
    func wait(seconds: Int?) -> Next {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        var deadline = timespec()
        clock_gettime(CLOCK_MONOTONIC, &deadline)
        deadline.tv_sec += seconds ?? 0
        while head == jobs.count {
            if isClosed { return .closed }
            if seconds == nil {
                pthread_cond_wait(filled, mutex)
            } else if pthread_cond_timedwait(filled, mutex, &deadline) == ETIMEDOUT, head == jobs.count {
                return isClosed ? .closed : .idle
            }
        }
        return removeFirst().map(Next.job) ?? .idle
    }

    /// A job that is waiting already, if there is one.
    func take() -> Job? {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return head == jobs.count ? nil : removeFirst()
    }

    /// How many jobs wait.
    var count: Int {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return jobs.count - head
    }

    /// Takes no more jobs; those waiting are still done.
    func close() {
        pthread_mutex_lock(mutex)
        isClosed = true
        pthread_cond_broadcast(filled)
        pthread_mutex_unlock(mutex)
    }

    /// How many places may lie empty at the front before the rest moves up.
    private static let slack = 256

    private func removeFirst() -> Job? {
        let job = jobs[head]
        // What a job holds goes with it, also when the queue is never empty.
        jobs[head] = nil
        head += 1
        if head == jobs.count || head > Self.slack {
            jobs.removeFirst(head)
            head = 0
        }
        return job
    }
}

/// A closure over a connection, and what to tell the one who waits for it.
struct Job: Sendable {
    /// Does the work; the closure it gives back answers the caller, once the effect stands.
    let attempt: @Sendable (Connection) throws -> @Sendable () -> Void
    let fail: @Sendable (any Error) -> Void
}
