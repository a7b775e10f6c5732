/// Why a database could not do what it was asked, in the few kinds a caller can act on.
package enum DatabaseError: Error, Hashable, Sendable {
    /// Another process holds the lock; asking again later can help.
    case busy(String)
    /// A unique key, a reference or a check said no; `name` is what the database calls it.
    case constraint(name: String, String)
    /// Two transactions stood in each other's way and this one was undone; running it again helps.
    case collided(String)
    case diskFull(String)
    case corrupt(String)
    case lostConnection(String)
    /// The name is in use already; the text says by what.
    case taken(String)
    /// The request cannot be carried out as it is; the text says why and what to do instead.
    case refused(String)
    case other(code: String, String)

    /// Whether asking again, unchanged, can help.
    package var isTransient: Bool {
        switch self {
        case .busy, .collided, .lostConnection: true
        case .constraint, .diskFull, .corrupt, .taken, .refused, .other: false
        }
    }
}

extension DatabaseError: CustomStringConvertible {
    /// What happened and how to mend it.
    package var description: String {
        switch self {
        case .busy(let detail):
            "The database is in use by another process (\(detail)). Stop the other process or try again."
        case .constraint(let name, let detail):
            "The database refused a row: \(detail) (\(name))."
        case .collided(let detail):
            "Two writers collided and this one was undone (\(detail)). Try again."
        case .diskFull(let detail):
            "The disk is full (\(detail)). Nothing was changed; free some space and try again."
        case .corrupt(let detail):
            "The database file is damaged (\(detail)). Stop Harrier and restore a backup."
        case .lostConnection(let detail):
            "The database cannot be reached (\(detail)). Check that it runs and that DATABASE_URL is right."
        case .taken(let detail), .refused(let detail): detail
        case .other(let code, let detail):
            "The database failed: \(detail) (\(code))."
        }
    }
}
