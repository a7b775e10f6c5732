import Domain
import Glibc
import Storage

/// Reads the vocabularies once and forks a child for every command, so that a test can start and kill hundreds.
///
/// Standard input takes a command a line: `serve SECONDS`, `whole SECONDS` or `split SECONDS`, where the seconds are added
/// to the child's clock. Standard output answers `pid N`, and `ready N` (the port, or 0) once the child works.
/// A child lives until somebody kills it or standard input ends.
@main
struct Zygote {
    static func main() throws {
        let words = CommandLine.arguments
        let kit = try Kit(root: words[1], directory: words[2], url: words.count > 3 ? words[3] : nil)
        let zygote = getpid()
        var child: pid_t = 0
        while let line = readLine() {
            reap(child)
            let parts = line.split(separator: " ")
            let (verb, seconds) = (String(parts[0]), Int64(parts[1]) ?? 0)
            child = try fork()
            guard child == 0 else {
                say("pid \(child)")
                continue
            }
            run(verb, kit.world(ahead: seconds), kit, childOf: zygote)
        }
        if child > 0 { kill(child, SIGKILL) }
        reap(child)
    }

    /// Waits for the death of the last child, so that its locks are free.
    private static func reap(_ child: pid_t) {
        if child > 0 { waitpid(child, nil, 0) }
    }

    /// The C library's `fork`, which Swift hides: safe here, as this process has one thread and no queue.
    private static func fork() throws -> pid_t {
        guard let symbol = dlsym(nil, "fork") else { throw Unforked() }
        let pid = unsafeBitCast(symbol, to: (@convention(c) () -> pid_t).self)()
        guard pid >= 0 else { throw Unforked() }
        return pid
    }

    private struct Unforked: Error {}

    private static func run(_ verb: String, _ world: World, _ kit: Kit, childOf parent: pid_t) -> Never {
        Task {
            do {
                let store = try await Store.open(kit.location, world: world)
                switch verb {
                case "serve": say("ready \(try await ForkedServer.start(kit, store))")
                case "whole": try await TopicWorker(store: store, isSplit: false).run { say("ready 0") }
                default: try await TopicWorker(store: store, isSplit: true).run { say("ready 0") }
                }
            } catch {
                say("failed \(error)")
            }
        }
        while getppid() == parent { sleep(1) }
        _exit(0)
    }
}

/// Writes a line to standard output at once.
func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(STDOUT_FILENO, bytes, bytes.count)
}
