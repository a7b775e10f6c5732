import Database
import Domain

/// What is known of a person when he or she is looked for: keys in the order of trust.
package struct ContactDraft: Hashable, Sendable {
    package var account: ID<Account>?
    package var name: String
    package var role: String?
    package var keys: [IdentityKey]

    package init(account: ID<Account>?, name: String, role: String?, keys: [IdentityKey]) {
        self.account = account
        self.name = name
        self.role = role
        self.keys = keys
    }
}

extension WriteTransaction {
    /// The contact a draft means, made when there is none.
    package func contact(for draft: ContactDraft) throws(StoreError) -> (contact: Contact, isNew: Bool) {
        try contacts(for: [draft])[0]
    }

    /// The contacts that drafts mean, made where there are none; the answers stand in the order of the drafts.
    ///
    /// The first key that someone owns decides; a draft without keys makes a new contact. A contact found learns its
    /// role and its account when it had none.
    package func contacts(
        for drafts: [ContactDraft]
    ) throws(StoreError) -> [(contact: Contact, isNew: Bool)] {
        try lockWorkspace()
        var book = try ContactBook(owned: drafts, in: self)
        return try book.resolve(drafts, in: self)
    }

    private static let insertSQL = """
        INSERT INTO contacts (id, workspace, number, account, name, role, created_at, keys, search)
        VALUES @row(?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    fileprivate func insert(_ entries: [ContactBook.Entry]) throws(StoreError) {
        try runEach(
            Self.insertSQL,
            entries.map { entry in
                let contact = entry.contact
                return [
                    Value(contact.id), scope, Value(contact.number), Value(orZero: contact.account),
                    .text(contact.name), Value(contact.role), Value(contact.createdAt),
                    .text(entry.newKeys.packed), .text(contact.name.lowercased()),
                ]
            })
    }

    private static let learnSQL = """
        UPDATE contacts
           SET account = ?, role = ?
         WHERE workspace = ? AND id = ?
        """

    fileprivate func learn(_ contact: Contact) throws(StoreError) {
        try run(
            Self.learnSQL,
            [Value(orZero: contact.account), Value(contact.role), scope, Value(contact.id)])
    }
}

/// The contacts that some drafts may mean, and what the drafts add to them.
private struct ContactBook {
    private var owners: [IdentityKey: ID<Contact>]
    private var entries: [ID<Contact>: Entry]
    private var made: [ID<Contact>] = []

    /// A contact and what is new about it.
    struct Entry {
        var contact: Contact
        var newKeys: [IdentityKey] = []
        var isMade = false
        var hasLearned = false
    }

    init(owned drafts: [ContactDraft], in transaction: WriteTransaction) throws(StoreError) {
        owners = try transaction.contactOwners(of: Set(drafts.flatMap(\.keys)))
        let known = try transaction.contacts(Array(Set(owners.values)))
        entries = Dictionary(uniqueKeysWithValues: known.map { ($0.id, Entry(contact: $0)) })
    }

    mutating func resolve(
        _ drafts: [ContactDraft], in transaction: WriteTransaction
    ) throws(StoreError) -> [(contact: Contact, isNew: Bool)] {
        var answers: [(id: ID<Contact>, isNew: Bool)] = []
        for draft in drafts {
            let match = draft.keys.first { owners[$0] != nil }.flatMap { owners[$0] }
            let id = match ?? make(draft, in: transaction)
            learn(draft, about: id)
            answers.append((id, match == nil))
        }
        try store(in: transaction)
        return answers.compactMap { id, isNew in entries[id].map { ($0.contact, isNew) } }
    }

    private mutating func make(_ draft: ContactDraft, in transaction: WriteTransaction) -> ID<Contact> {
        let contact = Contact(
            id: transaction.newID(), number: 0, account: draft.account, name: draft.name, role: draft.role,
            createdAt: transaction.now)
        entries[contact.id] = Entry(contact: contact, isMade: true)
        made.append(contact.id)
        return contact.id
    }

    private mutating func learn(_ draft: ContactDraft, about id: ID<Contact>) {
        guard var entry = entries[id] else { return }
        let before = entry.contact
        entry.contact.account = before.account ?? draft.account
        entry.contact.role = draft.role ?? before.role
        entry.hasLearned = entry.hasLearned || entry.contact != before
        for key in draft.keys where owners[key] == nil {
            owners[key] = id
            entry.newKeys.append(key)
        }
        entries[id] = entry
    }

    private mutating func store(in transaction: WriteTransaction) throws(StoreError) {
        if !made.isEmpty {
            let firstNumber = try transaction.newNumbers(.contacts, count: made.count)
            for (offset, id) in made.enumerated() { entries[id]?.contact.number = firstNumber + offset }
            try transaction.insert(made.compactMap { entries[$0] })
        }
        let touched = entries.values.sorted { $0.contact.id < $1.contact.id }
        try transaction.insert(
            touched.flatMap { entry in entry.newKeys.map { (.contact(entry.contact.id), $0) } })
        for entry in touched where !entry.isMade {
            if entry.hasLearned { try transaction.learn(entry.contact) }
            try transaction.list(entry.newKeys, at: .contact(entry.contact.id))
        }
    }
}

extension ReadTransaction {
    private static let getSQL = """
        SELECT id, number, account, name, role, created_at
          FROM contacts
         WHERE workspace = ? AND id @among(?)
        """

    /// The contact of this id.
    package func contact(_ id: ID<Contact>) throws(StoreError) -> Contact? {
        try contacts([id]).first
    }

    /// Contacts by id, in no particular order; ids that are not there are left out.
    package func contacts(_ ids: [ID<Contact>]) throws(StoreError) -> [Contact] {
        try rows(Self.getSQL, [scope], keys: ids.map { [Value($0)] }) { Contact(&$0) }
    }

    private static let ofAccountSQL = """
        SELECT id, number, account, name, role, created_at
          FROM contacts
         WHERE workspace = ? AND account = ? AND id > ?
         ORDER BY id
         LIMIT ?
        """

    /// The people of an account, in the order they became known.
    package func contacts(
        of account: ID<Account>, after id: ID<Contact>? = nil, limit: Int = 50
    ) throws(StoreError) -> [Contact] {
        try rows(
            Self.ofAccountSQL, [scope, Value(account), Value(orZero: id), Value(limit)]
        ) { Contact(&$0) }
    }

    private static let listSQL = """
        SELECT id, number, account, name, role, created_at
          FROM contacts
         WHERE workspace = ? AND id < ? AND search LIKE ? ESCAPE '\\'
         ORDER BY id DESC
         LIMIT ?
        """

    /// Contacts, newest first, before an id; `text` keeps those whose name contains it.
    package func contacts(
        before id: ID<Contact>? = nil, containing text: String = "", limit: Int = 50
    ) throws(StoreError) -> [Contact] {
        try rows(
            Self.listSQL,
            [scope, .int(id?.key ?? .max), .text(LikePattern.containing(text)), Value(limit)]
        ) { Contact(&$0) }
    }
}

extension Contact {
    init(_ row: inout Row) {
        self.init(
            id: row.id(), number: row.int(), account: row.idOrZero(), name: row.text(),
            role: row.optionalText(), createdAt: row.moment())
    }
}
