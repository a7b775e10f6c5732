import Database
import Domain

extension WriteTransaction {
    private static let insertSQL = """
        INSERT INTO icps (id, workspace, number, version, name, is_active, created_at, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """

    /// Makes an ICP, version 1; `taken` when the workspace shows another of this name.
    package func createICP(_ criteria: ICP.Criteria, isActive: Bool = false) throws(StoreError) -> ICP {
        let icp = ICP(
            id: newID(), version: 1, number: try newNumbers(.icps), isActive: false, createdAt: now,
            updatedAt: now, criteria: criteria)
        try refuseTakenName(criteria.name, besides: nil)
        try run(
            Self.insertSQL,
            [
                Value(icp.id), scope, Value(icp.number), 1, .text(criteria.name), 0, Value(now), Value(now),
            ])
        try insertVersion(of: icp)
        return isActive ? try activateICP(icp.id) ?? icp : icp
    }

    private static let insertVersionSQL = """
        INSERT INTO icp_versions (workspace, icp, version, criteria, created_at)
        VALUES (?, ?, ?, ?, ?)
        """

    private func insertVersion(of icp: ICP) throws(StoreError) {
        try run(
            Self.insertVersionSQL,
            [scope, Value(icp.id), Value(icp.version), .text(icp.criteria.packed), Value(now)])
    }

    private static let takenSQL = """
        SELECT id
          FROM icps
         WHERE workspace = ? AND name = ? AND hidden_at IS NULL AND id <> ?
         ORDER BY id
         LIMIT 1
        """

    private func refuseTakenName(_ name: String, besides id: ID<ICP>?) throws(StoreError) {
        let other: ID<ICP>? = try first(Self.takenSQL, [scope, .text(name), Value(orZero: id)]) { $0.id() }
        if other != nil { throw .taken("An ICP named “\(name)” exists already.") }
    }

    private static let reviseSQL = """
        UPDATE icps
           SET version = ?, name = ?, updated_at = ?
         WHERE workspace = ? AND id = ?
        """

    /// Makes the next version of an ICP; nil when there is none of this id or it is hidden.
    package func reviseICP(_ id: ID<ICP>, _ criteria: ICP.Criteria) throws(StoreError) -> ICP? {
        try lockWorkspace()
        guard var icp = try icp(id) else { return nil }
        try refuseTakenName(criteria.name, besides: id)
        icp.version += 1
        icp.updatedAt = now
        icp.criteria = criteria
        try run(
            Self.reviseSQL, [Value(icp.version), .text(criteria.name), Value(now), scope, Value(id)])
        try insertVersion(of: icp)
        return icp
    }

    private static let deactivateSQL =
        "UPDATE icps SET is_active = 0 WHERE workspace = ? AND is_active = 1"
    private static let activateSQL = """
        UPDATE icps
           SET is_active = 1
         WHERE workspace = ? AND id = ? AND hidden_at IS NULL
        """

    /// Makes an ICP the workspace's active one, or with nil none; gives the active one back.
    @discardableResult
    package func activateICP(_ id: ID<ICP>?) throws(StoreError) -> ICP? {
        try lockWorkspace()
        try run(Self.deactivateSQL, [scope])
        guard let id else { return nil }
        try run(Self.activateSQL, [scope, Value(id)])
        return try icp(id)
    }

    private static let hideSQL = """
        UPDATE icps
           SET hidden_at = ?, is_active = 0
         WHERE workspace = ? AND id = ? AND hidden_at IS NULL
        """

    /// Takes an ICP out of use; its versions stay for the scores that name them.
    ///
    /// False when there is none of this id or it is hidden already.
    package func hideICP(_ id: ID<ICP>) throws(StoreError) -> Bool {
        try run(Self.hideSQL, [Value(now), scope, Value(id)]) == 1
    }
}

extension ReadTransaction {
    private static let getSQL = """
        SELECT i.id, i.version, i.number, i.is_active, i.created_at, i.updated_at, v.criteria
          FROM icps i
          JOIN icp_versions v ON v.workspace = i.workspace AND v.icp = i.id AND v.version = i.version
         WHERE i.workspace = ? AND i.id = ? AND i.hidden_at IS NULL
         LIMIT 1
        """

    /// The newest version of an ICP in use.
    package func icp(_ id: ID<ICP>) throws(StoreError) -> ICP? {
        try first(Self.getSQL, [scope, Value(id)]) { ICP(&$0) }
    }

    private static let versionSQL = """
        SELECT i.id, v.version, i.number, i.is_active, i.created_at, v.created_at, v.criteria
          FROM icps i
          JOIN icp_versions v ON v.workspace = i.workspace AND v.icp = i.id
         WHERE i.workspace = ? AND i.id = ? AND v.version = ?
         LIMIT 1
        """

    /// A certain version, hidden or not, for the score that names it.
    package func icp(_ reference: VersionedReference<ICP>) throws(StoreError) -> ICP? {
        try first(Self.versionSQL, [scope, Value(reference.id), Value(reference.version)]) { ICP(&$0) }
    }

    private static let numberedSQL = """
        SELECT i.id, i.version, i.number, i.is_active, i.created_at, i.updated_at, v.criteria
          FROM icps i
          JOIN icp_versions v ON v.workspace = i.workspace AND v.icp = i.id AND v.version = i.version
         WHERE i.workspace = ? AND i.number = ? AND i.hidden_at IS NULL
         LIMIT 1
        """

    /// The ICP in use with a façade's number.
    package func icp(number: Int) throws(StoreError) -> ICP? {
        try first(Self.numberedSQL, [scope, Value(number)]) { ICP(&$0) }
    }

    private static let activeSQL = """
        SELECT i.id, i.version, i.number, i.is_active, i.created_at, i.updated_at, v.criteria
          FROM icps i
          JOIN icp_versions v ON v.workspace = i.workspace AND v.icp = i.id AND v.version = i.version
         WHERE i.workspace = ? AND i.is_active = 1
         LIMIT 1
        """

    /// The workspace's active ICP.
    package func activeICP() throws(StoreError) -> ICP? {
        try first(Self.activeSQL, [scope]) { ICP(&$0) }
    }

    private static let listSQL = """
        SELECT i.id, i.version, i.number, i.is_active, i.created_at, i.updated_at, v.criteria
          FROM icps i
          JOIN icp_versions v ON v.workspace = i.workspace AND v.icp = i.id AND v.version = i.version
         WHERE i.workspace = ? AND i.number > ? AND i.hidden_at IS NULL
         ORDER BY i.number
         LIMIT ?
        """

    /// ICPs in use, oldest first, after a number.
    package func icps(after number: Int = 0, limit: Int = 100) throws(StoreError) -> [ICP] {
        try rows(Self.listSQL, [scope, Value(number), Value(limit)]) { ICP(&$0) }
    }
}

extension ICP {
    fileprivate init(_ row: inout Row) {
        self.init(
            id: row.id(), version: row.int(), number: row.int(), isActive: row.bool(),
            createdAt: row.moment(), updatedAt: row.moment(), criteria: Criteria(packed: row.text()))
    }
}
