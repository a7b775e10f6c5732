import Database
import Domain
import Wire

extension WriteTransaction {
    private static let insertSQL = """
        INSERT INTO signals (id, workspace, account, kind, strength, valid_from, valid_until, detector, explanation,
               evidence)
        VALUES @row(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (account, kind, detector, valid_from) DO NOTHING
        """

    /// Stores signals; one that a detector saw before at the same moment stays as it is.
    package func add(_ signals: [Signal]) throws(StoreError) {
        try runEach(
            Self.insertSQL,
            signals.map { signal in
                [
                    Value(signal.id), scope, Value(signal.account), .text(signal.kind),
                    .text(signal.strength.rawValue),
                    Value(signal.from), Value(signal.until), .text(signal.detector),
                    .text(signal.explanation),
                    .text(signal.evidence.packed.text),
                ]
            })
    }
}

extension ReadTransaction {
    private static let ofAccountSQL = """
        SELECT id, account, kind, strength, valid_from, valid_until, detector, explanation, evidence
          FROM signals
         WHERE workspace = ? AND account = ? AND id < ?
         ORDER BY id DESC
         LIMIT ?
        """

    /// Signals of an account, newest first.
    package func signals(
        of account: ID<Account>, before id: ID<Signal>? = nil, limit: Int = 100
    ) throws(StoreError) -> [Signal] {
        try rows(Self.ofAccountSQL, [scope, Value(account), .int(id?.key ?? .max), Value(limit)]) {
            Signal(&$0)
        }
    }

    private static let listSQL = """
        SELECT id, account, kind, strength, valid_from, valid_until, detector, explanation, evidence
          FROM signals
         WHERE workspace = ? AND id < ?
         ORDER BY id DESC
         LIMIT ?
        """

    /// Signals of all accounts, newest first.
    package func signals(before id: ID<Signal>? = nil, limit: Int = 50) throws(StoreError) -> [Signal] {
        try rows(Self.listSQL, [scope, .int(id?.key ?? .max), Value(limit)]) { Signal(&$0) }
    }

    private static let getSQL = """
        SELECT id, account, kind, strength, valid_from, valid_until, detector, explanation, evidence
          FROM signals
         WHERE workspace = ? AND id = ?
         LIMIT 1
        """

    /// The signal of this id.
    package func signal(_ id: ID<Signal>) throws(StoreError) -> Signal? {
        try first(Self.getSQL, [scope, Value(id)]) { Signal(&$0) }
    }
}

extension Signal {
    fileprivate init(_ row: inout Row) {
        self.init(
            id: row.id(), account: row.id(), kind: row.text(), strength: row.word(else: .stated),
            from: row.moment(),
            until: row.moment(), detector: row.text(), explanation: row.text(),
            // What we wrote parses; a damaged row shows as a signal without quotes.
            evidence: [Evidence](packed: try? JSON.parse(row.text())))
    }
}
