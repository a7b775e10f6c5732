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

    var value: Value {
        switch self {
        case .account(let id): Value(id)
        case .contact(let id): Value(id)
        }
    }
}

extension ReadTransaction {
    private static let ownersSQL = """
        SELECT kind, value, owner
          FROM identity_keys
         WHERE workspace = ? AND noun = ? AND kind = ? AND value IN (@keys)
        """

    /// Who owns each of these keys; keys nobody owns are left out.
    func owners(_ noun: SubjectNoun, of keys: [IdentityKey]) throws(StoreError) -> [IdentityKey: Int64] {
        var owners: [IdentityKey: Int64] = [:]
        for kind in IdentityKey.Kind.allCases {
            let values = keys.filter { $0.kind == kind }.map { Value.text($0.value) }
            let found = try rows(Self.ownersSQL, [scope, noun.value, .text(kind.rawValue)], keys: values) {
                row in
                _ = row.text()
                return (IdentityKey(kind, row.text()), row.int64())
            }
            for (key, owner) in found { owners[key] = owner }
        }
        return owners
    }

    /// The accounts that own any of these keys.
    package func accountOwners(of keys: [IdentityKey]) throws(StoreError) -> [IdentityKey: ID<Account>] {
        try owners(.account, of: keys).mapValues(ID.init(key:))
    }

    /// The contacts that own any of these keys.
    package func contactOwners(of keys: [IdentityKey]) throws(StoreError) -> [IdentityKey: ID<Contact>] {
        try owners(.contact, of: keys).mapValues(ID.init(key:))
    }

    private static let ofOwnerSQL = """
        SELECT kind, value
          FROM identity_keys
         WHERE workspace = ? AND noun = ? AND owner = ?
         ORDER BY kind, value
         LIMIT 1000
        """

    /// The keys an account or contact is known by.
    package func keys(of subject: Subject) throws(StoreError) -> [IdentityKey] {
        try rows(Self.ofOwnerSQL, [scope, subject.noun.value, subject.value]) { row in
            IdentityKey(row.word(else: .text), row.text())
        }
    }
}

extension WriteTransaction {
    private static let insertSQL = """
        INSERT INTO identity_keys (workspace, noun, kind, value, owner)
        VALUES @row(?, ?, ?, ?, ?)
            ON CONFLICT (workspace, noun, kind, value) DO NOTHING
        """

    /// Gives keys to an account or contact; a key that someone owns stays theirs.
    package func add(_ keys: [IdentityKey], to subject: Subject) throws(StoreError) {
        try add(keys.map { (subject, $0) })
    }

    func add(_ keys: [(Subject, IdentityKey)]) throws(StoreError) {
        try runEach(
            Self.insertSQL,
            keys.map { subject, key in
                [scope, subject.noun.value, .text(key.kind.rawValue), .text(key.value), subject.value]
            })
    }
}
