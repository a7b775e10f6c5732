import Database
import TestSupport
import Testing

/// A writer over an empty table `t (a)` whose `a` is unique.
private func start(_ backend: Backend) async throws -> (writer: Writer, place: StorePlace) {
    let place = try backend.newPlace()
    let writer = try await Writer.start(place.location.database)
    try await writer.write { try $0.runScript("CREATE TABLE t (a BIGINT NOT NULL UNIQUE)") }
    return (writer, place)
}

extension Writer {
    fileprivate func insert(_ number: Int) async throws {
        _ = try await write { try $0.run("INSERT INTO t (a) VALUES (?)", [Value(number)]) }
    }

    fileprivate func all() async throws -> [Int] {
        try await write { try $0.query("SELECT a FROM t ORDER BY a") { $0.int() } }
    }
}

/// A closure's own reason to stop.
private struct Refusal: Error {}

@Suite struct WriterTests {
    @Test(arguments: Backend.available)
    func aClosureThatFailsTakesNothingWithIt(_ backend: Backend) async throws {
        let (writer, place) = try await start(backend)
        _ = place
        await withTaskGroup { group in
            for number in 0..<200 {
                group.addTask {
                    let isBad = number % 3 == 0
                    do {
                        try await writer.write { connection in
                            try connection.run("INSERT INTO t (a) VALUES (?)", [Value(number)])
                            if isBad { throw Refusal() }
                        }
                        #expect(!isBad)
                    } catch {
                        #expect(error is Refusal && isBad)
                    }
                }
            }
        }
        #expect(try await writer.all() == (0..<200).filter { $0 % 3 != 0 })
    }

    @Test(arguments: Backend.available)
    func aBrokenKeyFailsOneClosureOfAGroup(_ backend: Backend) async throws {
        let (writer, place) = try await start(backend)
        _ = place
        try await writer.insert(50)
        let failures = await withTaskGroup { group in
            for number in 0..<100 {
                group.addTask { (try? await writer.insert(number)) == nil ? [number] : [] }
            }
            return await group.reduce([], +)
        }
        #expect(failures == [50])
        #expect(try await writer.all() == Array(0..<100))
    }

    @Test(arguments: Backend.available)
    func aClosureWhoseTransactionIsLostRunsAgainAlone(_ backend: Backend) async throws {
        let (writer, place) = try await start(backend)
        _ = place
        let runs = RunCounter()
        // The database itself undoes the transaction in the middle, as SQLite does on a full disk.
        let value = try await writer.write { connection in
            if runs.next() == 1 {
                connection.rollBack()
                throw DatabaseError.collided("made up")
            }
            try connection.run("INSERT INTO t (a) VALUES (?)", [7])
            return 7
        }
        #expect(value == 7)
        #expect(try await writer.all() == [7])
    }

    @Test(arguments: Backend.available)
    func whatWaitsWhenTheWriterClosesIsStillDone(_ backend: Backend) async throws {
        let (writer, place) = try await start(backend)
        let tasks = (0..<20).map { number in Task { try await writer.insert(number) } }
        for task in tasks { try await task.value }
        writer.close()
        await #expect(throws: DatabaseError.self) { try await writer.insert(99) }
        let again = try await Writer.start(place.location.database)
        #expect(try await again.all() == Array(0..<20))
        again.close()
    }

    @Test func aLostPostgresSessionIsOpenedAgain() async throws {
        guard Backend.available.contains(.postgres) else { return }
        let (writer, place) = try await start(.postgres)
        try await writer.insert(1)
        let other = try Connection(place.location.database, role: .care)
        _ = try other.query(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE pid <> pg_backend_pid() AND query LIKE 'COMMIT%' AND pid = ?
            """, [.int(try await writer.write { try $0.query("SELECT pg_backend_pid()") { $0.int64() } }[0])]
        ) { $0.text() }
        try await writer.insert(2)
        #expect(try await writer.all() == [1, 2])
    }
}

@Suite struct FullDiskTests {
    /// SQLite's own limit on pages stands in for a full disk: the same error from the same place.
    @Test func aFullDiskIsSaidHarmsNothingAndPasses() async throws {
        let (writer, place) = try await start(.sqlite)
        _ = place
        try await writer.insert(1)
        try await writer.write { connection in
            try connection.runScript("CREATE TABLE big (text TEXT)")
            _ = try connection.query("PRAGMA max_page_count = 60") { $0.int64() }
        }
        let large = String(repeating: "x", count: 1 << 20)
        let error = await #expect(throws: DatabaseError.self) {
            _ = try await writer.write { try $0.run("INSERT INTO big (text) VALUES (?)", [.text(large)]) }
        }
        guard case .diskFull = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.description.contains("free some space") == true)
        try await writer.insert(2)
        _ = try await writer.write { try $0.query("PRAGMA max_page_count = 100000") { $0.int64() } }
        _ = try await writer.write { try $0.run("INSERT INTO big (text) VALUES (?)", [.text(large)]) }
        #expect(try await writer.all() == [1, 2])
        #expect(try await writer.write { try $0.integrityProblems() } == [])
    }

    @Test func othersInTheGroupOfTheOneThatFillsTheDiskAreKept() async throws {
        let (writer, place) = try await start(.sqlite)
        _ = place
        try await writer.write { connection in
            try connection.runScript("CREATE TABLE big (text TEXT)")
            _ = try connection.query("PRAGMA max_page_count = 60") { $0.int64() }
        }
        let large = String(repeating: "x", count: 1 << 20)
        await withTaskGroup { group in
            for number in 0..<40 {
                group.addTask {
                    if number % 10 == 5 {
                        await #expect(throws: DatabaseError.self) {
                            try await writer.write {
                                try $0.run("INSERT INTO big (text) VALUES (?)", [.text(large)])
                            }
                        }
                    } else {
                        await #expect(throws: Never.self) { try await writer.insert(number) }
                    }
                }
            }
        }
        #expect(try await writer.all() == (0..<40).filter { $0 % 10 != 5 })
    }
}

@Suite struct DurabilityTests {
    /// What makes a commit survive power loss; the setting is per connection and easily lost.
    @Test func aCommitOfSQLiteWaitsForTheDisk() async throws {
        let (writer, place) = try await start(.sqlite)
        _ = place
        let settings = try await writer.write { connection in
            try ["synchronous", "foreign_keys", "secure_delete"].map { name in
                try connection.query("PRAGMA \(name)") { $0.int() }.first
            }
        }
        #expect(settings == [2, 1, 1])
        #expect(try await writer.write { try $0.query("PRAGMA journal_mode") { $0.text() } } == ["wal"])
    }
}
