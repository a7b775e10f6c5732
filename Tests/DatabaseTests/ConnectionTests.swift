import Database
import TestSupport
import Testing

/// A connection in an empty place.
private func open(_ backend: Backend) throws -> (connection: Connection, place: StorePlace) {
    let place = try backend.newPlace()
    return (try Connection(place.location.database, role: .writer), place)
}

@Suite struct ConnectionTests {
    @Test(arguments: Backend.available)
    func valuesComeBackAsTheyWere(_ backend: Backend) throws {
        let (connection, place) = try open(backend)
        _ = place
        try connection.runScript(
            "CREATE TABLE t (id @id, i BIGINT, d DOUBLE PRECISION, s TEXT, b @blob)".spelled(for: connection))
        let texts = ["", "plain", "ümläut 漢字 🦅", "a\0b", "it's \"quoted\"", "\u{10FFFD}\0"]
        for (index, text) in texts.enumerated() {
            let bytes: [UInt8] = index == 0 ? [] : [0, 255, 128, UInt8(index)]
            let number = index == 0 ? Int64.max : -Int64(index)
            try connection.run(
                "INSERT INTO t (id, i, d, s, b) VALUES (?, ?, ?, ?, ?)",
                [Value(index), .int(number), .double(0.1 * Double(index)), .text(text), .bytes(bytes)])
            let back = try connection.query("SELECT i, d, s, b FROM t WHERE id = ?", [Value(index)]) { row in
                (row.int64(), row.double(), row.text(), row.bytes())
            }
            #expect(back.first?.0 == number)
            #expect(back.first?.1 == 0.1 * Double(index))
            #expect(back.first?.2 == text)
            #expect(back.first?.3 == bytes)
        }
    }

    @Test(arguments: Backend.available)
    func nullIsToldFromEmpty(_ backend: Backend) throws {
        let (connection, place) = try open(backend)
        _ = place
        try connection.runScript(
            "CREATE TABLE t (id @id, i BIGINT, s TEXT, b @blob)".spelled(for: connection))
        try connection.run("INSERT INTO t (id, i, s, b) VALUES (1, ?, ?, ?)", [.null, .null, .null])
        try connection.run("INSERT INTO t (id, i, s, b) VALUES (2, ?, ?, ?)", [0, "", .bytes([])])
        let rows = try connection.query("SELECT i, s, b FROM t ORDER BY id") { row in
            (row.optionalInt64(), row.optionalText(), row.optionalBytes())
        }
        #expect(rows[0].0 == nil && rows[0].1 == nil && rows[0].2 == nil)
        #expect(rows[1].0 == 0 && rows[1].1 == "" && rows[1].2 == [])
    }

    @Test(arguments: Backend.available, [0, 1, 9, 10, 101, 1234])
    func manyRowsGoInAndAreFoundByKey(_ backend: Backend, count: Int) throws {
        let (connection, place) = try open(backend)
        _ = place
        try connection.runScript("CREATE TABLE t (a BIGINT, b TEXT, PRIMARY KEY (a, b))")
        try connection.runEach(
            "INSERT INTO t (a, b) VALUES @row(?, ?)", (0..<count).map { [Value($0 % 7), .text("\($0)")] })
        let keys = (0..<count + 5).map { [Value($0 % 7), Value.text("\($0)")] }
        let found = try connection.queryEach(
            "SELECT b FROM t WHERE a >= ? AND (a, b) @among(?, ?)", [0], keys: keys
        ) { $0.text() }
        #expect(Set(found) == Set((0..<count).map(String.init)))
        #expect(found.count == count)
    }

    @Test(arguments: Backend.available)
    func aBrokenKeyIsNamedAndTheTransactionCanBeUndone(_ backend: Backend) throws {
        let (connection, place) = try open(backend)
        _ = place
        try connection.runScript("CREATE TABLE t (a BIGINT NOT NULL, CONSTRAINT t_once UNIQUE (a))")
        try connection.beginWriting()
        try connection.run("INSERT INTO t (a) VALUES (?)", [1])
        let error = #expect(throws: DatabaseError.self) {
            try connection.run("INSERT INTO t (a) VALUES (?)", [1])
        }
        guard case .constraint(let name, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(name.contains("t"))
        connection.rollBack()
        #expect(!connection.isInTransaction)
        #expect(try connection.query("SELECT a FROM t") { $0.int64() } == [])
    }

    @Test(arguments: Backend.available)
    func aWrongStatementSaysWhatAndWhere(_ backend: Backend) throws {
        let (connection, place) = try open(backend)
        _ = place
        let error = #expect(throws: DatabaseError.self) { try connection.run("SELECT nothing FROM nowhere") }
        #expect(error?.description.contains("nowhere") == true)
        #expect(error?.isTransient == false)
    }

    @Test func anAddressThatDoesNotAnswerSaysHowToMendIt() {
        let error = #expect(throws: DatabaseError.self) {
            try Connection(.postgres(url: "postgres://127.0.0.1:1/none?connect_timeout=2"), role: .writer)
        }
        #expect(error?.description.contains("DATABASE_URL") == true)
        #expect(error?.isTransient == true)
    }

    @Test func aFolderThatIsMissingSaysHowToMendIt() {
        let error = #expect(throws: DatabaseError.self) {
            try Connection(.sqlite(path: "/nowhere/at/all.db"), role: .writer)
        }
        #expect(error?.description.contains("folder") == true)
    }
}

extension String {
    fileprivate func spelled(for connection: Connection) -> String { connection.dialect.spell(self) }
}
