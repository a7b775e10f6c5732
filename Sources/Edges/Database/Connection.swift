/// One session with a database; belongs to the thread that opened it.
package final class Connection {
    package let dialect: Dialect
    private let driver: any Driver

    /// What a connection is for.
    package enum Role: Sendable {
        case writer, reader
        /// Checks and copies; outside the store's own writer and readers.
        case care
    }

    package init(_ location: DatabaseLocation, role: Role) throws(DatabaseError) {
        dialect = location.dialect
        switch location {
        case .sqlite(let path): driver = try SQLiteDriver(path: path, role: role)
        case .postgres(let url): driver = try PostgresDriver(url: url)
        }
    }

    /// Carries out a statement and says how many rows it changed.
    @discardableResult
    package func run(_ sql: String, _ values: [Value] = []) throws(DatabaseError) -> Int {
        try driver.run(sql, values) { _ throws(DatabaseError) in }
    }

    /// The rows a statement gives, each turned into a value by `read`.
    package func query<T>(
        _ sql: String, _ values: [Value] = [], _ read: (inout Row) -> T
    ) throws(DatabaseError) -> [T] {
        var results: [T] = []
        try driver.run(sql, values) { row throws(DatabaseError) in results.append(read(&row)) }
        return results
    }

    /// Carries out one statement for each row of values, as cheaply as this database can.
    ///
    /// `sql` marks its row of places with `@row`, as in `INSERT INTO t (a, b) VALUES @row(?, ?)`.
    package func runEach(_ sql: String, _ rows: [[Value]]) throws(DatabaseError) {
        try driver.runEach(sql, rows)
    }

    /// Looks up many keys at once: `sql` ends its places with a mark such as `(a, b) @among(?, ?)`.
    package func queryEach<T>(
        _ sql: String, _ values: [Value], keys: [[Value]], _ read: (inout Row) -> T
    ) throws(DatabaseError) -> [T] {
        var results: [T] = []
        try driver.runEach(sql, values, keys: keys) { row throws(DatabaseError) in results.append(read(&row))
        }
        return results
    }

    /// Carries out a text of several statements, as a migration is.
    package func runScript(_ sql: String) throws(DatabaseError) {
        try driver.runScript(dialect.spell(sql))
    }
}

extension Connection {
    package func beginWriting() throws(DatabaseError) { try run(dialect.beginWriting) }
    package func beginReading() throws(DatabaseError) { try run(dialect.beginReading) }
    package func commit() throws(DatabaseError) { try run("COMMIT") }

    /// Undoes the open transaction, if there is one.
    package func rollBack() {
        guard isInTransaction else { return }
        // A connection that cannot even roll back is broken, and is replaced before its next use.
        do { try run("ROLLBACK") } catch { driver.isBroken = true }
    }

    package func setSavepoint() throws(DatabaseError) { try run("SAVEPOINT closure") }
    package func releaseSavepoint() throws(DatabaseError) { try run("RELEASE SAVEPOINT closure") }
    package func rollBackToSavepoint() throws(DatabaseError) {
        try run("ROLLBACK TO SAVEPOINT closure")
        try run("RELEASE SAVEPOINT closure")
    }

    /// False also after the database itself gave up the transaction, as SQLite does on a full disk.
    package var isInTransaction: Bool { driver.isInTransaction }
    /// The session is gone and a new one must be opened.
    package var isBroken: Bool { driver.isBroken }

    /// Pages of the write-ahead log after the last commit; 0 where there is none.
    var logPages: Int { (driver as? SQLiteDriver)?.logPages ?? 0 }

    /// Gives back what was kept for speed; called when there is nothing to do.
    package func rest() { driver.rest() }
}

/// What a database library must do to be spoken to.
protocol Driver: AnyObject {
    var isInTransaction: Bool { get }
    var isBroken: Bool { get set }

    @discardableResult
    func run(
        _ sql: String, _ values: [Value], _ each: (inout Row) throws(DatabaseError) -> Void
    ) throws(DatabaseError) -> Int
    func runEach(_ sql: String, _ rows: [[Value]]) throws(DatabaseError)
    func runEach(
        _ sql: String, _ values: [Value], keys: [[Value]], _ each: (inout Row) throws(DatabaseError) -> Void
    ) throws(DatabaseError)
    func runScript(_ sql: String) throws(DatabaseError)
    func rest()
}
