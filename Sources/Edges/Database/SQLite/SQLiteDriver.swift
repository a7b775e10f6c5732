import CSQLite
import Glibc

/// SQLite in write-ahead mode: one writer and readers that never wait for it.
final class SQLiteDriver: Driver {
    private let database: OpaquePointer
    private var statements: [String: SQLiteStatement] = [:]
    var isBroken = false

    /// The product has about 150 statements; more means that someone composes SQL, and the store starts again.
    private static let statementLimit = 400
    /// How long to wait for another process's write lock.
    private static let busyMilliseconds: Int32 = 5_000

    init(path: String, role: Connection.Role) throws(DatabaseError) {
        var opened: OpaquePointer?
        // No mutex of SQLite's own: a connection belongs to one thread.
        let flags =
            SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE
        let code = sqlite3_open_v2(path, &opened, flags, nil)
        guard code == SQLITE_OK, let opened else {
            let error =
                opened.map { DatabaseError(sqlite: $0, sql: "open \(path)") }
                ?? .other(code: "open", "no memory to open \(path)")
            sqlite3_close_v2(opened)
            throw error
        }
        database = opened
        sqlite3_extended_result_codes(database, 1)
        sqlite3_busy_timeout(database, Self.busyMilliseconds)
        for pragma in Self.settings(for: role) { try applyWhenFree(pragma) }
        if role == .writer { watchLog() }
    }

    /// The first of two processes that start together turns the file to write-ahead mode; the other waits for it here,
    /// because SQLite does not.
    private func applyWhenFree(_ pragma: String) throws(DatabaseError) {
        for attempt in 1... {
            do throws(DatabaseError) {
                return try runScript(pragma)
            } catch {
                guard case .busy = error, attempt < 250 else { throw error }
                usleep(20_000)
            }
        }
    }

    /// Pages in the log after the last commit of this connection.
    private(set) var logPages = 0

    /// At so many pages (64 MB) the writer empties the log itself, should the checkpointer not keep up.
    private static let logPageLimit: Int32 = 16_384

    private func watchLog() {
        sqlite3_wal_hook(
            database,
            { context, database, _, pages in
                guard let context else { return SQLITE_OK }
                Unmanaged<SQLiteDriver>.fromOpaque(context).takeUnretainedValue().logPages = Int(pages)
                if pages >= SQLiteDriver.logPageLimit {
                    // Busy means that a reader still needs the log; the next commit tries again.
                    sqlite3_wal_checkpoint_v2(database, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
                }
                return SQLITE_OK
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit {
        statements = [:]
        sqlite3_close_v2(database)
    }

    private static func settings(for role: Connection.Role) -> [String] {
        let common = ["PRAGMA journal_mode = WAL", "PRAGMA foreign_keys = ON", "PRAGMA temp_store = MEMORY"]
        return switch role {
        // FULL: a commit is on the disk before it is answered.
        // 32 MB of pages while there is work (an import touches about that much of its indices); `rest` frees them.
        // Checkpoints are run by `Checkpointer`, away from the commits.
        case .writer:
            common + [
                "PRAGMA synchronous = FULL", "PRAGMA cache_size = -32768",
                "PRAGMA wal_autocheckpoint = 16384",
                "PRAGMA journal_size_limit = 67108864", "PRAGMA secure_delete = ON",
            ]
        case .care: common + ["PRAGMA cache_size = -1024"]
        case .reader: common + ["PRAGMA query_only = ON", "PRAGMA cache_size = -4096"]
        }
    }

    var isInTransaction: Bool { sqlite3_get_autocommit(database) == 0 }

    func run(
        _ sql: String, _ values: [Value], _ each: (inout Row) throws(DatabaseError) -> Void
    ) throws(DatabaseError) -> Int {
        let statement = try prepared(sql)
        defer { sqlite3_reset(statement.handle) }
        try statement.bind(values)
        return try step(statement, sql, each)
    }

    func runEach(_ sql: String, _ rows: [[Value]]) throws(DatabaseError) {
        let statement = try prepared(sql)
        defer { sqlite3_reset(statement.handle) }
        for row in rows {
            try statement.bind(row)
            _ = try step(statement, sql) { _ throws(DatabaseError) in }
            sqlite3_reset(statement.handle)
        }
    }

    func runEach(
        _ sql: String, _ values: [Value], keys: [[Value]], _ each: (inout Row) throws(DatabaseError) -> Void
    ) throws(DatabaseError) {
        let statement = try prepared(sql)
        defer { sqlite3_reset(statement.handle) }
        guard let first = keys.first else { return }
        try statement.bind(values + first)
        for key in keys {
            // Bindings outlive a reset, so only the key is bound again.
            try statement.bind(key, after: values.count)
            _ = try step(statement, sql, each)
            sqlite3_reset(statement.handle)
        }
    }

    func runScript(_ sql: String) throws(DatabaseError) {
        guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else {
            throw DatabaseError(sqlite: database, sql: sql)
        }
    }

    func rest() {
        sqlite3_db_release_memory(database)
        harrier_return_free_memory()
    }

    private func step(
        _ statement: SQLiteStatement, _ sql: String, _ each: (inout Row) throws(DatabaseError) -> Void
    ) throws(DatabaseError) -> Int {
        while true {
            switch sqlite3_step(statement.handle) {
            case SQLITE_ROW:
                var row = Row(statement)
                try each(&row)
            case SQLITE_DONE: return Int(sqlite3_changes(database))
            default: throw DatabaseError(sqlite: database, sql: sql)
            }
        }
    }

    private func prepared(_ sql: String) throws(DatabaseError) -> SQLiteStatement {
        if let statement = statements[sql] { return statement }
        if statements.count >= Self.statementLimit { statements = [:] }
        let statement = try SQLiteStatement(Dialect.sqlite.spell(sql), in: database)
        statements[sql] = statement
        return statement
    }
}
