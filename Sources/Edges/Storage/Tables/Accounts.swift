import Database
import Domain

/// What is known of an organisation when it is looked for: its keys in the order of trust.
package struct AccountDraft: Hashable, Sendable {
    package var name: String
    /// Registrable domain.
    package var domain: String?
    package var keys: [IdentityKey]

    package init(name: String, domain: String?, keys: [IdentityKey]) {
        self.name = name
        self.domain = domain
        self.keys = keys
    }
}

extension WriteTransaction {
    /// The account a draft means, made when there is none.
    package func account(for draft: AccountDraft) throws(StoreError) -> (account: Account, isNew: Bool) {
        try accounts(for: [draft])[0]
    }

    /// The accounts that drafts mean, made where there are none; the answers stand in the order of the drafts.
    ///
    /// The first key that someone owns decides, with one exception: a name is no proof between two organisations that
    /// have different domains. An account found by name learns its domain.
    package func accounts(
        for drafts: [AccountDraft]
    ) throws(StoreError) -> [(account: Account, isNew: Bool)] {
        try lockWorkspace()
        var book = try AccountBook(owned: drafts, in: self)
        return try book.resolve(drafts, in: self)
    }

    private static let insertSQL = """
        INSERT INTO accounts (id, workspace, number, name, domain, created_at, keys, search)
        VALUES @row(?, ?, ?, ?, ?, ?, ?, ?)
        """

    fileprivate func insert(_ entries: [AccountBook.Entry]) throws(StoreError) {
        try runEach(
            Self.insertSQL,
            entries.map { entry in
                let account = entry.account
                return [
                    Value(account.id), scope, Value(account.number), .text(account.name),
                    Value(account.domain), Value(account.createdAt), .text(entry.newKeys.packed),
                    .text(account.search),
                ]
            })
    }

    private static let learnDomainSQL = """
        UPDATE accounts
           SET domain = ?, search = ?
         WHERE workspace = ? AND id = ?
        """

    private static let learnLeadsSQL = """
        UPDATE leads
           SET search = search || ' ' || ?
         WHERE workspace = ? AND account = ?
        """

    fileprivate func learnDomain(of account: Account) throws(StoreError) {
        try run(
            Self.learnDomainSQL,
            [Value(account.domain), .text(account.search), scope, Value(account.id)])
        try run(Self.learnLeadsSQL, [.text(account.domain ?? ""), scope, Value(account.id)])
    }
}

/// The accounts that some drafts may mean, and what the drafts add to them.
private struct AccountBook {
    private var owners: [IdentityKey: ID<Account>]
    private var entries: [ID<Account>: Entry]
    private var made: [ID<Account>] = []

    /// An account and what is new about it.
    struct Entry {
        var account: Account
        var newKeys: [IdentityKey] = []
        var isMade = false
        var hasLearned = false
    }

    init(owned drafts: [AccountDraft], in transaction: WriteTransaction) throws(StoreError) {
        owners = try transaction.accountOwners(of: Set(drafts.flatMap(\.keys)))
        let known = try transaction.accounts(Array(Set(owners.values)))
        entries = Dictionary(uniqueKeysWithValues: known.map { ($0.id, Entry(account: $0)) })
    }

    mutating func resolve(
        _ drafts: [AccountDraft], in transaction: WriteTransaction
    ) throws(StoreError) -> [(account: Account, isNew: Bool)] {
        var answers: [(id: ID<Account>, isNew: Bool)] = []
        for draft in drafts {
            let match = match(draft)
            let id = match ?? make(draft, in: transaction)
            learn(draft, about: id)
            answers.append((id, match == nil))
        }
        try store(in: transaction)
        return answers.compactMap { id, isNew in entries[id].map { ($0.account, isNew) } }
    }

    private func match(_ draft: AccountDraft) -> ID<Account>? {
        for key in draft.keys {
            guard let id = owners[key], let account = entries[id]?.account else { continue }
            let isOnlyName = key.kind == .name
            if isOnlyName, let ours = draft.domain, let theirs = account.domain, ours != theirs { continue }
            return id
        }
        return nil
    }

    private mutating func make(_ draft: AccountDraft, in transaction: WriteTransaction) -> ID<Account> {
        let account = Account(
            id: transaction.newID(), number: 0, name: draft.name, domain: draft.domain,
            createdAt: transaction.now)
        entries[account.id] = Entry(account: account, isMade: true)
        made.append(account.id)
        return account.id
    }

    private mutating func learn(_ draft: AccountDraft, about id: ID<Account>) {
        if let domain = draft.domain, entries[id]?.account.domain == nil {
            entries[id]?.account.domain = domain
            entries[id]?.hasLearned = true
        }
        for key in draft.keys where owners[key] == nil {
            owners[key] = id
            entries[id]?.newKeys.append(key)
        }
    }

    private mutating func store(in transaction: WriteTransaction) throws(StoreError) {
        if !made.isEmpty {
            let firstNumber = try transaction.newNumbers(.accounts, count: made.count)
            for (offset, id) in made.enumerated() { entries[id]?.account.number = firstNumber + offset }
            try transaction.insert(made.compactMap { entries[$0] })
        }
        let touched = entries.values.sorted { $0.account.id < $1.account.id }
        try transaction.insert(
            touched.flatMap { entry in entry.newKeys.map { (.account(entry.account.id), $0) } })
        for entry in touched where !entry.isMade {
            if entry.hasLearned { try transaction.learnDomain(of: entry.account) }
            try transaction.list(entry.newKeys, at: .account(entry.account.id))
        }
    }
}

extension ReadTransaction {
    private static let getSQL = """
        SELECT id, number, name, domain, created_at
          FROM accounts
         WHERE workspace = ? AND id @among(?)
        """

    /// The account of this id.
    package func account(_ id: ID<Account>) throws(StoreError) -> Account? {
        try accounts([id]).first
    }

    /// Accounts by id, in no particular order; ids that are not there are left out.
    package func accounts(_ ids: [ID<Account>]) throws(StoreError) -> [Account] {
        try rows(Self.getSQL, [scope], keys: ids.map { [Value($0)] }) { Account(&$0) }
    }

    private static let numberedSQL = """
        SELECT id, number, name, domain, created_at
          FROM accounts
         WHERE workspace = ? AND number = ?
         LIMIT 1
        """

    /// The account with a façade's number.
    package func account(number: Int) throws(StoreError) -> Account? {
        try first(Self.numberedSQL, [scope, Value(number)]) { Account(&$0) }
    }

    private static let listSQL = """
        SELECT id, number, name, domain, created_at
          FROM accounts
         WHERE workspace = ? AND number < ? AND search LIKE ? ESCAPE '\\'
         ORDER BY number DESC
         LIMIT ?
        """

    /// Accounts, newest first, before a number; `text` keeps those whose name or domain contains it.
    package func accounts(
        before number: Int = .max, containing text: String = "", limit: Int = 50
    ) throws(StoreError) -> [Account] {
        try rows(
            Self.listSQL,
            [scope, Value(number), .text(LikePattern.containing(text)), Value(limit)]
        ) { Account(&$0) }
    }
}

/// Patterns for LIKE, whose two wildcards a user's words may contain.
enum LikePattern {
    static func containing(_ text: String) -> String {
        var pattern = "%"
        for letter in text.lowercased() {
            if letter == "%" || letter == "_" || letter == "\\" { pattern.append("\\") }
            pattern.append(letter)
        }
        return text.isEmpty ? "%" : pattern + "%"
    }
}

extension Account {
    /// What it is found by, in small letters.
    var search: String { ([name] + [domain].compactMap(\.self)).joined(separator: " ").lowercased() }

    init(_ row: inout Row) {
        self.init(
            id: row.id(), number: row.int(), name: row.text(), domain: row.optionalText(),
            createdAt: row.moment())
    }
}
