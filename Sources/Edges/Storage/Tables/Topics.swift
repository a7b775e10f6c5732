import Database
import Domain

/// A message under lease: whoever holds it may finish it until the lease ends.
package struct TopicMessage: Hashable, Sendable {
    package let id: Int64
    package let workspace: ID<Workspace>
    package let topic: Topic
    /// JSON; its shape belongs to the topic.
    package let payload: String
    /// Times it has been taken up before, those included in which the process died.
    package let attempts: Int
    package let createdAt: Timestamp
    /// Tells this lease from an earlier one that ended.
    let lease: Int64
}

extension WriteTransaction {
    private static let publishSQL = """
        INSERT INTO topic_messages (id, workspace, topic, payload, state, attempts, available_at, lease, created_at)
        VALUES @row(?, ?, ?, ?, 'ready', 0, ?, 0, ?)
        """

    /// Puts a message into a topic; it exists when the transaction does.
    package func publish(_ topic: Topic, _ payload: String, at moment: Timestamp? = nil) throws(StoreError) {
        try publish(topic, [payload], at: moment)
    }

    /// Puts messages into a topic, to be worked on from a moment on.
    package func publish(
        _ topic: Topic, _ payloads: [String], at moment: Timestamp? = nil
    ) throws(StoreError) {
        try runEach(
            Self.publishSQL,
            payloads.map { payload in
                [
                    .int(newKey()), scope, .text(topic.rawValue), .text(payload), Value(moment ?? now),
                    Value(now),
                ]
            })
        ring(topic)
    }

    private static let finishSQL = """
        DELETE FROM topic_messages
         WHERE workspace = ? AND id = ? AND lease = ? AND state = 'ready'
        """

    /// Takes a message that was worked on out of its topic, in the transaction that writes the effect.
    ///
    /// False when the lease was lost to another worker: then nothing may be done about the message here.
    package func finish(_ message: TopicMessage) throws(StoreError) -> Bool {
        try run(Self.finishSQL, [scope, .int(message.id), .int(message.lease)]) == 1
    }

    private static let retrySQL = """
        UPDATE topic_messages
           SET lease = 0, available_at = ?, reason = ?
         WHERE workspace = ? AND id = ? AND lease = ? AND state = 'ready'
        """

    /// Gives a message back, to be claimed again from a moment on; false when the lease was lost.
    @discardableResult
    package func retry(
        _ message: TopicMessage, reason: String, at moment: Timestamp
    ) throws(StoreError) -> Bool {
        let changes = try run(
            Self.retrySQL, [Value(moment), .text(reason), scope, .int(message.id), .int(message.lease)])
        ring(message.topic)
        return changes == 1
    }

    private static let quarantineSQL = """
        UPDATE topic_messages
           SET state = 'quarantined', lease = 0, reason = ?
         WHERE workspace = ? AND id = ? AND lease = ? AND state = 'ready'
        """

    /// Puts a message aside for a person to look at; false when the lease was lost.
    @discardableResult
    package func quarantine(_ message: TopicMessage, reason: String) throws(StoreError) -> Bool {
        try run(Self.quarantineSQL, [.text(reason), scope, .int(message.id), .int(message.lease)]) == 1
    }

    private static let requeueOneSQL = """
        UPDATE topic_messages
           SET state = 'ready', attempts = 0, available_at = ?, reason = NULL
         WHERE workspace = ? AND id = ? AND state = 'quarantined'
        """

    /// Puts a message that was set aside back into its topic; false when it is not aside.
    package func requeue(_ message: QuarantinedMessage) throws(StoreError) -> Bool {
        let changes = try run(Self.requeueOneSQL, [Value(now), scope, .int(message.id)])
        ring(message.topic)
        return changes == 1
    }

    private static let requeueSQL = """
        UPDATE topic_messages
           SET state = 'ready', attempts = 0, available_at = ?, reason = NULL
         WHERE workspace = ? AND topic = ? AND state = 'quarantined'
        """

    /// Gives all messages of a topic that were set aside another chance; says how many.
    package func requeue(_ topic: Topic) throws(StoreError) -> Int {
        let count = try run(Self.requeueSQL, [Value(now), scope, .text(topic.rawValue)])
        ring(topic)
        return count
    }
}

/// A message that was set aside, and why.
package struct QuarantinedMessage: Hashable, Sendable {
    package let id: Int64
    package let topic: Topic
    package let payload: String
    package let reason: String
    package let attempts: Int
    package let createdAt: Timestamp
}

extension ReadTransaction {
    private static let quarantinedSQL = """
        SELECT id, topic, payload, reason, attempts, created_at
          FROM topic_messages
         WHERE workspace = ? AND topic = ? AND state = 'quarantined' AND id > ?
         ORDER BY id
         LIMIT ?
        """

    /// Messages set aside, oldest first, after an id.
    package func quarantined(
        _ topic: Topic, after id: Int64 = 0, limit: Int = 50
    ) throws(StoreError) -> [QuarantinedMessage] {
        try rows(Self.quarantinedSQL, [scope, .text(topic.rawValue), .int(id), Value(limit)]) { row in
            QuarantinedMessage(
                id: row.int64(), topic: row.word(else: topic), payload: row.text(),
                reason: row.optionalText() ?? "", attempts: row.int(), createdAt: row.moment())
        }
    }
}

extension Store {
    private static let leaseSQL = """
        WITH picked AS MATERIALIZED (
            SELECT id
              FROM topic_messages
             WHERE topic = ? AND state = 'ready' AND available_at <= ?
             ORDER BY available_at, id
             LIMIT ? @skip_locked
        )
        UPDATE topic_messages
           SET lease = ?, available_at = ?, attempts = attempts + 1
         WHERE id IN (SELECT id FROM picked)
         RETURNING id, workspace, payload, attempts, created_at
        """

    /// Takes the messages that have waited longest, of all workspaces, for a time.
    ///
    /// What is not finished by then is taken up again.
    /// Ask for many: a lease costs one commit, however many it takes.
    package func lease(
        _ topic: Topic, limit: Int, for duration: Duration
    ) async throws -> [TopicMessage] {
        let (now, lease) = (world.now(), world.newKey())
        let until = now.advanced(bySeconds: duration.components.seconds)
        let messages = try await writeAcross { connection in
            try connection.query(
                Self.leaseSQL,
                [.text(topic.rawValue), Value(now), Value(limit), .int(lease), Value(until)]
            ) { row in
                TopicMessage(
                    id: row.int64(), workspace: row.id(), topic: topic, payload: row.text(),
                    attempts: row.int() - 1, createdAt: row.moment(), lease: lease)
            }
        }
        return messages.sorted { $0.id < $1.id }
    }

    private static let depthSQL = """
        SELECT topic, state, COUNT(*), MIN(created_at)
          FROM topic_messages
         GROUP BY topic, state
         ORDER BY topic, state
         LIMIT 100
        """

    /// How each topic stands, of all workspaces, in the order of the steps.
    package func topicDepths() async throws -> [TopicDepth] {
        let rows = try await readAcross { connection in
            try connection.query(Self.depthSQL) { row in
                (topic: row.text(), state: row.text(), count: row.int(), oldest: row.moment())
            }
        }
        return Topic.allCases.map { topic in
            let own = rows.filter { $0.topic == topic.rawValue }
            let ready = own.first { $0.state == "ready" }
            return TopicDepth(
                topic: topic, ready: ready?.count ?? 0,
                quarantined: own.first { $0.state == "quarantined" }?.count ?? 0, oldest: ready?.oldest)
        }
    }
}

/// How a topic stands.
package struct TopicDepth: Hashable, Sendable {
    package let topic: Topic
    /// Messages under lease included.
    package let ready: Int
    package let quarantined: Int
    /// When the oldest message that waits was published; nil when none waits.
    package let oldest: Timestamp?
}
