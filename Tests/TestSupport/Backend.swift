import Database
import Domain
import Storage

/// The databases that every test of the store runs on.
package enum Backend: String, Sendable, CaseIterable {
    case sqlite, postgres

    /// What this machine has; a test takes it as its arguments.
    package static var available: [Backend] {
        PostgresCluster.shared == nil ? [.sqlite] : allCases
    }

    /// An empty place for a store.
    package func newPlace() throws -> StorePlace {
        let folder = try TemporaryFolder()
        switch self {
        case .sqlite: return StorePlace(location: StoreLocation(directory: folder.path), folder: folder)
        case .postgres:
            guard let url = try PostgresCluster.shared?.newDatabaseURL(),
                let location = StoreLocation(url: url)
            else { throw StoreError.refused("PostgreSQL is not installed") }
            return StorePlace(location: location, folder: folder)
        }
    }

    /// A store in an empty place, and what keeps it alive.
    package func newStore(clock: TestClock = TestClock()) async throws -> TestStore {
        let place = try newPlace()
        return TestStore(
            store: try await Store.open(place.location, world: clock.world), place: place, clock: clock)
    }
}

/// Where a test's store lives; its files go away with it.
package struct StorePlace: Sendable {
    package let location: StoreLocation
    package let folder: TemporaryFolder
}

/// A store for one test.
package final class TestStore: Sendable {
    package let store: Store
    package let place: StorePlace
    package let clock: TestClock

    init(store: Store, place: StorePlace, clock: TestClock) {
        self.store = store
        self.place = place
        self.clock = clock
    }

    deinit {
        store.close()
    }

    package func write<T: Sendable>(
        in workspace: ID<Workspace> = Workspace.defaultID,
        _ body: @escaping @Sendable (WriteTransaction) throws -> T
    ) async throws -> T {
        try await store.write(in: workspace, body)
    }

    package func read<T: Sendable>(
        in workspace: ID<Workspace> = Workspace.defaultID,
        _ body: @escaping @Sendable (ReadTransaction) throws -> T
    ) async throws -> T {
        try await store.read(in: workspace, body)
    }
}
