import Database
import Domain
import Synchronization

/// Everything durable: one writer whose commits are shared, and readers that never wait for it.
package final class Store: Sendable {
    package let location: StoreLocation
    package let world: World
    private let writer: Writer
    private let readers: Readers
    private let blobs: Blobs?
    private let bell = Mutex<@Sendable (Set<Topic>) -> Void>({ _ in })

    /// Two cores, so two readers.
    private static let readerCount = 2

    private init(location: StoreLocation, world: World, writer: Writer, readers: Readers, blobs: Blobs?) {
        self.location = location
        self.world = world
        self.writer = writer
        self.readers = readers
        self.blobs = blobs
    }

    /// Opens the store, making or migrating its tables first; processes that open it at once take turns.
    package static func open(_ location: StoreLocation, world: World) async throws -> Store {
        let blobs = try location.blobs.map { folder throws(StoreError) in try Blobs(folder: folder) }
        let writer = try await Writer.start(location.database)
        do {
            try await writer.write { connection in
                try Migration.runAll(Migration.all, on: connection, now: world.now())
            }
            let readers = try await Readers.start(location.database, count: readerCount)
            return Store(location: location, world: world, writer: writer, readers: readers, blobs: blobs)
        } catch {
            writer.close()
            throw error
        }
    }

    /// Runs a closure that may change the workspace; when this returns, what it did is on the disk.
    ///
    /// The closure may run more than once, when another process got in the way, and must change nothing else. An error
    /// from a statement ends it: everything it did is undone, and nothing that others did.
    package func write<T: Sendable>(
        in workspace: ID<Workspace>, _ body: @escaping @Sendable (WriteTransaction) throws -> T
    ) async throws -> T {
        let (world, blobs) = (world, blobs)
        let (value, topics) = try await writer.write { connection in
            let transaction = WriteTransaction(connection, in: workspace, world: world, blobs: blobs)
            let value = try body(transaction)
            try transaction.finish()
            return (value, transaction.publishedTopics)
        }
        if !topics.isEmpty { bell.withLock(\.self)(topics) }
        return value
    }

    /// Runs a closure that sees the workspace as it stands at one moment.
    package func read<T: Sendable>(
        in workspace: ID<Workspace>, _ body: @escaping @Sendable (ReadTransaction) throws -> T
    ) async throws -> T {
        let blobs = blobs
        return try await readers.read { connection in
            try body(ReadTransaction(connection, in: workspace, blobs: blobs))
        }
    }

    /// Names who is told, after a commit, which topics got messages; there is one such listener.
    package func onPublish(_ listener: @escaping @Sendable (Set<Topic>) -> Void) {
        bell.withLock { $0 = listener }
    }

    /// Takes no more work; what waits is still done.
    package func close() {
        writer.close()
        readers.close()
    }

    /// Writes over the whole installation rather than in a workspace.
    func writeAcross<T: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> T
    ) async throws -> T {
        try await writer.write(body)
    }

    /// Reads over the whole installation rather than in a workspace.
    func readAcross<T: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> T
    ) async throws -> T {
        try await readers.read(body)
    }

    /// Writes waiting for the writer now.
    package var writerDepth: Int { writer.depth }
}
