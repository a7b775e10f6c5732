import Database
import Testing

@Suite struct DialectTests {
    struct Case: Sendable {
        let says: String
        let sql: String
        var rows = 1
        let sqlite: String
        let postgres: String
    }

    @Test(arguments: [
        Case(
            says: "places are numbered for PostgreSQL", sql: "SELECT a FROM t WHERE b = ? AND c = ?",
            sqlite: "SELECT a FROM t WHERE b = ? AND c = ?",
            postgres: "SELECT a FROM t WHERE b = $1 AND c = $2"),
        Case(
            says: "question marks in texts, names and comments stay",
            sql: "SELECT '?', \"?\" -- why?\n WHERE b = ?", sqlite: "SELECT '?', \"?\" -- why?\n WHERE b = ?",
            postgres: "SELECT '?', \"?\" -- why?\n WHERE b = $1"),
        Case(
            says: "words are spelled", sql: "a @id, b @blob) @clustered",
            sqlite: "a INTEGER PRIMARY KEY, b BLOB) WITHOUT ROWID",
            postgres: "a BIGINT PRIMARY KEY, b BYTEA) "),
        Case(
            says: "rows are repeated", sql: "VALUES @row(?, 'x') ON CONFLICT", rows: 2,
            sqlite: "VALUES (?, 'x'), (?, 'x') ON CONFLICT",
            postgres: "VALUES ($1, 'x'), ($2, 'x') ON CONFLICT"),
        Case(
            says: "keys are repeated for PostgreSQL and compared one by one for SQLite",
            sql: "w = ? AND (a, b) @among(?, ?)", rows: 2, sqlite: "w = ? AND (a, b) = (?, ?)",
            postgres: "w = $1 AND (a, b) IN (($2, $3), ($4, $5))"),
        Case(says: "an unknown word stays", sql: "a @b", sqlite: "a @b", postgres: "a @b"),
    ]) func spelling(_ test: Case) {
        #expect(Dialect.sqlite.spell(test.sql, rows: test.rows) == test.sqlite)
        #expect(Dialect.postgres.spell(test.sql, rows: test.rows) == test.postgres)
    }
}

@Suite struct DatabaseLocationTests {
    @Test(arguments: [
        ("sqlite:///leads.db", DatabaseLocation.sqlite(path: "leads.db")),
        ("sqlite:////var/leads.db", .sqlite(path: "/var/leads.db")),
        ("postgres://u:p@h/d", .postgres(url: "postgres://u:p@h/d")),
        ("postgresql://h/d", .postgres(url: "postgresql://h/d")),
        ("mysql://h/d", nil), ("sqlite:///", nil), ("", nil),
    ]) func addressesAreRead(_ url: String, _ expected: DatabaseLocation?) {
        #expect(DatabaseLocation(url: url) == expected)
    }

    @Test func theLabelHidesThePassword() {
        #expect(
            DatabaseLocation.postgres(url: "postgres://me:secret@h:5/d").label
                == "PostgreSQL postgres://me@h:5/d")
        #expect(DatabaseLocation.postgres(url: "postgres://h/d").label == "PostgreSQL postgres://h/d")
    }
}
