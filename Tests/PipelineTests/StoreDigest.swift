import Domain
import Storage
import TestSupport

/// What a store holds, in words without ids and times: equal for stores that say the same.
enum StoreDigest {
    static func of(_ test: TestStore) async throws -> String {
        try await test.read { tx in
            var query = LeadQuery()
            (query.sort, query.limit, query.visibility) = (.oldest, 1000, .all)
            let rows = try tx.leads(query).rows
            let leads = try rows.map { try lead($0, in: tx) }
            let snapshots = try tx.snapshots(limit: 1000).map { "snapshot \($0.source.type) \($0.text)" }
            return (leads + snapshots.sorted()).joined(separator: "\n")
        }
    }

    private static func lead(_ row: LeadRow, in tx: ReadTransaction) throws -> String {
        var words = [
            "lead \(row.account?.name ?? "-") \(row.account?.domain ?? "-") \(row.lead.stage) \(row.lead.list)"
        ]
        for score in try tx.scores(of: row.lead.id, limit: 100) {
            words.append("score \(score.scorecard) \(score.result.total) \(score.result.tier.key)")
            words += score.result.lines.map { line in
                "  \(line.criterion) \(line.points) of \(line.of) \(line.reason) \(line.evidence.map(\.quote))"
            }
        }
        words += try tx.activities(of: row.lead.id, limit: 100).map { "activity \($0.kind) \($0.text)" }
        words += try tx.artifacts(of: row.lead.id, limit: 100).map { artifact in
            "artifact \(artifact.kind) \(artifact.sections.map(\.text))"
        }
        guard let account = row.account else { return words.joined(separator: "\n") }
        words += try tx.signals(of: account.id, limit: 100).map { "signal \($0.kind) \($0.explanation)" }
        let contacts = try tx.contacts(of: account.id, limit: 100)
        words += contacts.map { "contact \($0.name)" }.sorted()
        let subjects = [Subject.account(account.id)] + contacts.map { .contact($0.id) }
        words += try tx.testimonies(of: subjects).map { said in
            "says " + said.facts.map { "\($0.attribute)=\($0.value.canonical)" }.joined(separator: " ")
        }.sorted()
        return words.joined(separator: "\n")
    }
}
