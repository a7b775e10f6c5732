import Database
import Domain

/// A part of a topic as one outside consumer sees it, as a Kafka partition.
package struct ConsumerPart: Hashable, Sendable {
    package var consumer: String
    package var topic: Topic
    package var part: Int

    package init(consumer: String, topic: Topic, part: Int) {
        self.consumer = consumer
        self.topic = topic
        self.part = part
    }

    fileprivate var values: [Value] { [.text(consumer), .text(topic.rawValue), Value(part)] }
}

/// The table `consumer_positions` belongs to the installation: a partition carries messages of every workspace.
extension WriteTransaction {
    private static let startSQL = """
        INSERT INTO consumer_positions (consumer, topic, part, position, updated_at)
        VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (consumer, topic, part) DO NOTHING
        """
    private static let advanceSQL = """
        UPDATE consumer_positions
           SET position = ?, updated_at = ?
         WHERE consumer = ? AND topic = ? AND part = ? AND position = ?
        """

    /// Moves a consumer on, in the transaction that writes the effects of what it read.
    ///
    /// False when it does not stand at `old`: another worker was there, and the closure must throw to undo the effects.
    package func advance(
        _ part: ConsumerPart, from old: Int64?, to new: Int64
    ) throws(StoreError) -> Bool {
        guard let old else {
            return try run(Self.startSQL, part.values + [.int(new), Value(now)]) == 1
        }
        return try run(Self.advanceSQL, [.int(new), Value(now)] + part.values + [.int(old)]) == 1
    }
}

extension ReadTransaction {
    private static let positionSQL = """
        SELECT position
          FROM consumer_positions
         WHERE consumer = ? AND topic = ? AND part = ?
         LIMIT 1
        """

    /// How far a consumer has got; nil when it has not begun.
    package func position(of part: ConsumerPart) throws(StoreError) -> Int64? {
        try first(Self.positionSQL, part.values) { $0.int64() }
    }
}
