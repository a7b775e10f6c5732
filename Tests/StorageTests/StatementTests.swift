import Database
import Domain
import Foundation
import Storage
import TestSupport
import Testing

/// Rules that every statement keeps, read from the sources.
@Suite struct StatementTests {
    /// A statement and where it stands.
    private struct Statement {
        let file: String
        let name: String
        let sql: String
    }

    /// Statements over the whole installation: the topics' claims, the checks of a backup, the counts for metrics.
    private static let acrossWorkspaces: Set<String> = [
        "Answers.expireSQL", "ConsumerPositions.startSQL", "ConsumerPositions.advanceSQL",
        "ConsumerPositions.positionSQL", "Migration.lockSQL", "Migration.ledgerSQL", "Migration.appliedSQL",
        "Migration.recordSQL",
        "Statistics.countsSQL", "Statistics.leadsSQL", "Statistics.versionSQL", "Topics.depthSQL",
        "Topics.leaseSQL", "Runs.unfinishedSQL", "BackupReader.namedBlobsSQL", "Workspaces.makeSQL",
        "Workspaces.getSQL", "Workspaces.listSQL",
    ]

    @Test func everyStatementNamesItsWorkspace() throws {
        for statement in try Self.statements() where !Self.acrossWorkspaces.contains(statement.name) {
            #expect(statement.sql.contains("workspace"), "\(statement.name) reaches into every workspace")
        }
    }

    @Test func everyExceptionExists() throws {
        let names = Set(try Self.statements().map(\.name))
        #expect(Self.acrossWorkspaces.subtracting(names) == [])
    }

    @Test func everyListHasAnOrderAndALimit() throws {
        for statement in try Self.statements()
        where statement.sql.hasPrefix("SELECT") || statement.sql.hasPrefix("WITH") {
            // A look-up by keys gives at most a row for each key.
            if statement.sql.contains("@among") || statement.sql.contains("pg_advisory") { continue }
            if statement.sql.contains("DELETE FROM") || statement.sql.contains("UPDATE ") { continue }
            #expect(statement.sql.contains("LIMIT"), "\(statement.name) has no LIMIT")
            #expect(
                statement.sql.contains("ORDER BY") || statement.sql.contains("LIMIT 1"),
                "\(statement.name) has no ORDER BY")
            #expect(!statement.sql.contains("SELECT *"), "\(statement.name) names no columns")
        }
    }

    @Test func noStatementStandsOutsideAConstant() throws {
        for (file, text) in try Self.sources() {
            for line in text.split(separator: "\n") where line.contains("run(\"") || line.contains("rows(\"")
            {
                Issue.record("\(file): \(line)")
            }
        }
    }

    private static func sources() throws -> [(file: String, text: String)] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources/Edges/Storage")
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        let paths = (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
        #expect(paths.count > 20)
        return try paths.map {
            ($0.deletingPathExtension().lastPathComponent, try String(contentsOf: $0, encoding: .utf8))
        }
    }

    /// The constants whose names end in SQL.
    private static func statements() throws -> [Statement] {
        var statements: [Statement] = []
        for (file, text) in try sources() {
            for piece in text.components(separatedBy: "static let ").dropFirst() {
                let name = piece.prefix { $0.isLetter || $0.isNumber }
                guard name.hasSuffix("SQL"), name != "columnsSQL", name != "filterSQL",
                    let open = piece.range(of: "\"")
                else { continue }
                let isLong = piece[open.lowerBound...].hasPrefix("\"\"\"")
                let mark = isLong ? "\"\"\"" : "\""
                let body = piece[open.lowerBound...].dropFirst(mark.count)
                let sql = body.range(of: mark).map { body[..<$0.lowerBound] } ?? body
                statements.append(
                    Statement(
                        file: file, name: "\(file).\(name)",
                        sql: sql.trimmingCharacters(in: .whitespacesAndNewlines)))
            }
        }
        #expect(statements.count > 80)
        return statements
    }
}

/// The lists that must not grow with the table, by SQLite's own plan.
@Suite struct PlanTests {
    @Test func listsUseTheirIndices() async throws {
        let test = try await Backend.sqlite.newStore()
        try await test.write { tx in
            for number in 0..<50 { _ = try tx.makeLead("Company \(number)", total: number) }
        }
        let connection = try Connection(test.place.location.database, role: .care)
        let plans = [
            "SELECT id FROM leads WHERE workspace = 1 AND list = 'a' AND tier = 'b' AND (total, id) < (5, 5) ORDER BY total DESC, id DESC LIMIT 9":
                "leads_rank",
            "SELECT id FROM leads WHERE workspace = 1 AND stage = 'won' AND stage <> 'new' AND (total, id) < (5, 5) ORDER BY total DESC, id DESC LIMIT 9":
                "leads_stage",
            "SELECT id FROM leads WHERE workspace = 1 AND (updated_at, id) < (5, 5) ORDER BY updated_at DESC, id DESC LIMIT 9":
                "leads_updated",
            "SELECT id FROM leads WHERE workspace = 1 AND number < 5 ORDER BY number DESC LIMIT 9":
                "leads_number",
            "SELECT id FROM leads WHERE workspace = 1 AND (account, contact) = (4, 0)": "leads_once",
            "SELECT id FROM topic_messages WHERE topic = 'a' AND state = 'ready' AND available_at <= 5 ORDER BY available_at, id LIMIT 5":
                "topic_messages_ready",
            "SELECT facts FROM testimonies WHERE workspace = 1 AND seen_at <= 5 AND subject = 3":
                "testimonies_1",
        ]
        for (sql, index) in plans {
            let steps = try connection.query("EXPLAIN QUERY PLAN " + sql) { row in
                (row.int(), row.int(), row.int(), row.text()).3
            }
            #expect(steps.contains { $0.contains(index) }, "\(sql): \(steps)")
            #expect(
                !steps.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN") }, "\(sql): \(steps)")
        }
    }
}
