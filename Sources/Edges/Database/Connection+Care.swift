extension Connection {
    /// Writes a copy of a SQLite database as it stands now, while others go on writing.
    package func copy(to path: String) throws(DatabaseError) {
        guard dialect == .sqlite else {
            throw .refused("A PostgreSQL database is backed up with pg_dump and restored with pg_restore.")
        }
        try run("VACUUM INTO ?", [.text(path)])
    }

    /// Bytes the database takes on disk, logs not counted.
    package func databaseBytes() throws(DatabaseError) -> Int64 {
        let sql =
            switch dialect {
            case .sqlite: "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
            case .postgres: "SELECT pg_database_size(current_database())"
            }
        return try query(sql) { $0.int64() }.first ?? 0
    }

    /// What a check of the whole database finds wrong; empty when nothing is.
    ///
    /// PostgreSQL guards its pages itself (`pg_amcheck` looks deeper); here it need only answer.
    package func integrityProblems() throws(DatabaseError) -> [String] {
        switch dialect {
        case .sqlite:
            try query("SELECT integrity_check FROM pragma_integrity_check(20)") { $0.text() }.filter {
                $0 != "ok"
            }
        case .postgres: try query("SELECT 1") { $0.int64() }.isEmpty ? ["no answer"] : []
        }
    }
}
