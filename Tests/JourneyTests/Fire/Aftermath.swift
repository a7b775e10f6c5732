import Domain
import Storage
import Testing

/// What must hold of a store after any number of deaths, once its topics are empty.
struct Aftermath: Sendable {
    let store: Store
    let answered: Answered

    func check() async throws {
        #expect(try await store.integrityProblems().isEmpty)
        let answered = answered
        let (leads, problems) = try await store.read(in: Workspace.defaultID) { tx in
            var problems: [String] = []
            for number in answered.leads where try tx.lead(number: Int(number)) == nil {
                problems.append("lead \(number) was answered and is gone")
            }
            for text in answered.snapshots {
                guard let id = ID<Snapshot>(text), try tx.snapshot(id) != nil else {
                    problems.append("snapshot \(text) was answered and is gone")
                    continue
                }
            }
            let leads = try Self.allLeads(in: tx)
            let names = leads.compactMap { $0.account?.name }
            if names.count != Set(names).count || names.count != leads.count {
                problems.append("a company has two leads: \(names.sorted())")
            }
            for lead in leads { problems += try Self.problems(of: lead, answered, in: tx) }
            return (leads.count, problems)
        }
        #expect(problems.isEmpty)
        let counts = try await store.statistics()
        #expect(counts.leads == leads && counts.accounts == leads, "\(counts), \(leads) leads")
        #expect(answered.count > 0)
    }

    private static func allLeads(in tx: ReadTransaction) throws -> [LeadRow] {
        var query = LeadQuery()
        (query.sort, query.limit, query.visibility) = (.oldest, 1000, .all)
        return try tx.leads(query).rows
    }

    /// Every snapshot was read once, is told of once, and every hot score has one dossier.
    private static func problems(
        of row: LeadRow, _ answered: Answered, in tx: ReadTransaction
    ) throws -> [String] {
        guard let account = row.account else { return ["lead \(row.lead.number) has no account"] }
        var problems: [String] = []
        func expect(_ found: Int, _ wanted: Int, _ what: String) {
            if found != wanted { problems.append("\(account.name): \(found) \(what), expected \(wanted)") }
        }
        let said = try tx.testimonies(of: [.account(account.id)])
        expect(said.count, Set(said.map(\.snapshot)).count, "testimonies")
        let captures = try tx.activities(of: row.lead.id, limit: 10_000).filter { $0.kind == .capture }
        expect(captures.count, said.count, "captures on the timeline")
        let hiring = try tx.signals(of: account.id, limit: 10_000).compactMap(\.evidence.first?.snapshot)
        expect(hiring.count, Set(hiring).count, "signals")
        let hot = try tx.scores(of: row.lead.id, limit: 10_000).filter { $0.result.total > Points(70) }
        expect(try tx.artifacts(of: row.lead.id, limit: 10_000).count, hot.count, "dossiers")
        return problems
    }
}
