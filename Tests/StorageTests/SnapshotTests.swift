import Domain
import Foundation
import Storage
import TestSupport
import Testing

@Suite struct SnapshotTests {
    private func add(_ snapshot: Snapshot, to test: TestStore) async throws -> (id: ID<Snapshot>, isNew: Bool)
    {
        let packed = try PackedSnapshot(snapshot, in: Workspace.defaultID)
        let added = try await test.write { tx in try tx.add(packed) }
        return added
    }

    @Test(arguments: Backend.available)
    func theSameBytesFromTheSameSourceAreTheSameSnapshot(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let new = { test.store.world.newID(Snapshot.self) }
        let first = try await add(Fixture.snapshot("We hire.", company: "Acme", id: new()), to: test)
        let again = try await add(Fixture.snapshot("We hire.", company: "Acme", id: new()), to: test)
        let otherCompany = try await add(Fixture.snapshot("We hire.", company: "Acmo", id: new()), to: test)
        let otherType = try await add(
            Fixture.snapshot("We hire.", type: .jobPost, company: "Acme", id: new()), to: test)
        #expect(first.isNew && !again.isNew && again.id == first.id)
        #expect(otherCompany.isNew && otherType.isNew)
        #expect(try await test.store.statistics().snapshots == 3)
    }

    @Test(arguments: Backend.available)
    func anotherWorkspaceHasItsOwn(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let other = try await test.store.createWorkspace(name: "Client").id
        let snapshot = Fixture.snapshot("We hire.", id: test.store.world.newID())
        let mine = try await add(snapshot, to: test)
        var theirs = snapshot
        theirs.id = test.store.world.newID()
        let packed = try PackedSnapshot(theirs, in: other)
        #expect(try await test.write(in: other) { try $0.add(packed).isNew })
        #expect(try await test.read(in: other) { try $0.snapshot(mine.id) } == nil)
        await #expect(throws: StoreError.self) { try await test.write { try $0.add(packed).isNew } }
    }

    @Test(
        arguments: Backend.available,
        ["", "a", "ümläut 漢字 🦅 \0 end", String(repeating: "langer Text. ", count: 20_000)])
    func aTextComesBackAsItWas(_ backend: Backend, text: String) async throws {
        let test = try await backend.newStore()
        var snapshot = Fixture.snapshot(text, type: .website, company: "Ä & Co", id: test.store.world.newID())
        snapshot.source.url = "https://example.com/?a=b"
        snapshot.source.companyWebsite = "example.com"
        let added = try await add(snapshot, to: test)
        #expect(try await test.read { try $0.snapshot(added.id) } == snapshot)
    }

    @Test func aLargeTextLiesInAFileAndADamagedOneIsNoticed() async throws {
        let test = try await Backend.sqlite.newStore()
        let text = String(repeating: "0123456789", count: 10_000)
        let added = try await add(Fixture.snapshot(text, id: test.store.world.newID()), to: test)
        let hash = ContentHash.sha256(text).hexadecimal
        let path = test.place.folder.file("blobs/\(hash.prefix(2))/\(hash)")
        #expect(FileManager.default.contents(atPath: path) == Data(text.utf8))
        try Data("other".utf8).write(to: URL(fileURLWithPath: path))
        let changed = await #expect(throws: StoreError.self) {
            try await test.read { try $0.snapshot(added.id)?.text }
        }
        #expect(changed?.description.contains("was changed") == true)
        try FileManager.default.removeItem(atPath: path)
        let missing = await #expect(throws: StoreError.self) {
            try await test.read { try $0.snapshot(added.id)?.text }
        }
        #expect(missing?.description.contains("missing") == true)
    }

    @Test func aHashThatIsNoneIsRefused() {
        var snapshot = Fixture.snapshot("x", id: ID(key: 1))
        snapshot.hash = "beef"
        #expect(throws: StoreError.self) { try PackedSnapshot(snapshot, in: Workspace.defaultID) }
    }

    @Test(arguments: Backend.available)
    func snapshotsAreListedNewestFirstAndBySubject(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let account = try await test.write { try $0.account(for: Fixture.account("Acme")).account.id }
        var ids: [ID<Snapshot>] = []
        for index in 0..<5 {
            let id = try await add(Fixture.snapshot("text \(index)", id: test.store.world.newID()), to: test)
                .id
            ids.append(id)
            guard index % 2 == 0 else { continue }
            let testimony = PackedTestimony(
                Testimony(
                    subject: .account(account), snapshot: id, validFrom: TestMoment.start,
                    seenAt: TestMoment.start, reader: "reading@1", facts: []))
            try await test.write { try $0.add(testimony) }
        }
        let third = ids[3]
        let newest = try await test.read { try $0.snapshots(limit: 2).map(\.id) }
        let older = try await test.read { try $0.snapshots(before: third, limit: 9).map(\.id) }
        let ofAccount = try await test.read { try $0.snapshots(of: .account(account)).map(\.id) }
        #expect(newest == [ids[4], ids[3]])
        #expect(older == [ids[2], ids[1], ids[0]])
        #expect(ofAccount == [ids[4], ids[2], ids[0]])
    }
}
