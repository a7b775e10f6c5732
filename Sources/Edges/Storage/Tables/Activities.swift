import Database
import Domain

extension WriteTransaction {
    private static let insertSQL = """
        INSERT INTO activities (id, workspace, lead, kind, text, previous, at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """

    /// Records something done about a lead.
    @discardableResult
    package func addActivity(
        _ kind: Activity.Kind, to lead: ID<Lead>, text: String, previous: String? = nil
    ) throws(StoreError) -> Activity {
        let activity = Activity(
            id: newID(), lead: lead, kind: kind, text: text, previous: previous, at: now)
        try run(
            Self.insertSQL,
            [
                Value(activity.id), scope, Value(lead), .text(kind.rawValue), .text(text), Value(previous),
                Value(now),
            ])
        return activity
    }
}

extension ReadTransaction {
    private static let listSQL = """
        SELECT id, lead, kind, text, previous, at
          FROM activities
         WHERE workspace = ? AND lead = ? AND id < ?
         ORDER BY id DESC
         LIMIT ?
        """

    /// What was done about a lead, newest first.
    package func activities(
        of lead: ID<Lead>, before id: ID<Activity>? = nil, limit: Int = 50
    ) throws(StoreError) -> [Activity] {
        try rows(
            Self.listSQL, [scope, Value(lead), .int(id?.key ?? .max), Value(limit)]
        ) { Activity(&$0) }
    }

    private static let latestSQL = """
        SELECT id, lead, kind, text, previous, at
          FROM activities
         WHERE workspace = ? AND lead = ? AND kind = ?
         ORDER BY id DESC
         LIMIT 1
        """

    /// The last activity of a kind, as the latest note or stage change.
    package func latestActivity(
        _ kind: Activity.Kind, of lead: ID<Lead>
    ) throws(StoreError) -> Activity? {
        try first(Self.latestSQL, [scope, Value(lead), .text(kind.rawValue)]) { Activity(&$0) }
    }
}

extension Activity {
    fileprivate init(_ row: inout Row) {
        self.init(
            id: row.id(), lead: row.id(), kind: row.word(else: .note), text: row.text(),
            previous: row.optionalText(), at: row.moment())
    }
}
