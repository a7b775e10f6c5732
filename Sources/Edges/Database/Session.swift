/// A connection that is opened again when it broke; stays on the thread that made it.
final class Session {
    private let location: DatabaseLocation
    private let role: Connection.Role
    private var connection: Connection?

    init(_ location: DatabaseLocation, role: Connection.Role) throws(DatabaseError) {
        self.location = location
        self.role = role
        connection = try Connection(location, role: role)
    }

    /// A connection that works, as far as one can know without using it.
    func live() throws(DatabaseError) -> Connection {
        if let connection, !connection.isBroken { return connection }
        connection = nil
        let fresh = try Connection(location, role: role)
        connection = fresh
        return fresh
    }

    /// Whether other machines may write to the same database.
    var isShared: Bool { location.dialect == .postgres }

    var logPages: Int { connection?.logPages ?? 0 }

    func rest() {
        connection?.rest()
    }
}
