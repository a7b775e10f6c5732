/// What the two databases spell differently, written once.
///
/// SQL is written with `?` for values and these words where the databases part ways:
///
/// | word | SQLite | PostgreSQL |
/// |---|---|---|
/// | `@id` | `INTEGER PRIMARY KEY`: the row's own place | `BIGINT PRIMARY KEY` |
/// | `@blob` | `BLOB` | `BYTEA` |
/// | `@text` | `TEXT` | `TEXT COLLATE "C"`: sorts by bytes, as SQLite does |
/// | `@clustered` | `WITHOUT ROWID` | nothing |
/// | `@skip_locked` | nothing: there is one writer | `FOR UPDATE SKIP LOCKED` |
/// | `@for_update` | nothing: there is one writer | `FOR UPDATE` |
/// | `@instr` | `instr` | `strpos` |
/// | `@row(?, ?)` | once: a statement is run for each row | as many times as the statement has rows |
/// | `@among(?, ?)` | `= (?, ?)`: a look-up is run for each key | `IN ((?, ?), …)`, as many as a look-up takes |
package enum Dialect: Hashable, Sendable {
    case sqlite
    case postgres

    private var words: [(word: String, spelling: String)] {
        switch self {
        case .sqlite:
            [
                ("@id", "INTEGER PRIMARY KEY"), ("@blob", "BLOB"), ("@text", "TEXT"),
                ("@clustered", "WITHOUT ROWID"), ("@skip_locked", ""), ("@for_update", ""),
                ("@instr", "instr"),
            ]
        case .postgres:
            [
                ("@id", "BIGINT PRIMARY KEY"), ("@blob", "BYTEA"), ("@text", "TEXT COLLATE \"C\""),
                ("@clustered", ""), ("@skip_locked", "FOR UPDATE SKIP LOCKED"), ("@for_update", "FOR UPDATE"),
                ("@instr", "strpos"),
            ]
        }
    }

    /// The statement as this database spells it, for so many rows (`@row`) or keys (`@among`).
    package func spell(_ sql: String, rows: Int = 1) -> String {
        var spelled = replaceWords(sql)
        spelled = repeatGroup(of: "@row", in: spelled) { group in
            repeatElement(group, count: rows).joined(separator: ", ")
        }
        spelled = repeatGroup(of: "@among", in: spelled) { group in
            self == .sqlite
                ? "= " + group
                : "IN (" + repeatElement(group, count: rows).joined(separator: ", ") + ")"
        }
        return self == .sqlite ? spelled : numberPlaceholders(spelled)
    }

    /// Replaces the word and the brackets after it by what `spelling` makes of the brackets.
    private func repeatGroup(of word: String, in sql: String, _ spelling: (String) -> String) -> String {
        guard let mark = sql.firstIndex(of: "@"), sql[mark...].hasPrefix(word + "("),
            let close = sql[mark...].firstIndex(of: ")")
        else { return sql }
        let group = String(sql[mark...close].dropFirst(word.count))
        return sql[..<mark] + spelling(group) + sql[sql.index(after: close)...]
    }

    private func replaceWords(_ sql: String) -> String {
        guard sql.utf8.contains(UInt8(ascii: "@")) else { return sql }
        var result = ""
        var rest = Substring(sql)
        while let at = rest.firstIndex(of: "@") {
            result += rest[..<at]
            rest = rest[at...]
            if let match = words.first(where: { rest.hasPrefix($0.word) }) {
                result += match.spelling
                rest = rest.dropFirst(match.word.count)
            } else {
                result.append(rest.removeFirst())
            }
        }
        return result + rest
    }

    /// Turns `?` into `$1`, `$2`, … outside quotes and comments.
    private func numberPlaceholders(_ sql: String) -> String {
        var result: [UInt8] = []
        var count = 0
        var quote: UInt8?
        var isComment = false
        var previous: UInt8 = 0
        for byte in sql.utf8 {
            if isComment {
                isComment = byte != UInt8(ascii: "\n")
            } else if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
            } else if byte == UInt8(ascii: "-"), previous == byte {
                isComment = true
            } else if byte == UInt8(ascii: "?") {
                count += 1
                result += "$\(count)".utf8
                previous = byte
                continue
            }
            result.append(byte)
            previous = byte
        }
        return String(decoding: result, as: UTF8.self)
    }
}

extension Dialect {
    /// Opens a transaction that will write.
    ///
    /// SQLite takes its write lock here, so that no later statement finds it taken.
    var beginWriting: String { self == .sqlite ? "BEGIN IMMEDIATE" : "BEGIN" }

    /// Opens a transaction that sees one moment.
    var beginReading: String {
        self == .sqlite ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    }
}
