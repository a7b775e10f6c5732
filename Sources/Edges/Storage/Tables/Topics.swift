import Database
import Domain

/// A message under lease: whoever holds it may finish it until the lease ends.
package struct TopicMessage: Hashable, Sendable {
    package let id: Int64
    package let workspace: ID<Workspace>
    package let topic: Topic
    package let payload: String
    /// Times it has been taken up before.
    package let attempts: Int
    /// Tells this lease from an earlier one that ended.
    let lease: Int64
}

/// How a topic stands.
package struct TopicDepth: Hashable, Sendable {
    package let topic: Topic
    package let ready: Int
    package let quarantined: Int
    /// When the oldest message that waits was published; nil when none waits.
    package let oldest: Timestamp?
}

extension WriteTransaction {
    private static let publishSQL = """
        INSERT INTO topic_messages (id, workspace, topic, payload, state, attempts, available_at, lease, created_at)
        VALUES (?, ?, ?, ?, 'ready', 0, ?, 0, ?)
        """

    /// Publishes a message; it is there when, and only when, this transaction commits.
    package func publish(_ topic: Topic, _ payload: String) throws(StoreError) {
        let id = newID(Run.self).key
        try run(
            Self.publishSQL, [.int(id), scope, .text(topic.rawValue), .text(payload), Value(now), Value(now)])
        ring(topic)
    }

    private static let finishSQL = """
        UPDATE topic_messages
           SET state = 'done', lease = 0, settled_at = ?
         WHERE workspace = ? AND id = ? AND state = 'ready' AND lease = ?
        """

    /// Ends a message in the transaction that holds its effects; false when the lease was lost, and then nothing may
    /// be done about the message here.
    package func finish(_ message: TopicMessage) throws(StoreError) -> Bool {
        try run(Self.finishSQL, [Value(now), scope, .int(message.id), .int(message.lease)]) > 0
    }

    private static let retrySQL = """
        UPDATE topic_messages
           SET lease = 0, attempts = attempts + 1, available_at = ?, reason = ?
         WHERE workspace = ? AND id = ? AND state = 'ready' AND lease = ?
        """

    /// Puts a message back until a moment.
    package func retry(_ message: TopicMessage, reason: String, at moment: Timestamp) throws(StoreError) {
        try run(
            Self.retrySQL, [Value(moment), .text(reason), scope, .int(message.id), .int(message.lease)])
        ring(message.topic)
    }

    private static let quarantineSQL = """
        UPDATE topic_messages
           SET state = 'quarantined', lease = 0, reason = ?, settled_at = ?
         WHERE workspace = ? AND id = ? AND state = 'ready' AND lease = ?
        """

    /// Sets a message aside for a person to look at.
    package func quarantine(_ message: TopicMessage, reason: String) throws(StoreError) {
        try run(
            Self.quarantineSQL, [.text(reason), Value(now), scope, .int(message.id), .int(message.lease)])
    }

    private static let requeueSQL = """
        UPDATE topic_messages
           SET state = 'ready', attempts = 0, available_at = ?, reason = NULL, settled_at = NULL
         WHERE workspace = ? AND topic = ? AND state = 'quarantined'
        """

    /// Gives all messages of a topic that were set aside another chance; says how many.
    package func requeue(_ topic: Topic) throws(StoreError) -> Int {
        let count = try run(Self.requeueSQL, [Value(now), scope, .text(topic.rawValue)])
        ring(topic)
        return count
    }
}

extension Store {
    private static let waitingSQL = """
        SELECT id, workspace, payload, attempts
          FROM topic_messages
         WHERE topic = ? AND state = 'ready' AND available_at <= ?
         ORDER BY available_at, id
         LIMIT ?
         @skip_locked
        """

    private static let leaseSQL = """
        UPDATE topic_messages
           SET lease = ?, available_at = ?
         WHERE id = ? AND workspace = ?
        """

    /// Takes messages of all workspaces for a time; what is not finished by then is taken up again.
    package func lease(
        _ topic: Topic, limit: Int, for duration: Duration
    ) async throws -> [TopicMessage] {
        let (now, lease) = (world.now(), world.newKey())
        let until = now.advanced(bySeconds: duration.components.seconds)
        return try await writeAcross { connection in
            let waiting = try connection.query(
                Self.waitingSQL, [.text(topic.rawValue), Value(now), Value(limit)]
            ) { row in
                TopicMessage(
                    id: row.int64(), workspace: row.id(), topic: topic, payload: row.text(),
                    attempts: row.int(),
                    lease: lease)
            }
            for message in waiting {
                try connection.run(
                    Self.leaseSQL, [.int(lease), Value(until), .int(message.id), Value(message.workspace)])
            }
            return waiting
        }
    }

    private static let depthSQL = """
        SELECT topic, state, COUNT(*), MIN(created_at)
          FROM topic_messages
         WHERE state <> 'done'
         GROUP BY topic, state
         ORDER BY topic, state
         LIMIT 100
        """

    /// How each topic stands, in the order of the steps.
    package func topicDepths() async throws -> [TopicDepth] {
        let rows = try await readAcross { connection in
            try connection.query(Self.depthSQL, []) { row in
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

    private static let pruneSQL = """
        DELETE FROM topic_messages
         WHERE state = 'done' AND settled_at < ?
        """

    /// Forgets messages that were done before a moment; says how many.
    package func pruneTopics(before moment: Timestamp) async throws -> Int {
        try await writeAcross { connection in try connection.run(Self.pruneSQL, [Value(moment)]) }
    }
}
