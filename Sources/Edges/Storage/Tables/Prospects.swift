import Database
import Domain

/// One row of an import with everything that was read from it, packed off the writer's thread.
///
/// A class because it is large and handed around by the thousand.
package final class ProspectDraft: Sendable {
    package let snapshot: PackedSnapshot
    package let account: AccountDraft?
    /// Its `account` is filled in from the account above; `nameAtAccount` likewise gets its key.
    package let contact: ContactDraft?
    /// A person's name as a key within the account, when it has one; normalised like other keys.
    package let nameAtAccount: String?
    package let target: Target
    package let list: String
    /// What the row says of the organisation and of the person; the subjects are filled in.
    package let accountFacts: PackedTestimony?
    package let contactFacts: PackedTestimony?
    /// The first score; the lead is filled in.
    package let score: PackedScore?

    package init(
        snapshot: PackedSnapshot, account: AccountDraft?, contact: ContactDraft?,
        nameAtAccount: String? = nil,
        target: Target, list: String, accountFacts: PackedTestimony? = nil,
        contactFacts: PackedTestimony? = nil, score: PackedScore? = nil
    ) {
        self.snapshot = snapshot
        self.account = account
        self.contact = contact
        self.nameAtAccount = nameAtAccount
        self.target = target
        self.list = list
        self.accountFacts = accountFacts
        self.contactFacts = contactFacts
        self.score = score
    }
}

/// What became of a prospect.
package enum ProspectOutcome: Hashable, Sendable {
    /// Stored; the lead may have been there before.
    case stored(ID<Snapshot>, LeadMatch, account: ID<Account>?, contact: ID<Contact>?)
    /// The same row from the same source was stored before, and nothing was changed.
    case known(ID<Snapshot>)
}

extension WriteTransaction {
    /// Stores prospects step by step for all of them, which costs a fraction of storing one after the other.
    ///
    /// About a thousand at a time keep the writer free for others every 40 ms. The answers stand in the order of the
    /// drafts. A draft needs an account or a contact.
    package func store(_ drafts: [ProspectDraft]) throws(StoreError) -> [ProspectOutcome] {
        let snapshots = try add(drafts.map(\.snapshot))
        let fresh = zip(drafts, snapshots).filter { $1.isNew }.map { $0.0 }
        let accounts = try storeAccounts(of: fresh)
        let contacts = try storeContacts(of: fresh, at: accounts)
        let leads = try storeLeads(of: fresh, accounts, contacts)
        try storeTestimonies(of: fresh, accounts, contacts)
        try storeScores(of: fresh, leads)
        var stored = 0
        return snapshots.map { snapshot in
            guard snapshot.isNew else { return .known(snapshot.id) }
            defer { stored += 1 }
            return .stored(
                snapshot.id, leads[stored], account: accounts[stored]?.account.id,
                contact: contacts[stored]?.contact.id)
        }
    }

    private typealias FoundAccount = (account: Account, isNew: Bool)
    private typealias FoundContact = (contact: Contact, isNew: Bool)

    private func storeAccounts(of drafts: [ProspectDraft]) throws(StoreError) -> [FoundAccount?] {
        var found = try accounts(for: drafts.compactMap(\.account)).makeIterator()
        return drafts.map { $0.account == nil ? nil : found.next() }
    }

    private func storeContacts(
        of drafts: [ProspectDraft], at accounts: [FoundAccount?]
    ) throws(StoreError) -> [FoundContact?] {
        var wanted: [ContactDraft] = []
        wanted.reserveCapacity(drafts.count)
        for (draft, account) in zip(drafts, accounts) {
            guard var contact = draft.contact else { continue }
            contact.account = contact.account ?? account?.account.id
            if let name = draft.nameAtAccount, let account = contact.account {
                contact.keys.append(IdentityKey(.nameAtAccount, "\(account.key) \(name)"))
            }
            wanted.append(contact)
        }
        var found = try contacts(for: wanted).makeIterator()
        return drafts.map { $0.contact == nil ? nil : found.next() }
    }

    private func storeLeads(
        of drafts: [ProspectDraft], _ accounts: [FoundAccount?], _ contacts: [FoundContact?]
    ) throws(StoreError) -> [LeadMatch] {
        var leads: [LeadDraft] = []
        leads.reserveCapacity(drafts.count)
        var unheardOf: Set<Int> = []
        for (index, draft) in drafts.enumerated() {
            let (account, contact) = (accounts[index], contacts[index])
            if account?.isNew ?? false || contact?.isNew ?? false { unheardOf.insert(index) }
            leads.append(
                LeadDraft(
                    account: account?.account, contact: contact?.contact, target: draft.target,
                    list: draft.list))
        }
        return try self.leads(for: leads, scores: drafts.map(\.score), unheardOf: unheardOf)
    }

    private func storeTestimonies(
        of drafts: [ProspectDraft], _ accounts: [FoundAccount?], _ contacts: [FoundContact?]
    ) throws(StoreError) {
        var testimonies: [(subject: Subject, says: PackedTestimony)] = []
        testimonies.reserveCapacity(drafts.count * 2)
        for (index, draft) in drafts.enumerated() {
            if let facts = draft.accountFacts, let account = accounts[index]?.account {
                testimonies.append((.account(account.id), facts))
            }
            if let facts = draft.contactFacts, let contact = contacts[index]?.contact {
                testimonies.append((.contact(contact.id), facts))
            }
        }
        try add(testimonies)
    }

    /// New leads carry their score already; those found take theirs now.
    private func storeScores(of drafts: [ProspectDraft], _ leads: [LeadMatch]) throws(StoreError) {
        var first: [PlacedScore] = []
        first.reserveCapacity(drafts.count)
        var later: [PlacedScore] = []
        for (draft, lead) in zip(drafts, leads) {
            guard let score = draft.score else { continue }
            let placed = PlacedScore(score: score, lead: lead.id)
            if lead.isNew { first.append(placed) } else { later.append(placed) }
        }
        try insert(first)
        try add(later)
    }
}
