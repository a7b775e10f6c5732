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
        INSERT INTO contacts (id, workspace, number, account, name, role, created_at, search)
        VALUES @row(?, ?, ?, ?, ?, ?, ?, ?)
        """

    fileprivate func insert(_ contacts: [Contact]) throws(StoreError) {
        try runEach(
            Self.insertSQL,
            contacts.map { contact in
                [
                    Value(contact.id), scope, Value(contact.number), Value(orZero: contact.account),
                    .text(contact.name), Value(contact.role), Value(contact.createdAt),
                    .text(contact.name.lowercased()),
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

/// The contacts that some drafts may mean, by key.
private struct ContactBook {
    private var owners: [IdentityKey: ID<Contact>]
    private var contacts: [ID<Contact>: Contact]

    init(owned drafts: [ContactDraft], in transaction: WriteTransaction) throws(StoreError) {
        owners = try transaction.contactOwners(of: Array(Set(drafts.flatMap(\.keys))))
        let known = try transaction.contacts(Array(Set(owners.values)))
        contacts = Dictionary(uniqueKeysWithValues: known.map { ($0.id, $0) })
    }

    func match(_ draft: ContactDraft) -> Contact? {
        for key in draft.keys {
            if let contact = owners[key].flatMap({ contacts[$0] }) { return contact }
        }
        return nil
    }

    mutating func resolve(
        _ drafts: [ContactDraft], in transaction: WriteTransaction
    ) throws(StoreError) -> [(contact: Contact, isNew: Bool)] {
        var made: [Contact] = []
        var keys: [(Subject, IdentityKey)] = []
        var answers: [(contact: Contact, isNew: Bool)] = []
        for draft in drafts {
            var contact =
                match(draft)
                ?? Contact(
                    id: transaction.newID(), number: 0, account: draft.account, name: draft.name,
                    role: draft.role, createdAt: transaction.now)
            let isNew = contacts[contact.id] == nil
            let before = contact
            contact.account = contact.account ?? draft.account
            contact.role = draft.role ?? contact.role
            if isNew {
                made.append(contact)
            } else if contact != before {
                if let index = made.firstIndex(where: { $0.id == contact.id }) {
                    made[index] = contact
                } else {
                    try transaction.learn(contact)
                }
            }
            contacts[contact.id] = contact
            for key in draft.keys where owners[key] == nil {
                owners[key] = contact.id
                keys.append((.contact(contact.id), key))
            }
            answers.append((contact, isNew))
        }
        guard !made.isEmpty || !keys.isEmpty else { return answers }
        let numbers = try store(made, keys, in: transaction)
        return answers.map { answer in
            var contact = answer.contact
            contact.number = numbers[contact.id] ?? contact.number
            return (contact, answer.isNew)
        }
    }

    private func store(
        _ made: [Contact], _ keys: [(Subject, IdentityKey)], in transaction: WriteTransaction
    ) throws(StoreError) -> [ID<Contact>: Int] {
        let firstNumber = try transaction.newNumbers(.contacts, count: made.count)
        var numbered = made
        for index in numbered.indices { numbered[index].number = firstNumber + index }
        try transaction.insert(numbered)
        try transaction.add(keys)
        return Dictionary(uniqueKeysWithValues: numbered.map { ($0.id, $0.number) })
    }
}

extension ReadTransaction {
    private static let getSQL = """
        SELECT id, number, account, name, role, created_at
          FROM contacts
         WHERE workspace = ? AND id IN (@keys)
        """

    /// The contact of this id.
    package func contact(_ id: ID<Contact>) throws(StoreError) -> Contact? {
        try contacts([id]).first
    }

    /// Contacts by id, in no particular order; ids that are not there are left out.
    package func contacts(_ ids: [ID<Contact>]) throws(StoreError) -> [Contact] {
        try rows(Self.getSQL, [scope], keys: ids.map(Value.init)) { Contact(&$0) }
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
         WHERE workspace = ? AND number < ? AND search LIKE ? ESCAPE '\\'
         ORDER BY number DESC
         LIMIT ?
        """

    /// Contacts, newest first, before a number; `text` keeps those whose name contains it.
    package func contacts(
        before number: Int = .max, containing text: String = "", limit: Int = 50
    ) throws(StoreError) -> [Contact] {
        try rows(
            Self.listSQL,
            [scope, Value(number), .text(LikePattern.containing(text)), Value(limit)]
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
