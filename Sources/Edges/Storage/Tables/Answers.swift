import Database
import Domain

/// What is known of an `Idempotency-Key`.
package enum AnswerClaim: Hashable, Sendable {
    /// Nothing; the key is now the caller's.
    case fresh
    /// The same request was answered.
    case replay(StoredAnswer)
    /// The key belongs to another body.
    case conflict
    /// The same request is being worked on.
    case inFlight
}

/// An answer kept under its key.
package struct StoredAnswer: Hashable, Sendable {
    package var status: Int
    package var contentType: String?
    package var body: [UInt8]

    package init(status: Int, contentType: String?, body: [UInt8]) {
        self.status = status
        self.contentType = contentType
        self.body = body
    }
}

extension WriteTransaction {
    private static let knownSQL = """
        SELECT body_hash, status, content_type, body, held_until
          FROM answers
         WHERE workspace = ? AND route = ? AND key = ?
         LIMIT 1
         @for_update
        """

    private static let claimSQL = """
        INSERT INTO answers (workspace, route, key, body_hash, held_until, created_at)
        VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (workspace, route, key) DO UPDATE SET held_until = excluded.held_until
        """

    /// How long a request may take before its key is free again: one that died leaves no answer.
    private static let holdSeconds: Int64 = 600

    /// Claims a key for one route and one body.
    package func claimAnswer(key: String, route: String, digest: [UInt8]) throws(StoreError) -> AnswerClaim {
        try lockWorkspace()
        let known = try first(Self.knownSQL, [scope, .text(route), .text(key)]) { row in
            KnownAnswer(
                digest: row.bytes(), status: row.optionalInt(), contentType: row.optionalText(),
                body: row.optionalBytes(), heldUntil: row.moment())
        }
        if let known {
            guard known.digest == digest else { return .conflict }
            if let status = known.status {
                return .replay(
                    StoredAnswer(status: status, contentType: known.contentType, body: known.body ?? []))
            }
            guard known.heldUntil < now else { return .inFlight }
        }
        let heldUntil = now.advanced(bySeconds: Self.holdSeconds)
        try run(
            Self.claimSQL, [scope, .text(route), .text(key), .bytes(digest), Value(heldUntil), Value(now)])
        return .fresh
    }

    private static let keepSQL = """
        UPDATE answers
           SET status = ?, content_type = ?, body = ?
         WHERE workspace = ? AND route = ? AND key = ?
        """

    /// Keeps the answer under a claimed key.
    package func keepAnswer(_ answer: StoredAnswer, key: String, route: String) throws(StoreError) {
        try run(
            Self.keepSQL,
            [
                Value(answer.status), Value(answer.contentType), .bytes(answer.body), scope, .text(route),
                .text(key),
            ])
    }

    private static let dropSQL = """
        DELETE FROM answers
         WHERE workspace = ? AND route = ? AND key = ? AND status IS NULL
        """

    /// Gives a claim up, so that the request may be sent again.
    package func dropAnswer(key: String, route: String) throws(StoreError) {
        try run(Self.dropSQL, [scope, .text(route), .text(key)])
    }
}

/// A row of `answers`.
private struct KnownAnswer {
    let digest: [UInt8]
    let status: Int?
    let contentType: String?
    let body: [UInt8]?
    let heldUntil: Timestamp
}

extension Store {
    private static let expireSQL = """
        DELETE FROM answers
         WHERE created_at < ?
        """

    /// Forgets answers given before a moment.
    package func expireAnswers(before moment: Timestamp) async throws {
        _ = try await writeAcross { connection in try connection.run(Self.expireSQL, [Value(moment)]) }
    }
}
