import Glibc
import Synchronization
import TestSupport

/// A process that forks children over one store, and the child of the moment, which can be killed at any time.
final class Nursery: Sendable {
    private let zygote: Child
    private let unread = Mutex<[UInt8]>([])
    private let current = Mutex<pid_t>(0)

    init(over place: StorePlace) throws {
        var arguments = [Binary.sourceRoot, place.folder.path]
        if let url = place.environment["DATABASE_URL"] { arguments.append(url) }
        zygote = try Child(Binary.folder + "/zygote", arguments, directory: place.folder.path)
    }

    deinit { kill() }

    /// Forks a child; its port, or 0 for a child that does not listen.
    ///
    /// Its clock is ahead by so many seconds that the leases of children killed before have ended.
    func start(_ verb: String, ahead seconds: Int) async throws -> UInt16 {
        try await onThread { [self] in
            Stream.write(Array("\(verb) \(seconds)\n".utf8), to: zygote.input)
            var port: UInt16?
            current.withLock { $0 = 0 }
            while port == nil || current.withLock({ $0 == 0 }) {
                guard let line = nextLine() else { throw SetupFailure("the zygote has ended") }
                let words = line.split(separator: " ", maxSplits: 1)
                switch (words.first, words.last) {
                case ("pid", let number?): current.withLock { $0 = pid_t(number) ?? 0 }
                case ("ready", let number?): port = UInt16(number)
                case ("failed", _): throw SetupFailure(line)
                // A child killed before it was ready says nothing; one that reports a failed step goes on.
                default: continue
                }
            }
            return port ?? 0
        }
    }

    /// Ends the child as a power cut does.
    func kill() {
        let pid = current.withLock(\.self)
        if pid > 0 { Glibc.kill(pid, SIGKILL) }
    }

    private func nextLine() -> String? {
        unread.withLock { unread in
            while true {
                if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                    defer { unread.removeFirst(end + 1) }
                    return String(decoding: unread[..<end], as: UTF8.self)
                }
                guard let part = Stream.readSome(zygote.output) else { return nil }
                unread += part
            }
        }
    }
}
