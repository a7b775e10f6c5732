import Database
import Domain
import Storage
import TestSupport
import Testing

@Suite struct StoreTests {
    @Test(arguments: Backend.available)
    func storesThatOpenAtOnceTakeTurns(_ backend: Backend) async throws {
        let place = try backend.newPlace()
        let clock = TestClock()
        let stores = try await withThrowingTaskGroup(of: Store.self) { group in
            for _ in 0..<8 { group.addTask { try await Store.open(place.location, world: clock.world) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for store in stores { #expect(try await store.workspaces().map(\.id) == [Workspace.defaultID]) }
        for store in stores { store.close() }
    }

    @Test(arguments: Backend.available)
    func whatWasWrittenIsThereAfterOpeningAgain(_ backend: Backend) async throws {
        let place = try backend.newPlace()
        let clock = TestClock()
        let first = try await Store.open(place.location, world: clock.world)
        let lead = try await first.write(in: Workspace.defaultID) { try $0.makeLead("Acme", total: 9) }
        first.close()
        let second = try await Store.open(place.location, world: clock.world)
        #expect(
            try await second.read(in: Workspace.defaultID) { try $0.lead(lead)?.standing?.total } == Points(9)
        )
        second.close()
    }

    @Test(arguments: Backend.available)
    func dataOfANewerVersionIsRefused(_ backend: Backend) async throws {
        let place = try backend.newPlace()
        let world = TestClock().world
        try await Store.open(place.location, world: world).close()
        let connection = try Connection(place.location.database, role: .care)
        try connection.run(
            "INSERT INTO schema_migrations (version, name, hash, applied_at) VALUES (999, 'later', 'x', 0)")
        let newer = await #expect(throws: StoreError.self) {
            try await Store.open(place.location, world: world)
        }
        #expect(newer?.description.contains("newer Harrier") == true)
        try connection.run("DELETE FROM schema_migrations WHERE version = 999")
        try connection.run("UPDATE schema_migrations SET hash = 'x' WHERE version = 1")
        let changed = await #expect(throws: StoreError.self) {
            try await Store.open(place.location, world: world)
        }
        #expect(changed?.description.contains("unfinished version") == true)
    }

    @Test(arguments: Backend.available)
    func aReaderSeesOneMomentAndDoesNotWait(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        _ = try await test.write { try $0.makeLead("A") }
        let hold = Gate()
        let read = Task {
            try await test.read { tx in
                let before = try tx.leadCounts().map(\.count)
                hold.arrive()
                hold.waitForRelease()
                return (before, try tx.leadCounts().map(\.count))
            }
        }
        await hold.arrived()
        // The reader holds its moment; the writer goes on, and so does another reader.
        _ = try await test.write { try $0.makeLead("B") }
        #expect(try await test.read { try $0.leadCounts().map(\.count) } == [2])
        hold.release()
        let (before, after) = try await read.value
        #expect(before == [1] && after == [1])
    }

    @Test(arguments: Backend.available)
    func nothingGoesOnAfterAFailedStatement(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let score = Fixture.score(test.store.world.newID(), lead: ID(key: 1), total: 5)
        await #expect(throws: StoreError.self) {
            try await test.write { tx in
                let lead = try tx.makeLead("A")
                var own = score
                own.lead = lead
                try tx.add(PackedScore(own))
                // The same key again breaks the primary key; a closure that looked away must not commit the rest.
                try? tx.add(PackedScore(own))
                _ = try tx.makeLead("B")
            }
        }
        #expect(try await test.read { try $0.leadCounts() } == [])
    }

    @Test func addressesBecomePlaces() {
        #expect(StoreLocation(url: "sqlite:///x.db")?.blobs == "x.db-blobs")
        #expect(StoreLocation(url: "postgres://h/d")?.blobs == nil)
        #expect(StoreLocation(url: "redis://h") == nil)
        #expect(StoreLocation(directory: "/d").database == .sqlite(path: "/d/harrier.sqlite"))
    }
}
