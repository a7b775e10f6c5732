import Domain
import Identity
import Reading
import Storage

/// A captured text with everything that can be worked out before the store is touched.
struct PreparedCapture: Sendable {
    let capture: Capture
    let snapshot: PackedSnapshot
    let interpretation: Interpretation
    let account: AccountDraft
}

/// Resolve and store: what a text says goes to the account and contact it is about.
struct Landing: Sendable {
    let identity: IdentityRules

    /// Where a text ended up.
    struct Place {
        let snapshot: ID<Snapshot>
        let isNew: Bool
        let account: Account
        let contact: Contact?
        let lead: LeadMatch
    }

    /// The account a mention means, as the store looks for it.
    func draft(_ mention: AccountMention) -> AccountDraft {
        let keys = identity.keys(of: mention)
        let domain = keys.first { $0.kind == .domain }?.value
        let name = mention.name.isEmpty ? domain ?? Self.unnamed : mention.name
        return AccountDraft(name: name, domain: domain, keys: keys)
    }

    /// What an organisation is called while nothing names it.
    static let unnamed = "Unnamed company"

    /// Stores everything a text says; running twice changes nothing.
    func land(_ prepared: PreparedCapture, target: Target, in tx: WriteTransaction) throws -> Place {
        let capture = prepared.capture
        let (snapshot, isFresh) = try tx.add(prepared.snapshot)
        let (account, _) = try tx.account(for: prepared.account)
        // A snapshot that came over a topic is stored already; what counts is whether it has been read.
        let isNew =
            try isFresh || !tx.testimonies(of: [.account(account.id)]).contains { $0.snapshot == snapshot }
        let moment = capture.at ?? tx.now
        var contact: Contact?
        if let person = prepared.interpretation.contact {
            contact = try land(person, at: account, snapshot, moment, in: tx)
        }
        if isNew {
            try tx.add(
                PackedTestimony(
                    testimony(.account(account.id), snapshot, moment, prepared.interpretation.facts, in: tx)))
        }
        let lead = try tx.lead(
            for: LeadDraft(account: account, contact: nil, target: target, list: capture.list))
        if isNew {
            try tx.addActivity(.capture, to: lead.id, text: captureNote(prepared), previous: nil)
            try tx.add(
                Detection.signals(
                    in: prepared.interpretation.facts, of: account.id, snapshot: snapshot, at: moment,
                    newID: { tx.newID() }))
        }
        return Place(snapshot: snapshot, isNew: isNew, account: account, contact: contact, lead: lead)
    }

    private func land(
        _ person: Interpretation.PersonFound, at account: Account, _ snapshot: ID<Snapshot>,
        _ moment: Timestamp,
        in tx: WriteTransaction
    ) throws -> Contact? {
        let keys = identity.keys(of: person.mention, at: account.id)
        guard !keys.isEmpty else { return nil }
        let (contact, _) = try tx.contact(
            for: ContactDraft(account: account.id, name: person.mention.name, role: person.role, keys: keys))
        try tx.add(PackedTestimony(testimony(.contact(contact.id), snapshot, moment, person.facts, in: tx)))
        return contact
    }

    private func testimony(
        _ subject: Subject, _ snapshot: ID<Snapshot>, _ moment: Timestamp, _ facts: [Fact],
        in tx: WriteTransaction
    ) -> Testimony {
        Testimony(
            subject: subject, snapshot: snapshot, validFrom: moment, seenAt: tx.now, reader: Reader.version,
            facts: facts)
    }

    /// Why this account: the key that decided, for the timeline.
    private func captureNote(_ prepared: PreparedCapture) -> String {
        let why =
            switch prepared.account.keys.first?.kind {
            case .domain: "known by its domain \(prepared.account.domain ?? "")"
            case .name: "known by its name"
            default: "nothing names the company"
            }
        return "\(prepared.capture.source.type.rawValue): \(why)"
    }
}
