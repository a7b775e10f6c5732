import Domain
import Foundation
import Storage
import TestSupport
import Testing

/// A real full disk: a small file system in memory, which only root may mount.
@Suite struct FullDiskTests {
    private static let megabytes = 8

    @Test(arguments: [100, 50_000, 200_000])
    func aFullDiskIsSaidNothingAnsweredIsLostAndItPasses(_ textBytes: Int) async throws {
        guard let disk = SmallDisk(megabytes: Self.megabytes) else {
            print("A full disk is not tested: mounting a small file system takes root")
            return
        }
        let ballast = disk.folder.file("ballast")
        try Data(count: 1 << 20).write(to: URL(fileURLWithPath: ballast))
        let world = TestClock().world
        let location = StoreLocation(directory: disk.folder.file("data"))
        try FileManager.default.createDirectory(
            atPath: disk.folder.file("data"), withIntermediateDirectories: true)
        let store = try await Store.open(location, world: world)
        var answered = 0
        var failure: (any Error)?
        while failure == nil {
            do {
                try await add(answered, textBytes, to: store)
                answered += 1
            } catch { failure = error }
        }
        guard case .diskFull = failure as? StoreError else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect("\(failure.map { "\($0)" } ?? "")".contains("free some space"))
        // Still full: reading works, and what was answered is there.
        #expect(try await count(store) == answered)
        #expect(try await store.integrityProblems() == [])
        try FileManager.default.removeItem(atPath: ballast)
        try await add(answered, textBytes, to: store)
        #expect(try await count(store) == answered + 1)
        store.close()
        let again = try await Store.open(location, world: world)
        #expect(try await again.integrityProblems() == [])
        #expect(try await count(again) == answered + 1)
        again.close()
    }

    private func add(_ number: Int, _ textBytes: Int, to store: Store) async throws {
        let text = "\(number) " + String(repeating: "x", count: textBytes)
        let snapshot = try PackedSnapshot(
            Fixture.snapshot(text, id: store.world.newID()), in: Workspace.defaultID)
        _ = try await store.write(in: Workspace.defaultID) { try $0.add(snapshot) }
    }

    private func count(_ store: Store) async throws -> Int {
        try await store.read(in: Workspace.defaultID) { try $0.snapshots(limit: 1_000_000).count }
    }
}

/// A file system of a few megabytes, unmounted with its last user.
private final class SmallDisk {
    let folder: TemporaryFolder

    init?(megabytes: Int) {
        guard getuid() == 0, let folder = try? TemporaryFolder() else { return nil }
        self.folder = folder
        guard Self.run("mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", folder.path) else {
            return nil
        }
    }

    deinit {
        _ = Self.run("umount", "-l", folder.path)
    }

    private static func run(_ arguments: String...) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
