import Database
import Domain

extension WriteTransaction {
    private static let setSQL = """
        INSERT INTO settings (workspace, name, value, updated_at)
        VALUES (?, ?, ?, ?)
            ON CONFLICT (workspace, name)
            DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
        """

    /// Sets a setting of the workspace.
    package func set(_ name: String, to value: String) throws(StoreError) {
        try run(Self.setSQL, [scope, .text(name), .text(value), Value(now)])
    }

    private static let clearSQL = "DELETE FROM settings WHERE workspace = ? AND name = ?"

    /// Returns a setting to its default.
    package func clear(_ name: String) throws(StoreError) {
        try run(Self.clearSQL, [scope, .text(name)])
    }
}

extension ReadTransaction {
    private static let getSQL = "SELECT value FROM settings WHERE workspace = ? AND name = ? LIMIT 1"

    /// A setting of the workspace; nil when it was never set.
    package func setting(_ name: String) throws(StoreError) -> String? {
        try first(Self.getSQL, [scope, .text(name)]) { $0.text() }
    }
}
