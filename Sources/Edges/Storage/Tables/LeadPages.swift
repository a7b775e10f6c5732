import Database
import Domain

/// Lists of leads.
///
/// An import pays for every index of `leads`, so there is one random index: (workspace, list, tier, total). A list that
/// names no list or tier merges its parts, which the counts name: some tiers times some lists. When only few leads match
/// at all, any order is made by gathering the parts and sorting; when many do, walking the table in that order finds
/// enough of them soon.
extension ReadTransaction {
    /// A page of a list of leads.
    package func leads(_ query: LeadQuery) throws(StoreError) -> LeadPage {
        let wanted = query.offset + query.limit + 1
        let start = try start(of: query)
        var keys = try keys(query, after: start, wanted: wanted)
        keys.sort { $0.precedes($1, in: query.sort) }
        let page = Array(keys.dropFirst(query.offset).prefix(query.limit))
        let hasMore = keys.count >= wanted
        return LeadPage(
            rows: try leads(page.map { ID(key: $0.id) }),
            next: hasMore ? page.last.map { LeadCursor(sort: query.sort, place: $0) } : nil)
    }

    private func start(of query: LeadQuery) throws(StoreError) -> LeadSortKey {
        guard let cursor = query.after else { return .start(of: query.sort) }
        guard cursor.sort == query.sort else {
            throw .refused("The cursor belongs to a list in another order; start again without it.")
        }
        return cursor.place
    }

    /// Up to so many leads a query can be answered by gathering and sorting all of them.
    private static let gatherLimit = 5_000
    /// Above so many parts, merging costs more than sorting the workspace once would.
    private static let partLimit = 200

    private func keys(
        _ query: LeadQuery, after start: LeadSortKey, wanted: Int
    ) throws(StoreError) -> [LeadSortKey] {
        if query.sort == .score, !query.stages.isEmpty, !query.stages.contains(.new) {
            return try merged(query.stages) { stage throws(StoreError) in
                try keys(
                    Self.stageSQL, [scope, .text(stage.rawValue)], query, .score, after: start, limit: wanted)
            }
        }
        let counts = try leadCounts().filter(query.covers)
        let parts = Set(counts.map { LeadPart(list: $0.list, tier: $0.tier) })
        if query.sort == .score, parts.count <= Self.partLimit {
            return try merged(parts) { part throws(StoreError) in
                try keys(
                    Self.rankSQL, [scope, .text(part.list), .text(part.tier)], query, .score, after: start,
                    limit: wanted)
            }
        }
        if counts.reduce(0, { $0 + $1.count }) <= Self.gatherLimit, parts.count <= Self.partLimit {
            return try merged(parts) { part throws(StoreError) in
                try keys(
                    Self.rankSQL, [scope, .text(part.list), .text(part.tier)], query, query.sort,
                    after: .start(of: .score), limit: Self.gatherLimit)
            }.filter { start.precedes($0, in: query.sort) }
        }
        return try keys(Self.walkSQL(query.sort), [scope], query, query.sort, after: start, limit: wanted)
    }

    private func merged<Part>(
        _ parts: some Sequence<Part>, _ read: (Part) throws(StoreError) -> [LeadSortKey]
    ) throws(StoreError) -> [LeadSortKey] {
        var keys: [LeadSortKey] = []
        for part in parts { keys += try read(part) }
        return keys
    }
}

/// A list's leads of one tier: what the index holds together.
private struct LeadPart: Hashable {
    let list: String
    let tier: String
}

extension LeadQuery {
    /// Whether leads that stand there may be among the answers.
    fileprivate func covers(_ count: LeadCount) -> Bool {
        (list == nil || list == count.list) && (tiers.isEmpty || tiers.contains(count.tier))
            && (stages.isEmpty || stages.contains(count.stage))
            && (visibility == .all || (visibility == .hidden) == count.isHidden)
    }

    /// The values of `filterSQL`.
    fileprivate var filterValues: [Value] {
        let among = { (words: [String]) -> [Value] in
            let joined = words.isEmpty ? "" : ",\(words.joined(separator: ",")),"
            return [.text(joined), .text(joined)]
        }
        let hidden: (Value, Value) =
            switch visibility {
            case .shown: (0, 0)
            case .hidden: (1, 1)
            case .all: (0, 1)
            }
        return [
            .int(scores.map { Int64($0.lowerBound.hundredths) } ?? .min),
            .int(scores.map { Int64($0.upperBound.hundredths) } ?? .max),
        ] + among(tiers) + among(stages.map(\.rawValue)) + [
            Value(list == nil), .text(list ?? ""), hidden.0, hidden.1,
            .text(LikePattern.containing(text)),
        ]
    }
}

extension ReadTransaction {
    private static let columnsSQL = "id, total, updated_at, number, search"

    private static let filterSQL = """
        total BETWEEN ? AND ?
           AND (? = '' OR @instr(?, ',' || tier || ',') > 0)
           AND (? = '' OR @instr(?, ',' || stage || ',') > 0)
           AND (? = 1 OR list = ?)
           AND CASE WHEN hidden_at IS NULL THEN 0 ELSE 1 END BETWEEN ? AND ?
           AND search LIKE ? ESCAPE '\\'
        """

    private static let rankSQL = """
        SELECT \(columnsSQL)
          FROM leads
         WHERE workspace = ? AND list = ? AND tier = ? AND (total, id) < (?, ?)
           AND \(filterSQL)
         ORDER BY total DESC, id DESC
         LIMIT ?
        """

    /// The literal repeats the condition of the partial index, which is how the databases know that it serves.
    private static let stageSQL = """
        SELECT \(columnsSQL)
          FROM leads
         WHERE workspace = ? AND stage = ? AND stage <> 'new' AND (total, id) < (?, ?)
           AND \(filterSQL)
         ORDER BY total DESC, id DESC
         LIMIT ?
        """

    private static let scoreSQL = """
        SELECT \(columnsSQL)
          FROM leads
         WHERE workspace = ? AND (total, id) < (?, ?)
           AND \(filterSQL)
         ORDER BY total DESC, id DESC
         LIMIT ?
        """
    private static let updatedSQL = """
        SELECT \(columnsSQL)
          FROM leads
         WHERE workspace = ? AND (updated_at, id) < (?, ?)
           AND \(filterSQL)
         ORDER BY updated_at DESC, id DESC
         LIMIT ?
        """
    private static let newestSQL = """
        SELECT \(columnsSQL)
          FROM leads
         WHERE workspace = ? AND (number, id) < (?, ?)
           AND \(filterSQL)
         ORDER BY number DESC, id DESC
         LIMIT ?
        """
    private static let oldestSQL = """
        SELECT \(columnsSQL)
          FROM leads
         WHERE workspace = ? AND (number, id) > (?, ?)
           AND \(filterSQL)
         ORDER BY number, id
         LIMIT ?
        """
    private static let nameSQL = """
        SELECT \(columnsSQL)
          FROM leads
         WHERE workspace = ? AND (search, id) > (?, ?)
           AND \(filterSQL)
         ORDER BY search, id
         LIMIT ?
        """

    fileprivate static func walkSQL(_ sort: LeadQuery.Sort) -> String {
        switch sort {
        case .score: scoreSQL
        case .updated: updatedSQL
        case .newest: newestSQL
        case .oldest: oldestSQL
        case .name: nameSQL
        }
    }

    /// The leads one of the statements above finds, as keys of the order asked for.
    fileprivate func keys(
        _ sql: String, _ part: [Value], _ query: LeadQuery, _ sort: LeadQuery.Sort, after start: LeadSortKey,
        limit: Int
    ) throws(StoreError) -> [LeadSortKey] {
        let place: [Value] = [sql == Self.nameSQL ? .text(start.name) : .int(start.value), .int(start.id)]
        return try rows(sql, part + place + query.filterValues + [Value(limit)]) { row in
            let id = row.int64()
            let (total, updated, number) = (row.int64(), row.int64(), row.int64())
            return switch sort {
            case .score: LeadSortKey(value: total, id: id, name: "")
            case .updated: LeadSortKey(value: updated, id: id, name: "")
            case .newest, .oldest: LeadSortKey(value: number, id: id, name: "")
            case .name: LeadSortKey(value: 0, id: id, name: row.text())
            }
        }
    }
}
