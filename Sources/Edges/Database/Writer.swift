import Glibc

/// One thread that writes: closures that wait together are committed together.
///
/// Each closure runs under its own savepoint, so one that fails takes nothing with it; the commit, with its wait for the
/// disk, is paid once for all. Only then are they answered.
package final class Writer: Sendable {
    private let queue = JobQueue()
    private let checkpointer: Checkpointer?

    /// A transaction stops taking closures after so many or so long, whichever comes first: waiting longer would cost
    /// the first more than sharing a commit gains (a commit takes 0.2 to 5 ms on the disks measured).
    private static let groupLimit = 512
    private static let groupNanoseconds: UInt64 = 20_000_000
    /// How often a closure that collided with another process is run again.
    private static let attemptLimit = 6

    private init(checkpointer: Checkpointer?) {
        self.checkpointer = checkpointer
    }

    /// Opens the connection on its thread.
    package static func start(_ location: DatabaseLocation) async throws -> Writer {
        let checkpointer = location.dialect == .sqlite ? Checkpointer(location) : nil
        let writer = Writer(checkpointer: checkpointer)
        let queue = writer.queue
        try await openThread(location, role: .writer) { session in serve(queue, session, checkpointer) }
        return writer
    }

    /// Runs a closure in a transaction; returns when its effect is on the disk.
    ///
    /// The closure may run more than once (another process got in the way) and must change nothing but the database. An
    /// error ends it: what it did is undone, and nothing else is.
    package func write<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { (waiting: CheckedContinuation<T, any Error>) in
            let job = Job(
                attempt: { connection in
                    let value = try body(connection)
                    return { waiting.resume(returning: value) }
                },
                fail: { waiting.resume(throwing: $0) })
            if !queue.push(job) { waiting.resume(throwing: DatabaseError.closed) }
        }
    }

    /// Closures waiting now.
    package var depth: Int { queue.count }

    package func close() {
        queue.close()
        checkpointer?.close()
    }

    private static func serve(_ queue: JobQueue, _ session: Session, _ checkpointer: Checkpointer?) {
        var isResting = false
        while true {
            switch queue.wait(seconds: isResting ? nil : idleSeconds) {
            case .closed: return
            case .idle:
                session.rest()
                checkpointer?.wake()
                isResting = true
            case .job(let job):
                isResting = false
                carryOut(job, and: queue, session)
                checkpointer?.wake(logPages: session.logPages)
            }
        }
    }

    /// Commits a job together with those that wait; when that fails, each by itself.
    private static func carryOut(_ first: Job, and queue: JobQueue, _ session: Session) {
        var group = [first]
        do {
            let replies = try commitTogether(&group, queue, session)
            for reply in replies { reply() }
        } catch is CommitUnknown {
            for job in group { job.fail(CommitUnknown.reported) }
        } catch {
            // A first closure that failed for a reason of its own needs no second try.
            let isFinal = group.count == 1 && !needsFreshTransaction(error)
            for job in group { if isFinal { job.fail(error) } else { carryOutAlone(job, session) } }
        }
    }

    private static func commitTogether(
        _ group: inout [Job], _ queue: JobQueue, _ session: Session
    ) throws -> [@Sendable () -> Void] {
        let connection = try session.live()
        let deadline = monotonicNanoseconds() + groupNanoseconds
        var replies: [@Sendable () -> Void] = []
        try connection.beginWriting()
        do {
            // The first needs no savepoint: the whole transaction is its own. Savepoints make SQLite copy every page
            // before it changes, which an import of a thousand rows feels.
            replies.append(try group[0].attempt(connection))
            while group.count < groupLimit, monotonicNanoseconds() < deadline, let next = queue.take() {
                group.append(next)
                replies.append(try attempt(next, connection))
            }
            try commit(connection)
        } catch {
            connection.rollBack()
            throw error
        }
        return replies
    }

    /// One closure under its savepoint; throws only when the whole transaction is lost.
    private static func attempt(
        _ job: Job, _ connection: Connection
    ) throws -> @Sendable () -> Void {
        try connection.setSavepoint()
        do {
            let reply = try job.attempt(connection)
            try connection.releaseSavepoint()
            return reply
        } catch {
            // Another process may be behind these: the closure deserves a transaction of its own.
            if !connection.isInTransaction || needsFreshTransaction(error) { throw error }
            try connection.rollBackToSavepoint()
            return { job.fail(error) }
        }
    }

    private static func needsFreshTransaction(_ error: any Error) -> Bool {
        switch error as? DatabaseError {
        case .collided, .lostConnection, .constraint, .diskFull, .busy: true
        default: false
        }
    }

    private static func carryOutAlone(_ job: Job, _ session: Session) {
        for attempt in 1... {
            do {
                let connection = try session.live()
                try connection.beginWriting()
                do {
                    let reply = try job.attempt(connection)
                    try commit(connection)
                    reply()
                    return
                } catch {
                    connection.rollBack()
                    throw error
                }
            } catch is CommitUnknown {
                job.fail(CommitUnknown.reported)
                return
            } catch {
                guard attempt < attemptLimit, canSucceedLater(error, on: session) else {
                    job.fail(error)
                    return
                }
                // Growing pauses, so that two processes do not collide in step.
                usleep(UInt32(attempt * attempt) * 2_000)
            }
        }
    }

    /// The connection went while the server was committing: doing it again might do it twice, so the caller is told.
    private struct CommitUnknown: Error {
        static let reported = DatabaseError.lostConnection(
            "it was lost while committing; look before you retry")
    }

    private static func commit(_ connection: Connection) throws {
        do { try connection.commit() } catch DatabaseError.lostConnection { throw CommitUnknown() }
    }

    private static func canSucceedLater(_ error: any Error, on session: Session) -> Bool {
        switch error as? DatabaseError {
        case .collided: true
        // On PostgreSQL another process may have committed the same key a moment ago; now it can be seen.
        case .constraint: session.isShared
        default: false
        }
    }

    private static func monotonicNanoseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
