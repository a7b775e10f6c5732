import Database
import Domain

/// A lead as lists and pages show it, in one read.
package struct LeadRow: Hashable, Sendable {
    package var lead: Lead
    package var account: Account?
    package var contact: Contact?
    /// Nil when not scored yet.
    package var standing: Standing?

    /// What the latest score says.
    package struct Standing: Hashable, Sendable {
        package var score: ID<Score>
        package var total: Points
        package var tier: Tier
        /// As in `raptorflow@1`.
        package var scorecard: String
        package var scoredAt: Timestamp
        /// The reason of the line that gave most.
        package var reason: String
    }
}

extension ReadTransaction {
    private static let columns = """
        l.id, l.number, l.account, l.contact, l.offer, l.icp, l.scorecard, l.list, l.stage, l.owner, l.hidden_at,
               l.created_at, l.updated_at, l.score, l.total, l.tier, l.tier_label, l.tier_rank, l.scored_with,
               l.scored_at, l.reason, a.id, a.number, a.name, a.domain, a.created_at, c.id, c.number, c.account,
               c.name, c.role, c.created_at
        """
    private static let joins = """
        leads l
          LEFT JOIN accounts a ON a.id = l.account AND a.workspace = l.workspace
          LEFT JOIN contacts c ON c.id = l.contact AND c.workspace = l.workspace
        """

    private static let getSQL = """
        SELECT \(columns)
          FROM \(joins)
         WHERE l.workspace = ? AND l.id @among(?)
        """

    /// The lead of this id, hidden or not.
    package func lead(_ id: ID<Lead>) throws(StoreError) -> LeadRow? {
        try leads([id]).first
    }

    /// Leads in the order of the ids; ids that are not there are left out.
    package func leads(_ ids: [ID<Lead>]) throws(StoreError) -> [LeadRow] {
        let found = try rows(Self.getSQL, [scope], keys: ids.map { [Value($0)] }) { LeadRow(&$0) }
        let byID = Dictionary(found.map { ($0.lead.id, $0) }) { first, _ in first }
        return ids.compactMap { byID[$0] }
    }

    private static let numberedSQL = """
        SELECT \(columns)
          FROM \(joins)
         WHERE l.workspace = ? AND l.number = ?
         LIMIT 1
        """

    /// The lead with a façade's number, hidden or not.
    package func lead(number: Int) throws(StoreError) -> LeadRow? {
        try first(Self.numberedSQL, [scope, Value(number)]) { LeadRow(&$0) }
    }

    private static let ofAccountSQL = """
        SELECT \(columns)
          FROM \(joins)
         WHERE l.workspace = ? AND l.account = ? AND l.id > ?
         ORDER BY l.id
         LIMIT ?
        """

    /// The leads of an account, oldest first, hidden ones too.
    package func leads(
        of account: ID<Account>, after id: ID<Lead>? = nil, limit: Int = 50
    ) throws(StoreError) -> [LeadRow] {
        try rows(
            Self.ofAccountSQL, [scope, Value(account), Value(orZero: id), Value(limit)]
        ) { LeadRow(&$0) }
    }
}

extension LeadRow {
    fileprivate init(_ row: inout Row) {
        lead = Lead(&row)
        standing = Standing(&row)
        account = row.isNextNull ? row.skip(5) : Account(&row)
        contact = row.isNextNull ? row.skip(6) : Contact(&row)
    }
}

extension Lead {
    fileprivate init(_ row: inout Row) {
        let (id, number) = (row.id(Lead.self), row.int())
        let (account, contact) = (row.idOrZero(Account.self), row.idOrZero(Contact.self))
        let (offer, icp) = (row.optionalID(Offer.self), row.optionalID(ICP.self))
        self.init(
            id: id, number: number, account: account, contact: contact,
            target: Target(offer: offer, icp: icp, scorecard: row.text()), list: row.text(),
            stage: row.word(else: .new), owner: row.optionalText(), hiddenAt: row.optionalMoment(),
            createdAt: row.moment(), updatedAt: row.moment())
    }
}

extension LeadRow.Standing {
    /// Always reads its eight columns; nil when they say that there is no score.
    fileprivate init?(_ row: inout Row) {
        let score = row.optionalID(Score.self)
        let total = row.points()
        let tier = Tier(key: row.text(), label: row.text(), rank: row.int())
        let (scorecard, scoredAt, reason) = (row.text(), row.moment(), row.text())
        guard let score else { return nil }
        self.init(
            score: score, total: total, tier: tier, scorecard: scorecard, scoredAt: scoredAt, reason: reason)
    }
}
