import Domain
import Pipeline
import Server
import Storage
import Wire

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Command {
    /// `harrier serve`.
    static let serve = Command(
        name: "serve", summary: "run the server: web app, APIs, background work",
        discussion: """
            Listens on loopback and needs no login there. Any other address refuses to start without HARRIER_TOKEN.
            SIGTERM or Ctrl-C ends it cleanly within ten seconds.
            """,
        options: Premises.options + [
            Option(
                flag: "--host", value: "ADDRESS", environment: "HOST", fallback: "127.0.0.1",
                help: "the address to listen on"),
            Option(
                flag: "--port", value: "PORT", environment: "PORT", fallback: "8080",
                help: "the port to listen on"),
            Option(
                flag: "--also-listen", value: "PORTS", environment: "HARRIER_ALSO_LISTEN",
                help: "further ports, as in 5000,8000: drop-in for the published services", repeats: true),
            Option(
                flag: "--name", value: "HOST", environment: "HARRIER_HOSTS",
                help: "host names the server answers to besides loopback's", repeats: true),
            Option(
                flag: "--token", value: "TOKEN", environment: "HARRIER_TOKEN",
                help: "the bearer token programs send; better given by environment or file"),
            Option(
                flag: "--demo", environment: "HARRIER_DEMO",
                help: "open a demo workspace of invented companies instead of the default one"),
            Option(
                flag: "--log", value: "WHERE", environment: "HARRIER_LOG", fallback: "stderr",
                help: "where JSON log lines go", choices: ["stderr", "none"]),
        ]
    ) { invocation in
        let premises = try await Premises.open(invocation)
        let log = invocation.value("--log") == "none" ? ServerLog.none : ServerLog.standardError
        let chain = try await premises.chain { topic, problem in
            Console.error(
                JSON.object([
                    "level": "error", "event": "step", "topic": .string(topic.rawValue),
                    "problem": .string(problem),
                ]).text)
        }
        let home =
            invocation.isOn("--demo")
            ? try await Demo(premises: premises).workspace(chain.engine) : Workspace.defaultID
        let rooms = try premises.rooms(chain, home: home)
        let imports = ImportDesk(rooms)
        let front = try premises.front(invocation, rooms, imports, log: log)
        let addresses = try Addresses.asked(invocation)
        do { try front.check(addresses) } catch { throw CommandFailure(.configuration, "\(error)") }
        chain.runner.start()
        try await imports.resume()
        let listener: Listener
        do {
            listener = try Listener.start(
                ListenerSettings(addresses: addresses, spool: premises.uploads), gate: front.gate)
        } catch {
            throw CommandFailure(.failed, "\(error)")
        }
        for address in listener.addresses { Console.error("Harrier is listening on http://\(address)/app/") }
        let housekeeping = Task { await Housekeeping(store: premises.store, world: premises.world).run() }
        await StopSignal.wait()
        housekeeping.cancel()
        await listener.stop(grace: .seconds(8))
        await imports.stop()
        await chain.runner.stop()
        premises.store.close()
        return .ok
    }
}

/// The addresses `--host`, `--port` and `--also-listen` ask for.
enum Addresses {
    static func asked(_ invocation: Invocation) throws -> [ListenAddress] {
        let host = invocation.value("--host") ?? "127.0.0.1"
        let port = try invocation.number("--port", in: 0...65_535)
        let more = try invocation.values("--also-listen").flatMap { $0.split(separator: ",") }.map { text in
            guard let port = UInt16(text) else {
                throw CommandFailure(.usage, "--also-listen takes ports such as 5000,8000, not “\(text)”")
            }
            return port
        }
        do {
            return try ([UInt16(port)] + more).map { port in try ListenAddress(host, defaultPort: port) }
        } catch {
            throw CommandFailure(.usage, "\(error)")
        }
    }
}

extension Premises {
    /// Uploads while they come in and wait.
    var uploads: String { directory + "/uploads" }

    /// What the routes may reach.
    func rooms(_ chain: Chain, home: ID<Workspace>) throws -> Rooms {
        try FileManager.default.createDirectory(atPath: uploads, withIntermediateDirectories: true)
        return Rooms(
            store: store, engine: chain.engine, home: home, version: Harrier.version, uploads: uploads,
            headers: try assembly.headers(), webRoot: assembly.resources.web)
    }

    /// The routes behind their gates.
    func front(
        _ invocation: Invocation, _ rooms: Rooms, _ imports: ImportDesk, log: ServerLog
    ) throws -> FrontDoor {
        let token = Token(invocation.value("--token"))
        var settings = FrontDoor.Settings()
        settings.version = Harrier.version
        settings.access = .asking(for: token)
        settings.hosts = Set(
            invocation.values("--name").flatMap { $0.split(separator: ",").map(String.init) })
        settings.log = log
        settings.ledger = IdempotencyLedger(store: store, workspace: rooms.home)
        settings.translate = HTTPError.meaning
        StoreMetrics(rooms).collect(into: settings.metrics)
        return try FrontDoor(allRoutes(rooms, token: token, imports: imports), settings)
    }
}
