import Foundation
import Synchronization

/// A PostgreSQL server of our own for the length of the test process: loopback port, no password, no fsync.
package final class PostgresCluster: Sendable {
    package let port: Int
    private let folder: String
    private let schemaCount = Atomic<Int>(0)

    /// Nil when this machine has no PostgreSQL 15 or newer; said once, on standard error.
    package static let shared: PostgresCluster? = {
        guard let binaries else {
            report("PostgreSQL is not installed: the rows on it are skipped (apt-get install postgresql)")
            return nil
        }
        do { return try PostgresCluster(binaries: binaries) } catch {
            report("PostgreSQL did not start: the rows on it are skipped (\(error))")
            return nil
        }
    }()

    /// An address whose tables nobody else sees: each has a schema of its own.
    package func newDatabaseURL() throws -> String {
        let schema = "t\(schemaCount.add(1, ordering: .relaxed).newValue)"
        try Self.run(
            Self.binaries ?? "", "psql", ["-q", "-c", "CREATE SCHEMA \(schema)", "\(address)/postgres"])
        return "\(address)/postgres?options=-csearch_path%3D\(schema)"
    }

    private var address: String { "postgres://harrier@127.0.0.1:\(port)" }

    private static let binaries: String? = {
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        let newest = versions.compactMap(Int.init).filter { $0 >= 15 }.max()
        return newest.map { "\(root)/\($0)/bin" }
    }()

    private init(binaries: String) throws {
        folder = FileManager.default.temporaryDirectory.path + "/harrier-postgres-\(UUID().uuidString)"
        port = try Self.freePort()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        if let owner = Self.unprivilegedUser {
            try Self.run("/bin", "chown", [owner, folder])
        }
        let data = folder + "/data"
        try Self.run(
            binaries, "initdb",
            ["-D", data, "-U", "harrier", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
            asOwner: true)
        try serve(binaries: binaries, data: data)
        try waitUntilReady(binaries: binaries)
    }

    /// The server ends when its standard input does, however this process ends.
    private func serve(binaries: String, data: String) throws {
        let settings = [
            "listen_addresses=127.0.0.1", "port=\(port)", "unix_socket_directories=", "fsync=off",
            "full_page_writes=off", "max_connections=300", "shared_buffers=64MB", "log_min_messages=panic",
        ].map { "-c '\($0)'" }.joined(separator: " ")
        let script = """
            cd "$1"
            \(binaries)/postgres -D "$1/data" \(settings) >"$1/log" 2>&1 &
            server=$!
            cat >/dev/null
            kill -QUIT $server
            wait $server
            rm -rf "$1"
            """
        let process = Self.process("/bin", "sh", ["-c", script, "sh", folder], asOwner: true)
        process.standardInput = Self.lifeline
        process.standardOutput = FileHandle.nullDevice
        try process.run()
    }

    /// Its writing end stays open as long as this process lives.
    private static let lifeline = Pipe()

    private func waitUntilReady(binaries: String) throws {
        for _ in 0..<200 {
            // pg_isready answers with an exit status; "not yet" is no failure.
            let isReady = try? Self.run(binaries, "pg_isready", ["-q", "-h", "127.0.0.1", "-p", "\(port)"])
            if isReady != nil { return }
            usleep(50_000)
        }
        let log = (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? "no log"
        throw Failure(reason: "no answer in 10 s: \(log)")
    }

    private struct Failure: Error, CustomStringConvertible {
        let reason: String
        var description: String { reason }
    }

    /// PostgreSQL refuses to run as root.
    private static var unprivilegedUser: String? {
        guard getuid() == 0 else { return nil }
        return ["postgres", "nobody"].first { getpwnam($0) != nil }
    }

    private static func process(
        _ folder: String, _ name: String, _ arguments: [String], asOwner: Bool
    ) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "\(folder)/\(name)")
        process.arguments = arguments
        if asOwner, let user = unprivilegedUser {
            process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
            process.arguments =
                ["--reuid=\(user)", "--regid=\(user)", "--clear-groups", "\(folder)/\(name)"] + arguments
        }
        process.currentDirectoryURL = URL(fileURLWithPath: "/")
        return process
    }

    private static func run(
        _ folder: String, _ name: String, _ arguments: [String], asOwner: Bool = false
    ) throws {
        let process = process(folder, name, arguments, asOwner: asOwner)
        process.standardOutput = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(reason: "\(name) ended with \(process.terminationStatus)")
        }
    }

    private static func freePort() throws -> Int {
        let probe = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(probe) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(probe, $0, length) == 0 ? getsockname(probe, $0, &length) : -1
            }
        }
        guard status == 0 else { throw Failure(reason: "no free port") }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    private static func report(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }
}
