import Glibc
import Synchronization
import TestSupport

/// One server per database for all tests that need no empty store; each test brings companies of its own.
enum SharedServer {
    static func on(_ backend: Backend) async throws -> Client { try await servers.server(backend).client }

    private static let servers = Servers()

    private actor Servers {
        private var running: [Backend: Task<HarrierProcess, any Error>] = [:]

        func server(_ backend: Backend) async throws -> HarrierProcess {
            if let started = running[backend] { return try await started.value }
            let task = Task { try await HarrierProcess.start(backend) }
            running[backend] = task
            return try await task.value
        }
    }
}

/// Children that still run when the tests are over are ended with them.
enum Orphans {
    private static let pids = Mutex<Set<pid_t>>([])
    private static let atEnd: Void = { atexit { Orphans.end() } }()

    static func watch(_ pid: pid_t) {
        _ = atEnd
        _ = pids.withLock { $0.insert(pid) }
    }

    static func forget(_ pid: pid_t) { _ = pids.withLock { $0.remove(pid) } }

    private static func end() { for pid in pids.withLock(\.self) { kill(pid, SIGKILL) } }
}
