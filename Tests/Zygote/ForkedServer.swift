import Domain
import Pipeline
import Server
import Storage
import Synchronization

/// The server with its runner, as `harrier serve` puts them together.
enum ForkedServer {
    /// Starts it and says on which port.
    static func start(_ kit: Kit, _ store: Store) async throws -> UInt16 {
        let chain = kit.chain(store)
        let rooms = Rooms(
            store: store, engine: chain.engine, home: Workspace.defaultID, version: "test",
            uploads: kit.directory,
            headers: kit.headers, webRoot: kit.directory)
        var settings = FrontDoor.Settings()
        settings.ledger = IdempotencyLedger(store: store, workspace: Workspace.defaultID)
        let door = try FrontDoor(S1.routes(rooms) + nativeRoutes(rooms), settings)
        chain.runner.start()
        let listener = try Listener.start(
            ListenerSettings(addresses: [ListenAddress(loopbackPort: 0)], spool: kit.directory),
            gate: door.gate)
        kept.withLock { $0 = (chain, listener) }
        return listener.addresses[0].port
    }

    /// Until the child is killed.
    private static let kept = Mutex<(Chain, Listener)?>(nil)
}
