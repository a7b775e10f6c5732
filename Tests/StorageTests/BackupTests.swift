import Domain
import Foundation
import Storage
import TestSupport
import Testing

@Suite struct BackupTests {
    private static let largeText = String(repeating: "0123456789", count: 20_000)

    /// A store with a lead, a small text and a large one, and its backup.
    private func backedUp() async throws -> (test: TestStore, path: String) {
        let test = try await Backend.sqlite.newStore()
        let texts = try ["small", Self.largeText].map {
            try PackedSnapshot(Fixture.snapshot($0, id: test.store.world.newID()), in: Workspace.defaultID)
        }
        try await test.write { tx in
            _ = try tx.makeLead("Acme", total: 42)
            _ = try tx.add(texts)
        }
        let path = test.place.folder.file("backup.tar")
        try await test.store.backup(to: path)
        return (test, path)
    }

    @Test func aRestoredBackupIsTheStoreAsItWas() async throws {
        let (test, path) = try await backedUp()
        _ = try await test.write { try $0.makeLead("Later") }
        let summary = try await Store.checkBackup(path)
        #expect(summary.blobs == 1 && summary.takenAt == test.clock.now && summary.bytes > 200_000)
        let folder = try TemporaryFolder()
        let location = StoreLocation(directory: folder.file("data"))
        try await Store.restore(path, to: location)
        let store = try await Store.open(location, world: test.clock.world)
        defer { store.close() }
        let leads = try await store.read(in: Workspace.defaultID) { try $0.leads(LeadQuery()).rows }
        #expect(leads.map(\.account?.name) == ["Acme"])
        let texts = try await store.read(in: Workspace.defaultID) { try $0.snapshots().map(\.text) }
        #expect(Set(texts) == ["small", Self.largeText])
    }

    @Test func ordinaryToolsReadABackup() async throws {
        let (test, path) = try await backedUp()
        defer { test.store.close() }
        let folder = try TemporaryFolder()
        #expect(try run("/bin/tar", "xf", path, "-C", folder.path) == 0)
        #expect(try run("/usr/bin/env", "-C", folder.path, "sha256sum", "--status", "-c", "SHA256SUMS") == 0)
        #expect(FileManager.default.fileExists(atPath: folder.file("harrier.sqlite")))
    }

    @Test func aBackupTakenWhileTheStoreIsWrittenToIsOfOneMoment() async throws {
        let test = try await Backend.sqlite.newStore()
        let writing = Task {
            for number in 0..<300 {
                try await test.write { tx in
                    // Both or neither: the backup must not see one without the other.
                    _ = try tx.makeLead("Company \(number)")
                    _ = try tx.createOffer(name: "\(number)", valueProps: "", idealUseCases: "")
                }
            }
        }
        var paths: [String] = []
        for number in 0..<3 {
            let path = test.place.folder.file("backup-\(number).tar")
            try await test.store.backup(to: path)
            paths.append(path)
        }
        try await writing.value
        for path in paths {
            let folder = try TemporaryFolder()
            let location = StoreLocation(directory: folder.path + "/data")
            try await Store.restore(path, to: location)
            let store = try await Store.open(location, world: test.clock.world)
            let statistics = try await store.statistics()
            #expect(statistics.leads == statistics.offers)
            store.close()
        }
    }

    @Test(arguments: [0, 700, 1_600, 40_000, 150_000, -1, -600, -3_000])
    func aDamagedBackupIsRefusedAndLeavesNothing(_ place: Int) async throws {
        let (test, path) = try await backedUp()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        // The last 1024 bytes are the empty blocks that end an archive; damage lies before them.
        let index = place >= 0 ? place : bytes.count - 1_024 + place
        bytes[index] ^= 0x55
        try bytes.write(to: URL(fileURLWithPath: path))
        let location = StoreLocation(directory: test.place.folder.file("other"))
        await #expect(throws: StoreError.self) { try await Store.checkBackup(path) }
        await #expect(throws: StoreError.self) { try await Store.restore(path, to: location) }
        #expect(!FileManager.default.fileExists(atPath: test.place.folder.file("other/harrier.sqlite")))
    }

    @Test(arguments: [0, 511, 5_000, 100_000])
    func aBackupCutShortIsRefused(_ length: Int) async throws {
        let (test, path) = try await backedUp()
        defer { test.store.close() }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        try bytes.prefix(length).write(to: URL(fileURLWithPath: path))
        await #expect(throws: StoreError.self) { try await Store.checkBackup(path) }
    }

    @Test func nothingIsOverwritten() async throws {
        let (test, path) = try await backedUp()
        let onBackup = await #expect(throws: StoreError.self) { try await test.store.backup(to: path) }
        #expect(onBackup?.description.contains("exists") == true)
        let onStore = await #expect(throws: StoreError.self) {
            try await Store.restore(path, to: test.place.location)
        }
        #expect(onStore?.description.contains("Move it away") == true)
    }

    @Test func postgresIsSentToItsOwnTools() async throws {
        guard Backend.available.contains(.postgres) else { return }
        let test = try await Backend.postgres.newStore()
        let error = await #expect(throws: StoreError.self) { try await test.store.backup(to: "/tmp/none") }
        #expect(error?.description.contains("pg_dump") == true)
    }

    private func run(_ path: String, _ arguments: String...) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
