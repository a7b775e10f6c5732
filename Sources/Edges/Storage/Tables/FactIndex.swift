import Database
import Domain

/// A fact as it can be searched by: its attribute and its value in small letters.
struct IndexedFact: Hashable {
    let attribute: String
    let value: String

    /// The attributes people search by; their values are few and repeat, which is what makes the index cheap.
    private static let attributes: Set<Attribute> = [
        .sizeBucket, .industry, .city, .country, .region, .technology, .isMarketingHire, .roleType, .pain,
        .chaosFlag,
    ]
    /// Longer values are no categories.
    private static let longestValue = 80

    init?(_ fact: Fact) {
        guard Self.attributes.contains(fact.attribute), fact.strength == .stated || fact.strength == .inferred
        else { return nil }
        self.init(attribute: fact.attribute, value: fact.value.canonical)
    }

    fileprivate init?(attribute: Attribute, value: String) {
        guard !value.isEmpty, value.utf8.count <= Self.longestValue else { return nil }
        self.attribute = attribute.rawValue
        self.value = value.lowercased()
    }
}

/// A fact and whom it is about, an account or a contact.
struct FactOfSubject: Hashable {
    let fact: IndexedFact
    let subject: Int64
}

extension WriteTransaction {
    private static let insertSQL = """
        INSERT INTO fact_index (workspace, value, subject)
        VALUES @row(?, ?, ?)
            ON CONFLICT (workspace, value, subject) DO NOTHING
        """

    /// Makes subjects findable by their facts.
    func index(_ facts: Set<FactOfSubject>) throws(StoreError) {
        guard !facts.isEmpty else { return }
        let ids = try valueIDs(of: Set(facts.map(\.fact)))
        try runEach(Self.insertSQL, facts.map { [scope, .int(ids[$0.fact] ?? 0), .int($0.subject)] })
    }

    private static let insertValueSQL = """
        INSERT INTO fact_values (id, workspace, attribute, value)
        VALUES @row(?, ?, ?, ?)
            ON CONFLICT (workspace, attribute, value) DO NOTHING
        """

    private func valueIDs(of facts: Set<IndexedFact>) throws(StoreError) -> [IndexedFact: Int64] {
        var known = try knownValueIDs(of: facts)
        let unknown = facts.filter { known[$0] == nil }
        guard !unknown.isEmpty else { return known }
        // In a fixed order, so that two processes that make the same values do not wait for each other in a ring.
        let ordered = unknown.sorted { ($0.attribute, $0.value) < ($1.attribute, $1.value) }
        try runEach(
            Self.insertValueSQL,
            ordered.map { [.int(newKey()), scope, .text($0.attribute), .text($0.value)] })
        known.merge(try knownValueIDs(of: Set(ordered))) { first, _ in first }
        return known
    }
}

extension ReadTransaction {
    private static let valuesSQL = """
        SELECT attribute, value, id
          FROM fact_values
         WHERE workspace = ? AND attribute = ? AND value @among(?)
        """

    fileprivate func knownValueIDs(of facts: Set<IndexedFact>) throws(StoreError) -> [IndexedFact: Int64] {
        var ids: [IndexedFact: Int64] = [:]
        for (attribute, group) in Dictionary(grouping: facts, by: \.attribute) {
            let found = try rows(
                Self.valuesSQL, [scope, .text(attribute)], keys: group.map { [.text($0.value)] }
            ) { row in
                _ = row.text()
                return (row.text(), row.int64())
            }
            let byValue = Dictionary(found) { first, _ in first }
            for fact in group { ids[fact] = byValue[fact.value] }
        }
        return ids
    }

    private static let subjectsSQL = """
        SELECT subject
          FROM fact_index
         WHERE workspace = ? AND value = ? AND subject > ?
         ORDER BY subject
         LIMIT ?
        """

    /// Keys of the accounts and contacts some text said this of, in the order of keys, after a key.
    ///
    /// The index holds size bucket, industry, city, country, region, technology, marketing hire, role type, pain and
    /// chaos flag; it keeps what was once said, and the testimonies say what is true now.
    package func subjects(
        with attribute: Attribute, _ value: String, after key: Int64 = 0, limit: Int = 100
    ) throws(StoreError) -> [Int64] {
        guard let fact = IndexedFact(attribute: attribute, value: value),
            let id = try knownValueIDs(of: [fact])[fact]
        else { return [] }
        return try rows(Self.subjectsSQL, [scope, .int(id), .int(key), Value(limit)]) { $0.int64() }
    }
}
