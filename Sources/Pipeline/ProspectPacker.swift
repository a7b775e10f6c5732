import Domain
import Identity
import Reading
import Storage
import Tabular

/// Turns prospects into drafts that the writer only has to bind: hashing and packing happen here, on both cores.
struct ProspectPacker: Sendable {
    let world: World
    let identity: IdentityRules
    let phone: @Sendable (_ raw: String, _ region: String) -> String?

    /// Rows a task packs before another takes over.
    private static let slice = 250

    func pack(
        _ prospects: [Prospect], for request: ImportRequest, region: String
    ) async throws -> [ProspectDraft] {
        try await withThrowingTaskGroup(of: (Int, [ProspectDraft]).self) { group in
            for start in stride(from: 0, to: prospects.count, by: Self.slice) {
                let part = prospects[start..<min(start + Self.slice, prospects.count)]
                group.addTask { (start, try part.map { try draft($0, for: request, region) }) }
            }
            return try await group.reduce(into: [(Int, [ProspectDraft])]()) { $0.append($1) }
                .sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
    }

    private func draft(
        _ prospect: Prospect, for request: ImportRequest, _ region: String
    ) throws -> ProspectDraft {
        let row = ProspectText(prospect)
        let now = world.now()
        let snapshot = Snapshot(
            id: world.newID(), source: Snapshot.Source(type: .csv, url: nil, companyName: ""),
            hash: ContentHash.sha256(row.text).hexadecimal, text: row.text, capturedAt: now)
        let account = accountDraft(prospect)
        return ProspectDraft(
            snapshot: try PackedSnapshot(snapshot, in: request.workspace), account: account,
            contact: contactDraft(prospect, region), nameAtAccount: identity.nameKey(prospect.name),
            target: Target(scorecard: Defaults.prospectScorecard), list: request.list,
            accountFacts: account.map { _ in pack(row.accountFacts, snapshot, now) },
            contactFacts: pack(row.contactFacts + row.accountFacts, snapshot, now))
    }

    private func accountDraft(_ prospect: Prospect) -> AccountDraft? {
        let host = SenderLines.host(prospect.website)
        guard !prospect.company.isEmpty || host != nil else { return nil }
        let mention = AccountMention(name: prospect.company, hosts: [host].compactMap(\.self), textDigest: "")
        let keys = identity.keys(of: mention).filter { $0.kind != .text }
        guard !keys.isEmpty else { return nil }
        let domain = keys.first { $0.kind == .domain }?.value
        return AccountDraft(
            name: prospect.company.isEmpty ? domain ?? "" : prospect.company, domain: domain, keys: keys)
    }

    private func contactDraft(_ prospect: Prospect, _ region: String) -> ContactDraft {
        let mention = ContactMention(
            name: prospect.name, email: prospect.email.isEmpty ? nil : prospect.email,
            phone: prospect.phone.isEmpty ? nil : phone(prospect.phone, region),
            profileURL: prospect[.linkedinURL].isEmpty ? nil : prospect[.linkedinURL])
        return ContactDraft(
            account: nil, name: prospect.name, role: prospect.role.isEmpty ? nil : prospect.role,
            keys: identity.keys(of: mention, at: nil))
    }

    /// The subject is filled in by the store, which knows it.
    private func pack(_ facts: [Fact], _ snapshot: Snapshot, _ now: Timestamp) -> PackedTestimony {
        PackedTestimony(
            Testimony(
                subject: .contact(ID(key: 0)), snapshot: snapshot.id, validFrom: now, seenAt: now,
                reader: "row@1",
                facts: facts))
    }
}
