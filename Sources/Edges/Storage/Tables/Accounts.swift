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
        INSERT INTO accounts (id, workspace, number, name, domain, created_at, search)
        VALUES @row(?, ?, ?, ?, ?, ?, ?)
        """

    fileprivate func insert(_ accounts: [Account]) throws(StoreError) {
        try runEach(
            Self.insertSQL,
            accounts.map { account in
                [
                    Value(account.id), scope, Value(account.number), .text(account.name),
                    Value(account.domain), Value(account.createdAt), .text(account.search),
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

/// The accounts that some drafts may mean, by key.
private struct AccountBook {
    private var owners: [IdentityKey: ID<Account>]
    private var accounts: [ID<Account>: Account]

    init(owned drafts: [AccountDraft], in transaction: WriteTransaction) throws(StoreError) {
        owners = try transaction.accountOwners(of: Array(Set(drafts.flatMap(\.keys))))
        let known = try transaction.accounts(Array(Set(owners.values)))
        accounts = Dictionary(uniqueKeysWithValues: known.map { ($0.id, $0) })
    }

    func match(_ draft: AccountDraft) -> Account? {
        for key in draft.keys {
            guard let account = owners[key].flatMap({ accounts[$0] }) else { continue }
            let isOnlyName = key.kind == .name
            if isOnlyName, let ours = draft.domain, let theirs = account.domain, ours != theirs { continue }
            return account
        }
        return nil
    }

    mutating func resolve(
        _ drafts: [AccountDraft], in transaction: WriteTransaction
    ) throws(StoreError) -> [(account: Account, isNew: Bool)] {
        var made: [Account] = []
        var keys: [(Subject, IdentityKey)] = []
        var answers: [(account: Account, isNew: Bool)] = []
        for draft in drafts {
            var account = match(draft)
            let isNew = account == nil
            if var known = account, known.domain == nil, let domain = draft.domain {
                known.domain = domain
                if let index = made.firstIndex(where: { $0.id == known.id }) {
                    made[index].domain = domain
                } else {
                    try transaction.learnDomain(of: known)
                }
                account = known
            }
            let found =
                account
                ?? Account(
                    id: transaction.newID(), number: 0, name: draft.name, domain: draft.domain,
                    createdAt: transaction.now)
            if isNew { made.append(found) }
            accounts[found.id] = found
            for key in draft.keys where owners[key] == nil {
                owners[key] = found.id
                keys.append((.account(found.id), key))
            }
            answers.append((found, isNew))
        }
        guard !made.isEmpty || !keys.isEmpty else { return answers }
        let numbers = try store(made, keys, in: transaction)
        return answers.map { answer in
            var account = answer.account
            account.number = numbers[account.id] ?? account.number
            return (account, answer.isNew)
        }
    }

    private func store(
        _ made: [Account], _ keys: [(Subject, IdentityKey)], in transaction: WriteTransaction
    ) throws(StoreError) -> [ID<Account>: Int] {
        let firstNumber = try transaction.newNumbers(.accounts, count: made.count)
        var numbered = made
        for index in numbered.indices { numbered[index].number = firstNumber + index }
        try transaction.insert(numbered)
        try transaction.add(keys)
        return Dictionary(uniqueKeysWithValues: numbered.map { ($0.id, $0.number) })
    }
}

extension ReadTransaction {
    private static let getSQL = """
        SELECT id, number, name, domain, created_at
          FROM accounts
         WHERE workspace = ? AND id IN (@keys)
        """

    /// The account of this id.
    package func account(_ id: ID<Account>) throws(StoreError) -> Account? {
        try accounts([id]).first
    }

    /// Accounts by id, in no particular order; ids that are not there are left out.
    package func accounts(_ ids: [ID<Account>]) throws(StoreError) -> [Account] {
        try rows(Self.getSQL, [scope], keys: ids.map(Value.init)) { Account(&$0) }
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
