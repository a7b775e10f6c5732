import CPostgres

/// What a statement gave, and the row being read.
final class PostgresResult: RowSource {
    private let handle: OpaquePointer
    var row: Int32 = 0

    init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    deinit {
        PQclear(handle)
    }

    var rowCount: Int32 { PQntuples(handle) }

    var changeCount: Int { Int(String(cString: PQcmdTuples(handle))) ?? 0 }

    func isNull(_ column: Int) -> Bool { PQgetisnull(handle, row, Int32(column)) == 1 }
    func int64(_ column: Int) -> Int64 { Int64(plain(column)) ?? 0 }
    func double(_ column: Int) -> Double { Double(plain(column)) ?? 0 }
    func text(_ column: Int) -> String { NullLetter.restored(raw(column)) }

    /// Bytes come as `\x` and hexadecimal digits.
    func bytes(_ column: Int) -> [UInt8] {
        let digits = raw(column).dropFirst(2)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        var high: UInt8?
        for digit in digits {
            let value =
                digit >= UInt8(ascii: "a") ? digit - UInt8(ascii: "a") + 10 : digit - UInt8(ascii: "0")
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return bytes
    }

    private func plain(_ column: Int) -> String { String(decoding: raw(column), as: UTF8.self) }

    private func raw(_ column: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: PQgetvalue(handle, row, Int32(column)),
            count: Int(PQgetlength(handle, row, Int32(column))))
    }
}

extension DatabaseError {
    /// What a result says went wrong; the five letters are SQLSTATE (PostgreSQL manual, appendix A).
    init(postgres result: OpaquePointer, isConnected: Bool) {
        let field = { (code: Int32) in PQresultErrorField(result, code).map { String(cString: $0) } }
        let state = field(PG_DIAG_SQLSTATE_CODE) ?? ""
        let message = field(PG_DIAG_MESSAGE_PRIMARY) ?? "no message"
        guard isConnected, !state.hasPrefix("08"), !state.hasPrefix("57P") else {
            self = .lostConnection(message)
            return
        }
        switch state {
        case "40001", "40P01": self = .collided(message)
        case "53100": self = .diskFull(message)
        case "53300", "55P03": self = .busy(message)
        case "XX001", "XX002": self = .corrupt(message)
        case _ where state.hasPrefix("23"):
            self = .constraint(name: field(PG_DIAG_CONSTRAINT_NAME) ?? state, message)
        default: self = .other(code: state, message)
        }
    }
}

/// Field codes of `PQresultErrorField`, which are character macros that Swift does not import.
private let PG_DIAG_SQLSTATE_CODE = Int32(UInt8(ascii: "C"))
private let PG_DIAG_MESSAGE_PRIMARY = Int32(UInt8(ascii: "M"))
private let PG_DIAG_CONSTRAINT_NAME = Int32(UInt8(ascii: "n"))
