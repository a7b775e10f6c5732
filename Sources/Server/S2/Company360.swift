import Domain
import Storage
import Wire

/// A company with everything known of it (C5).
struct Company360: Sendable {
    let account: Account?
    let known: [KnownFact]
    let signals: [Signal]
    let leads: [Storage.LeadRow]
    let scores: [Score]
    /// The lead the reference named.
    let lead: S2Lead?

    /// Leads shown of one company.
    private static let limit = 200

    /// Nil when the reference names nothing.
    init?(_ reference: LeadReference, in tx: ReadTransaction) throws {
        let (row, account) = try Self.find(reference, in: tx)
        guard row != nil || account != nil else { return nil }
        self.account = account
        let subjects = account.map { [Subject.account($0.id)] } ?? row?.subjects ?? []
        known = KnownFact.all(try tx.testimonies(of: subjects)).filter(\.isCurrent)
        signals = try account.map { try tx.signals(of: $0.id) } ?? []
        leads = try account.map { try tx.leads(of: $0.id, limit: Self.limit) } ?? [row].compactMap(\.self)
        scores = try tx.latestScores(of: leads.map(\.lead.id)).values.sorted { $0.id > $1.id }
        lead = try row.map { try S2Lead(row: $0, in: tx) }
    }

    private static func find(
        _ reference: LeadReference, in tx: ReadTransaction
    ) throws -> (Storage.LeadRow?, Account?) {
        switch reference {
        case .lead(let id):
            let row = try tx.lead(id)
            return (row, row?.account)
        case .number(let number):
            let row = try tx.lead(number: number)
            return (row, row?.account)
        case .account(let id): return (nil, try tx.account(id))
        case .domain(let domain):
            let key = IdentityKey(.domain, domain)
            return (nil, try tx.accountOwners(of: [key])[key].flatMap { try tx.account($0) })
        case .reserved: return (nil, nil)
        }
    }

    var json: JSON {
        [
            "company": account.map { JSON($0) } ?? .null, "features": .array(known.map { JSON($0) }),
            "signals": .array(signals.map(S2Lead.signal)), "scores": .array(scores.map { JSON($0) }),
            "leads": .array(leads.map { JSON($0) }), "lead": lead?.json ?? .null,
        ]
    }

    static let schema = Schema.named(
        "Company360",
        .object([
            .required("company", Schema.account.nullable), .required("features", .array(of: .knownFact)),
            .required("signals", .array(of: .anything)), .required("scores", .array(of: .score)),
            .required("leads", .array(of: .lead)), .required("lead", S2Lead.schema.nullable),
        ]))
}
