import Database
import Domain

/// Which noun a key or a testimony is about, as stored.
enum SubjectNoun: String {
    case account = "a"
    case contact = "c"

    var value: Value { .text(rawValue) }
}

extension Subject {
    var noun: SubjectNoun {
        switch self {
        case .account: .account
        case .contact: .contact
        }
    }

    var key: Int64 {
        switch self {
        case .account(let id): id.key
        case .contact(let id): id.key
        }
    }

    var value: Value { .int(key) }
}

extension ReadTransaction {
    private static let ownersSQL = """
        SELECT kind, value, owner
          FROM identity_keys
         WHERE workspace = ? AND noun = ? AND (kind, value) @among(?, ?)
        """

    /// Who owns each of these keys; keys nobody owns are left out.
    func owners(
        _ noun: SubjectNoun, of keys: some Sequence<IdentityKey>
    ) throws(StoreError) -> [IdentityKey: Int64] {
        let places = keys.map { [Value.text($0.kind.rawValue), .text($0.value)] }
        let found = try rows(Self.ownersSQL, [scope, noun.value], keys: places) { row in
            (IdentityKey(row.word(else: .text), row.text()), row.int64())
        }
        return Dictionary(found) { first, _ in first }
    }

    /// The accounts that own any of these keys.
    package func accountOwners(
        of keys: some Sequence<IdentityKey>
    ) throws(StoreError) -> [IdentityKey: ID<Account>] {
        try owners(.account, of: keys).mapValues(ID.init(key:))
    }

    /// The contacts that own any of these keys.
    package func contactOwners(
        of keys: some Sequence<IdentityKey>
    ) throws(StoreError) -> [IdentityKey: ID<Contact>] {
        try owners(.contact, of: keys).mapValues(ID.init(key:))
    }

    /// The keys an account or contact is known by.
    package func keys(of subject: Subject) throws(StoreError) -> [IdentityKey] {
        let packed: [String] =
            switch subject {
            case .account(let id): try rows(Self.ofAccountSQL, [scope, Value(id)]) { $0.text() }
            case .contact(let id): try rows(Self.ofContactSQL, [scope, Value(id)]) { $0.text() }
            }
        return packed.flatMap([IdentityKey].init(packed:))
    }

    private static let ofAccountSQL = "SELECT keys FROM accounts WHERE workspace = ? AND id = ? LIMIT 1"
    private static let ofContactSQL = "SELECT keys FROM contacts WHERE workspace = ? AND id = ? LIMIT 1"
}

extension WriteTransaction {
    private static let insertSQL = """
        INSERT INTO identity_keys (workspace, noun, kind, value, owner)
        VALUES @row(?, ?, ?, ?, ?)
        """

    /// Makes keys known as their owners'; the owners' rows list them too.
    func insert(_ keys: [(Subject, IdentityKey)]) throws(StoreError) {
        try runEach(
            Self.insertSQL,
            keys.map { subject, key in
                [scope, subject.noun.value, .text(key.kind.rawValue), .text(key.value), subject.value]
            })
    }

    /// Gives keys to an account or contact; a key that someone owns stays theirs.
    package func add(_ keys: [IdentityKey], to subject: Subject) throws(StoreError) {
        try lockWorkspace()
        let owned = try owners(subject.noun, of: keys)
        let free = keys.filter { owned[$0] == nil }
        try insert(free.map { (subject, $0) })
        try list(free, at: subject)
    }

    private static let listAtAccountSQL = """
        UPDATE accounts
           SET keys = keys || ?
         WHERE workspace = ? AND id = ?
        """
    private static let listAtContactSQL = """
        UPDATE contacts
           SET keys = keys || ?
         WHERE workspace = ? AND id = ?
        """

    /// Adds keys to the list in their owner's row.
    func list(_ keys: [IdentityKey], at subject: Subject) throws(StoreError) {
        guard !keys.isEmpty else { return }
        let sql =
            switch subject {
            case .account: Self.listAtAccountSQL
            case .contact: Self.listAtContactSQL
            }
        try run(sql, [.text(keys.packed), scope, subject.value])
    }
}

extension [IdentityKey] {
    /// As listed in the owner's row: a line `kind value` each.
    ///
    /// The row's list costs an import nothing; an index of keys by owner would cost as much as the keys.
    var packed: String { map { "\($0.kind.rawValue) \($0.value)\n" }.joined() }

    init(packed: String) {
        self = packed.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let kind = IdentityKey.Kind(rawValue: String(parts[0])) else {
                return nil
            }
            return IdentityKey(kind, String(parts[1]))
        }
    }
}
