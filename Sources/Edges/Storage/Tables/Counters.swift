import Database

/// The nouns that carry a running number, or are only counted.
enum Counted {
    case offers, icps, accounts, contacts, leads, snapshots

    fileprivate var sql: String {
        switch self {
        case .offers: "UPDATE counters SET offers = offers + ? WHERE workspace = ? RETURNING offers"
        case .icps: "UPDATE counters SET icps = icps + ? WHERE workspace = ? RETURNING icps"
        case .accounts: "UPDATE counters SET accounts = accounts + ? WHERE workspace = ? RETURNING accounts"
        case .contacts: "UPDATE counters SET contacts = contacts + ? WHERE workspace = ? RETURNING contacts"
        case .leads: "UPDATE counters SET leads = leads + ? WHERE workspace = ? RETURNING leads"
        case .snapshots:
            "UPDATE counters SET snapshots = snapshots + ? WHERE workspace = ? RETURNING snapshots"
        }
    }
}

extension WriteTransaction {
    private static let lockSQL = "SELECT workspace FROM counters WHERE workspace = ? LIMIT 1 @for_update"

    /// Makes other processes that create things in this workspace wait until we have committed.
    ///
    /// Whoever looks for something in order to make it, locks before looking: then what is not there cannot appear. On
    /// SQLite every writing transaction holds such a lock already.
    func lockWorkspace() throws(StoreError) {
        guard !isWorkspaceLocked else { return }
        guard try first(Self.lockSQL, [scope], { $0.int64() }) != nil else {
            throw .refused("There is no workspace \(workspace).")
        }
        isWorkspaceLocked = true
    }

    /// The first of so many new numbers.
    func newNumbers(_ noun: Counted, count: Int = 1) throws(StoreError) -> Int {
        try lockWorkspace()
        let last = try first(noun.sql, [Value(count), scope]) { $0.int() }
        return (last ?? 0) - count + 1
    }
}
