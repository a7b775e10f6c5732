/// A few threads, each with a connection, that answer reads; none waits for the writer.
package final class Readers: Sendable {
    private let queue = JobQueue()

    private init() {}

    /// Opens so many connections, each on its thread.
    package static func start(_ location: DatabaseLocation, count: Int) async throws -> Readers {
        let readers = Readers()
        for _ in 0..<count {
            let queue = readers.queue
            do {
                try await openThread(location, role: .reader) { session in
                    serve(queue, session)
                }
            } catch {
                queue.close()
                throw error
            }
        }
        return readers
    }

    /// Runs a closure in a transaction that sees one moment.
    package func read<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
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

    package func close() {
        queue.close()
    }

    private static func serve(_ queue: JobQueue, _ session: Session) {
        var isResting = false
        while true {
            switch queue.wait(seconds: isResting ? nil : idleSeconds) {
            case .closed: return
            case .idle:
                session.rest()
                isResting = true
            case .job(let job):
                isResting = false
                answer(job, session)
            }
        }
    }

    private static func answer(_ job: Job, _ session: Session) {
        do {
            let connection = try session.live()
            try connection.beginReading()
            defer { connection.rollBack() }
            let reply = try job.attempt(connection)
            reply()
        } catch {
            job.fail(error)
        }
    }
}

/// After so long without work a connection gives its memory back.
let idleSeconds = 2

extension DatabaseError {
    static let closed = DatabaseError.lostConnection("the store is closed")
}

/// Starts a thread that opens a session and then works with it until its work ends.
func openThread(
    _ location: DatabaseLocation, role: Connection.Role,
    _ work: @escaping @Sendable (Session) -> Void
) async throws {
    try await withCheckedThrowingContinuation { (opened: CheckedContinuation<Void, any Error>) in
        BlockingThread.start {
            do {
                let session = try Session(location, role: role)
                opened.resume()
                work(session)
            } catch {
                opened.resume(throwing: error)
            }
        }
    }
}
