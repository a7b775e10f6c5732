import Database
import Domain

extension WriteTransaction {
    private static let insertSQL = """
        INSERT INTO offers (workspace, id, version, number, name, value_props, ideal_use_cases, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """

    private func insert(_ offer: Offer) throws(StoreError) {
        try run(
            Self.insertSQL,
            [
                scope, Value(offer.id), Value(offer.version), Value(offer.number), .text(offer.name),
                .text(offer.valueProps), .text(offer.idealUseCases), Value(offer.createdAt),
            ])
    }

    /// Makes an offer, version 1.
    package func createOffer(
        name: String, valueProps: String, idealUseCases: String
    ) throws(StoreError) -> Offer {
        let offer = Offer(
            id: newID(), version: 1, number: try newNumbers(.offers), name: name, valueProps: valueProps,
            idealUseCases: idealUseCases, createdAt: now)
        try insert(offer)
        return offer
    }

    /// Makes the next version of an offer; nil when there is none of this id.
    package func reviseOffer(
        _ id: ID<Offer>, name: String, valueProps: String, idealUseCases: String
    ) throws(StoreError) -> Offer? {
        try lockWorkspace()
        guard var offer = try offer(id) else { return nil }
        offer.version += 1
        offer.name = name
        offer.valueProps = valueProps
        offer.idealUseCases = idealUseCases
        offer.createdAt = now
        try insert(offer)
        return offer
    }
}

extension ReadTransaction {
    private static let getSQL = """
        SELECT id, version, number, name, value_props, ideal_use_cases, created_at
          FROM offers
         WHERE workspace = ? AND id = ? AND version <= ?
         ORDER BY version DESC
         LIMIT 1
        """

    /// An offer's newest version, or an older one.
    package func offer(_ id: ID<Offer>, version: Int = .max) throws(StoreError) -> Offer? {
        try first(Self.getSQL, [scope, Value(id), Value(version)]) { Offer(&$0) }
    }

    private static let numberedSQL = """
        SELECT id, version, number, name, value_props, ideal_use_cases, created_at
          FROM offers
         WHERE workspace = ? AND number = ?
         ORDER BY version DESC
         LIMIT 1
        """

    /// The newest version of the offer with a façade's number.
    package func offer(number: Int) throws(StoreError) -> Offer? {
        try first(Self.numberedSQL, [scope, Value(number)]) { Offer(&$0) }
    }

    private static let latestSQL = """
        SELECT id, version, number, name, value_props, ideal_use_cases, created_at
          FROM offers
         WHERE workspace = ?
         ORDER BY created_at DESC, id DESC, version DESC
         LIMIT 1
        """

    /// The offer made or changed last; scoring uses it unless told otherwise (S3-05).
    package func latestOffer() throws(StoreError) -> Offer? {
        try first(Self.latestSQL, [scope]) { Offer(&$0) }
    }

    private static let listSQL = """
        SELECT o.id, o.version, o.number, o.name, o.value_props, o.ideal_use_cases, o.created_at
          FROM offers o
         WHERE o.workspace = ? AND o.number > ?
           AND o.version = (SELECT max(v.version) FROM offers v WHERE v.workspace = ? AND v.id = o.id)
         ORDER BY o.number
         LIMIT ?
        """

    /// Offers in their newest versions, oldest first, after a number.
    package func offers(after number: Int = 0, limit: Int = 100) throws(StoreError) -> [Offer] {
        try rows(Self.listSQL, [scope, Value(number), scope, Value(limit)]) { Offer(&$0) }
    }
}

extension Offer {
    fileprivate init(_ row: inout Row) {
        self.init(
            id: row.id(), version: row.int(), number: row.int(), name: row.text(), valueProps: row.text(),
            idealUseCases: row.text(), createdAt: row.moment())
    }
}
