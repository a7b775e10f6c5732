import Glibc
import Synchronization

/// A program started by a test, with pipes to its three streams; it ends with the object at the latest.
final class Child: Sendable {
    let pid: pid_t
    private let descriptors: [Int32]
    private let isInputOpen = Mutex(true)
    private let status = Mutex<Int32?>(nil)
    fileprivate let peak = Mutex(0)

    /// Starts it with this environment; of ours it inherits only where programs and temporary files are.
    init(_ path: String, _ arguments: [String], environment: [String: String] = [:], directory: String) throws
    {
        // A child that has gone must not take the test with it.
        signal(SIGPIPE, SIG_IGN)
        let (pid, descriptors) = try Self.turns.withLock { _ in
            try Self.spawn(["/usr/bin/env", "-C", directory, path] + arguments, environment)
        }
        (self.pid, self.descriptors) = (pid, descriptors)
        Orphans.watch(pid)
    }

    /// One start at a time: between making a pipe and marking it, another child could inherit it.
    private static let turns = Mutex(())

    /// `posix_spawn_file_actions_addclosefrom_np`, which the C library hides from programs that ask for plain POSIX.
    private static let closeFrom = dlsym(nil, "posix_spawn_file_actions_addclosefrom_np").map { symbol in
        unsafeBitCast(
            symbol,
            to: (@convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32).self)
    }

    private static func spawn(
        _ command: [String], _ environment: [String: String]
    ) throws -> (pid_t, [Int32]) {
        var pipes = [Int32](repeating: -1, count: 6)
        for stream in 0..<3 {
            let code = pipes[(2 * stream)...].withUnsafeMutableBufferPointer { pipe($0.baseAddress) }
            guard code == 0 else { throw SetupFailure("pipe: errno \(errno)") }
        }
        for end in pipes { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, pipes[0], 0)
        posix_spawn_file_actions_adddup2(&actions, pipes[3], 1)
        posix_spawn_file_actions_adddup2(&actions, pipes[5], 2)
        // Whatever else this process has open is not the child's: whoever waits for its end would wait for us.
        guard closeFrom?(&actions, 3) == 0 else {
            throw SetupFailure("this C library cannot close descriptors")
        }
        var pid = pid_t()
        let words = command.map { strdup($0) } + [nil]
        let settings = inherited.merging(environment) { $1 }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + settings { free(word) } }
        let code = posix_spawn(&pid, command[0], &actions, nil, words, settings)
        for end in [pipes[0], pipes[3], pipes[5]] { close(end) }
        guard code == 0 else {
            for end in [pipes[1], pipes[2], pipes[4]] { close(end) }
            throw SetupFailure("cannot start \(command): \(String(cString: strerror(code)))")
        }
        return (pid, [pipes[1], pipes[2], pipes[4]])
    }

    deinit {
        if status.withLock({ $0 == nil }) {
            kill(pid, SIGKILL)
            waitpid(pid, nil, 0)
            Orphans.forget(pid)
        }
        endInput()
        for descriptor in descriptors.dropFirst() { close(descriptor) }
    }

    /// Tells the child that nothing more comes.
    func endInput() {
        isInputOpen.withLock { isOpen in
            if isOpen { close(descriptors[0]) }
            isOpen = false
        }
    }

    private static let inherited: [String: String] = {
        var kept: [String: String] = [:]
        for name in ["PATH", "TMPDIR", "LD_LIBRARY_PATH"] {
            if let value = getenv(name) { kept[name] = String(cString: value) }
        }
        return kept
    }()

    /// The streams by their usual numbers.
    var input: Int32 { descriptors[0] }
    var output: Int32 { descriptors[1] }
    var errors: Int32 { descriptors[2] }

    func send(_ signal: Int32) { kill(pid, signal) }

    /// Blocks until the child has ended; its exit code, or 128 and the signal as shells say it.
    func wait() -> Int32 {
        status.withLock { status in
            if let status { return status }
            var raw: Int32 = 0
            var usage = rusage()
            while wait4(pid, &raw, 0, &usage) < 0 && errno == EINTR {}
            peak.withLock { $0 = usage.ru_maxrss >> 10 }
            Orphans.forget(pid)
            let signal = raw & 0x7F
            let code = signal == 0 ? (raw >> 8) & 0xFF : 128 + signal
            status = code
            return code
        }
    }
}

extension Child {
    /// The most memory it held, once it has ended.
    var peakMegabytes: Int { peak.withLock(\.self) }
}

/// Blocking reads and writes of whole streams.
enum Stream {
    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            start += count
        }
    }

    /// Everything until the other end closes.
    static func readAll(_ descriptor: Int32) -> [UInt8] {
        var bytes: [UInt8] = []
        while let part = readSome(descriptor) { bytes += part }
        return bytes
    }

    /// What has come; nil at the end.
    static func readSome(_ descriptor: Int32) -> [UInt8]? {
        var room = [UInt8](repeating: 0, count: 64 << 10)
        let count = read(descriptor, &room, room.count)
        return count > 0 ? Array(room[..<count]) : nil
    }
}
