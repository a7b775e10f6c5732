import CPostgres

/// A session with a PostgreSQL server.
final class PostgresDriver: Driver {
    private let session: OpaquePointer
    private var statements: [String: String] = [:]
    private var isMarkedBroken = false

    private static let statementLimit = 400
    /// Rows or keys per statement in `runEach`, widest first: round trips of about 50 µs are what costs.
    private static let rowWidths = [100, 10, 1]

    init(url: String) throws(DatabaseError) {
        guard let opened = PQconnectdb(url) else { throw .lostConnection("no memory for a session") }
        guard PQstatus(opened) == CONNECTION_OK else {
            let reason = String(cString: PQerrorMessage(opened)).trimmed
            PQfinish(opened)
            throw .lostConnection(reason)
        }
        session = opened
        // Notices are remarks such as "relation exists, skipping"; errors come with results.
        PQsetNoticeProcessor(session, { _, _ in }, nil)
        PQsetClientEncoding(session, "UTF8")
        try runScript("SET bytea_output = 'hex'; SET application_name = 'harrier'")
    }

    deinit {
        PQfinish(session)
    }

    var isInTransaction: Bool {
        let status = PQtransactionStatus(session)
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
    }

    var isBroken: Bool {
        get { isMarkedBroken || PQstatus(session) != CONNECTION_OK }
        set { isMarkedBroken = newValue }
    }

    func run(
        _ sql: String, _ values: [Value], _ each: (inout Row) throws(DatabaseError) -> Void
    ) throws(DatabaseError) -> Int {
        let result = try execute(prepared(sql, rows: 1), values)
        try read(result, each)
        return result.changeCount
    }

    private func read(
        _ result: PostgresResult, _ each: (inout Row) throws(DatabaseError) -> Void
    ) throws(DatabaseError) {
        for index in 0..<result.rowCount {
            result.row = index
            var row = Row(result)
            try each(&row)
        }
    }

    func runEach(_ sql: String, _ rows: [[Value]]) throws(DatabaseError) {
        var start = 0
        for width in sql.hasRowMark ? Self.rowWidths : [1] {
            while rows.count - start >= width {
                let values = rows[start..<start + width].flatMap(\.self)
                _ = try execute(prepared(sql, rows: width), values)
                start += width
            }
        }
    }

    func runEach(
        _ sql: String, _ values: [Value], keys: [[Value]], _ each: (inout Row) throws(DatabaseError) -> Void
    ) throws(DatabaseError) {
        var start = 0
        for width in Self.rowWidths {
            while keys.count - start >= width {
                let places = values + keys[start..<start + width].flatMap(\.self)
                try read(execute(prepared(sql, rows: width), places), each)
                start += width
            }
        }
    }

    func runScript(_ sql: String) throws(DatabaseError) {
        _ = try checked(PQexec(session, sql))
    }

    func rest() {}

    private func execute(_ name: String, _ values: [Value]) throws(DatabaseError) -> PostgresResult {
        let parameters = PostgresParameters(values)
        return try checked(
            parameters.withPointers { pointers, lengths, formats in
                PQexecPrepared(session, name, Int32(values.count), pointers, lengths, formats, 0)
            })
    }

    private func prepared(_ sql: String, rows: Int) throws(DatabaseError) -> String {
        let key = rows == 1 ? sql : "\(rows) \(sql)"
        if let name = statements[key] { return name }
        if statements.count >= Self.statementLimit {
            statements = [:]
            try runScript("DEALLOCATE ALL")
        }
        // Never given twice, also after a prepare that failed.
        let name = "s\(statements.count)_\(rows)"
        _ = try checked(PQprepare(session, name, Dialect.postgres.spell(sql, rows: rows), 0, nil))
        statements[key] = name
        return name
    }

    private func checked(_ result: OpaquePointer?) throws(DatabaseError) -> PostgresResult {
        guard let result else {
            throw .lostConnection(String(cString: PQerrorMessage(session)).trimmed)
        }
        let status = PQresultStatus(result)
        if status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK { return PostgresResult(result) }
        defer { PQclear(result) }
        throw DatabaseError(postgres: result, isConnected: PQstatus(session) == CONNECTION_OK)
    }
}

extension String {
    fileprivate var hasRowMark: Bool { utf8.contains(UInt8(ascii: "@")) }

    /// Without the line break libpq puts at the end.
    fileprivate var trimmed: String {
        split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
