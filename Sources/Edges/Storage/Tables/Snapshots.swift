import Database
import Domain

/// A snapshot ready to be stored: hashed and laid out where it was made, so that the writer only binds.
package final class PackedSnapshot: Sendable {
    package let id: ID<Snapshot>
    fileprivate let fingerprint: Fingerprint
    /// Every column, with the text in it.
    fileprivate let row: [Value]
    /// The text again, when it is too large for a row.
    fileprivate let largeText: String?

    /// Packs a snapshot for a workspace; `refused` when its hash is not 64 hexadecimal digits.
    package init(_ snapshot: Snapshot, in workspace: ID<Workspace>) throws(StoreError) {
        guard let hash = ContentHash(hexadecimal: snapshot.hash) else {
            throw .refused(
                "A snapshot's hash is a SHA-256 in hexadecimal, not “\(snapshot.hash.prefix(80))”.")
        }
        id = snapshot.id
        let source = snapshot.source
        fingerprint = Fingerprint(source, hash, in: workspace)
        row = [
            Value(snapshot.id), Value(workspace), fingerprint.value, .bytes(hash.bytes),
            .text(source.type.rawValue), Value(source.url), .text(source.companyName),
            Value(source.companyWebsite), Value(snapshot.capturedAt), .null, .text(snapshot.text),
        ]
        largeText = snapshot.text.utf8.count > Blobs.inlineLimit ? snapshot.text : nil
    }

    /// The columns with a large text moved to its blob, where there are blobs.
    fileprivate func row(movingTextTo blobs: Blobs?) throws(StoreError) -> [Value] {
        guard let largeText, let blobs else { return row }
        let blob = try blobs.put(Array(largeText.utf8))
        return row.dropLast(2) + [.bytes(blob.bytes), ""]
    }
}

/// Half a SHA-256 over everything that makes a snapshot the same: 128 bits do not collide by chance.
private struct Fingerprint: Hashable {
    private let high: UInt64
    private let low: UInt64

    init(_ source: Snapshot.Source, _ hash: ContentHash, in workspace: ID<Workspace>) {
        var bytes = hash.bytes
        withUnsafeBytes(of: workspace.key.bigEndian) { bytes.append(contentsOf: $0) }
        for part in [source.type.rawValue, source.url ?? "\u{1}", source.companyName] {
            bytes.append(contentsOf: part.utf8)
            bytes.append(0)
        }
        self.init(ContentHash.sha256(bytes).bytes)
    }

    init(_ bytes: [UInt8]) {
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.dropFirst(8).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    var value: Value {
        let digits = [high, low].flatMap { part in
            (0..<8).map { UInt8(truncatingIfNeeded: part >> (56 - $0 * 8)) }
        }
        return .bytes(digits)
    }
}

extension WriteTransaction {
    private static let insertSQL = """
        INSERT INTO snapshots (id, workspace, fingerprint, hash, source_type, url, company_name,
               company_website, captured_at, text_blob, text)
        VALUES @row(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    /// Stores a snapshot, or finds the one stored before: the same bytes from the same source are the same snapshot.
    package func add(_ snapshot: PackedSnapshot) throws(StoreError) -> (id: ID<Snapshot>, isNew: Bool) {
        try add([snapshot])[0]
    }

    /// Stores many snapshots, packed for this workspace; the answers stand in the order of the snapshots.
    package func add(
        _ snapshots: [PackedSnapshot]
    ) throws(StoreError) -> [(id: ID<Snapshot>, isNew: Bool)] {
        try lockWorkspace()
        var known = try knownSnapshots(snapshots)
        var fresh: [[Value]] = []
        var answers: [(id: ID<Snapshot>, isNew: Bool)] = []
        for snapshot in snapshots {
            guard snapshot.row[1] == scope else {
                throw .refused("The snapshot \(snapshot.id) was packed for another workspace.")
            }
            if let id = known[snapshot.fingerprint] {
                answers.append((id, false))
            } else {
                known[snapshot.fingerprint] = snapshot.id
                fresh.append(try snapshot.row(movingTextTo: blobs))
                answers.append((snapshot.id, true))
            }
        }
        try runEach(Self.insertSQL, fresh)
        _ = try newNumbers(.snapshots, count: fresh.count)
        return answers
    }

    private static let knownSQL = """
        SELECT fingerprint, id
          FROM snapshots
         WHERE workspace = ? AND fingerprint @among(?)
        """

    private func knownSnapshots(
        _ snapshots: [PackedSnapshot]
    ) throws(StoreError) -> [Fingerprint: ID<Snapshot>] {
        let found = try rows(Self.knownSQL, [scope], keys: snapshots.map { [$0.row[2]] }) { row in
            (Fingerprint(row.bytes()), row.id(Snapshot.self))
        }
        return Dictionary(found) { first, _ in first }
    }
}

extension ReadTransaction {
    private static let getSQL = """
        SELECT id, hash, source_type, url, company_name, company_website, captured_at, text_blob, text
          FROM snapshots
         WHERE workspace = ? AND id @among(?)
        """

    /// The snapshot of this id, with its text.
    package func snapshot(_ id: ID<Snapshot>) throws(StoreError) -> Snapshot? {
        try snapshots([id]).first
    }

    /// Snapshots by id, with their texts, oldest first; ids that are not there are left out.
    package func snapshots(_ ids: [ID<Snapshot>]) throws(StoreError) -> [Snapshot] {
        let stored = try rows(Self.getSQL, [scope], keys: ids.map { [Value($0)] }) { StoredSnapshot(&$0) }
        return try filled(stored).sorted { $0.id < $1.id }
    }

    private static let ofSubjectSQL = """
        SELECT s.id, s.hash, s.source_type, s.url, s.company_name, s.company_website, s.captured_at,
               s.text_blob, s.text
          FROM testimonies t
          JOIN snapshots s ON s.id = t.snapshot AND s.workspace = t.workspace
         WHERE t.workspace = ? AND t.subject = ? AND s.id < ?
         ORDER BY s.id DESC
         LIMIT ?
        """

    /// Snapshots that say something about a subject, newest first.
    package func snapshots(
        of subject: Subject, before id: ID<Snapshot>? = nil, limit: Int = 50
    ) throws(StoreError) -> [Snapshot] {
        let values = [scope, subject.value, .int(id?.key ?? .max), Value(limit)]
        return try filled(rows(Self.ofSubjectSQL, values) { StoredSnapshot(&$0) })
    }

    private static let listSQL = """
        SELECT id, hash, source_type, url, company_name, company_website, captured_at, text_blob, text
          FROM snapshots
         WHERE workspace = ? AND id < ?
         ORDER BY id DESC
         LIMIT ?
        """

    /// Snapshots, newest first, before an id.
    package func snapshots(before id: ID<Snapshot>? = nil, limit: Int = 50) throws(StoreError) -> [Snapshot] {
        try filled(rows(Self.listSQL, [scope, .int(id?.key ?? .max), Value(limit)]) { StoredSnapshot(&$0) })
    }

    private func filled(_ stored: [StoredSnapshot]) throws(StoreError) -> [Snapshot] {
        var snapshots: [Snapshot] = []
        for entry in stored {
            var snapshot = entry.snapshot
            if let hash = entry.blob {
                guard let blobs else { throw .refused("The folder of large texts is not configured.") }
                snapshot.text = String(decoding: try blobs.get(hash), as: UTF8.self)
            }
            snapshots.append(snapshot)
        }
        return snapshots
    }
}

/// A row of `snapshots`, whose text may lie elsewhere.
private struct StoredSnapshot {
    let snapshot: Snapshot
    let blob: ContentHash?

    init(_ row: inout Row) {
        let (id, hash) = (row.id(Snapshot.self), ContentHash(stored: row.bytes()))
        let source = Snapshot.Source(
            type: row.word(else: .manual), url: row.optionalText(), companyName: row.text(),
            companyWebsite: row.optionalText())
        let capturedAt = row.moment()
        blob = row.optionalBytes().map(ContentHash.init(stored:))
        snapshot = Snapshot(
            id: id, source: source, hash: hash.hexadecimal, text: row.text(), capturedAt: capturedAt)
    }
}
