import CSQLite

/// A prepared statement, and the row it stands on.
final class SQLiteStatement: RowSource {
    let handle: OpaquePointer
    private let placeCount: Int

    init(_ sql: String, in database: OpaquePointer) throws(DatabaseError) {
        var prepared: OpaquePointer?
        let code = sqlite3_prepare_v3(database, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
        guard code == SQLITE_OK, let prepared else { throw DatabaseError(sqlite: database, sql: sql) }
        handle = prepared
        placeCount = Int(sqlite3_bind_parameter_count(prepared))
    }

    deinit {
        sqlite3_finalize(handle)
    }

    func bind(_ values: [Value]) throws(DatabaseError) {
        guard values.count == placeCount else {
            throw .other(code: "bind", "\(values.count) values for \(placeCount) places")
        }
        for (index, value) in values.enumerated() where bind(value, at: Int32(index + 1)) != SQLITE_OK {
            throw .other(code: "bind", "value \(index + 1) is too long")
        }
    }

    /// Binds the places after the first so many anew; the others keep their values.
    func bind(_ values: [Value], after count: Int) throws(DatabaseError) {
        for (index, value) in values.enumerated()
        where bind(value, at: Int32(count + index + 1)) != SQLITE_OK {
            throw .other(code: "bind", "value \(count + index + 1) is too long or has no place")
        }
    }

    private func bind(_ value: Value, at place: Int32) -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(handle, place)
        case .int(let number): return sqlite3_bind_int64(handle, place, number)
        case .double(let number): return sqlite3_bind_double(handle, place, number)
        case .text(var text):
            return text.withUTF8 { utf8 in
                utf8.withMemoryRebound(to: CChar.self) { letters in
                    harrier_bind_text(handle, place, letters.baseAddress, Int32(clamping: letters.count))
                }
            }
        case .bytes(let bytes):
            return bytes.withUnsafeBytes { raw in
                raw.isEmpty
                    ? sqlite3_bind_zeroblob(handle, place, 0)
                    : harrier_bind_blob(handle, place, raw.baseAddress, Int32(clamping: raw.count))
            }
        }
    }

    func isNull(_ column: Int) -> Bool { sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL }
    func int64(_ column: Int) -> Int64 { sqlite3_column_int64(handle, Int32(column)) }
    func double(_ column: Int) -> Double { sqlite3_column_double(handle, Int32(column)) }

    func text(_ column: Int) -> String {
        guard let start = sqlite3_column_text(handle, Int32(column)) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, Int32(column)))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func bytes(_ column: Int) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, Int32(column)) else { return [] }
        let count = Int(sqlite3_column_bytes(handle, Int32(column)))
        return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
    }
}
