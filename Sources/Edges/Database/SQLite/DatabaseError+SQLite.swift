import CSQLite
import Glibc

extension DatabaseError {
    /// What SQLite says went wrong last on a connection.
    init(sqlite database: OpaquePointer, sql: String) {
        let code = sqlite3_extended_errcode(database)
        let message = sqlite3_errmsg(database).map { String(cString: $0) } ?? "no message"
        switch code & 0xff {
        case SQLITE_IOERR where sqlite3_system_errno(database) == ENOSPC: self = .diskFull(message)
        case SQLITE_BUSY, SQLITE_LOCKED: self = .busy(message)
        case SQLITE_CONSTRAINT:
            let name = message.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? message
            self = .constraint(name: name, message)
        case SQLITE_FULL: self = .diskFull(message)
        case SQLITE_CORRUPT, SQLITE_NOTADB: self = .corrupt(message)
        case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM:
            self = .lostConnection("\(message); is the folder there and writable?")
        default: self = .other(code: "sqlite \(code)", "\(message), in: \(sql.prefix(200))")
        }
    }
}
