import Database
import Glibc
import Storage
import TestSupport

/// A running `harrier serve` on a loopback port of its own and a data directory of its own.
final class HarrierProcess: Sendable {
    let port: UInt16
    let place: StorePlace
    private let child: Child

    /// How a server is started.
    struct Options: Sendable {
        var arguments: [String] = []
        var environment: [String: String] = [:]
    }

    /// Starts a server over an empty store, or over that of a server that has ended.
    static func start(
        _ backend: Backend = .sqlite, over place: StorePlace? = nil, _ options: Options = Options()
    ) async throws -> HarrierProcess {
        let place = try place ?? backend.newPlace()
        return try await onThread { try HarrierProcess(place, options) }
    }

    private init(_ place: StorePlace, _ options: Options) throws {
        self.place = place
        child = try Child(
            Binary.harrier, ["serve", "--port", "0", "--log", "none"] + options.arguments,
            environment: place.environment.merging(options.environment) { $1 }, directory: place.folder.path)
        port = try Self.port(of: child)
    }

    /// Waits for the line that says where the server listens.
    private static func port(of child: Child) throws -> UInt16 {
        var said = ""
        while let part = Stream.readSome(child.errors) {
            said += String(decoding: part, as: UTF8.self)
            for line in said.split(separator: "\n") {
                guard let start = line.firstRange(of: "http://127.0.0.1:") else { continue }
                if let port = UInt16(line[start.upperBound...].prefix { $0 != "/" }), line.hasSuffix("/") {
                    return port
                }
            }
        }
        throw SetupFailure("the server did not start: \(said)")
    }

    var client: Client { Client(port: port) }
    var pid: pid_t { child.pid }

    /// Ends the server as an operator does; its exit code.
    @discardableResult
    func stop() async throws -> Int32 {
        child.send(SIGTERM)
        return try await onThread { [child] in child.wait() }
    }

    /// Ends the server as a power cut does.
    func killed() async throws {
        child.send(SIGKILL)
        try await onThread { [child] in _ = child.wait() }
    }
}

extension StorePlace {
    /// The settings that lead a process of ours to this store.
    var environment: [String: String] {
        var settings = ["HARRIER_DATA": folder.path]
        if case .postgres(let url) = location.database { settings["DATABASE_URL"] = url }
        return settings
    }
}
