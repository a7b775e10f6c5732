import Database
import Domain

/// A snapshot ready to be stored: hashed where it was made, so that the writer only binds.
package struct PackedSnapshot: Sendable {
    package let snapshot: Snapshot
    let fingerprint: Value
    private let hash: Value

    /// Packs a snapshot for a workspace; `refused` when its hash is not 64 hexadecimal digits.
    package init(_ snapshot: Snapshot, in workspace: ID<Workspace>) throws(StoreError) {
        guard let hash = ContentHash(hexadecimal: snapshot.hash) else {
            throw .refused(
                "A snapshot's hash is a SHA-256 in hexadecimal, not “\(snapshot.hash.prefix(80))”.")
        }
        self.snapshot = snapshot
        self.hash = .bytes(hash.bytes)
        fingerprint = Self.fingerprint(of: snapshot.source, hash, in: workspace)
    }

    /// Half a SHA-256 over everything that makes a snapshot the same: 128 bits do not collide by chance.
    private static func fingerprint(
        of source: Snapshot.Source, _ hash: ContentHash, in workspace: ID<Workspace>
    ) -> Value {
        var bytes = hash.bytes
        withUnsafeBytes(of: workspace.key.bigEndian) { bytes.append(contentsOf: $0) }
        for part in [source.type.rawValue, source.url ?? "\u{1}", source.companyName] {
            bytes.append(contentsOf: part.utf8)
            bytes.append(0)
        }
        return .bytes(Array(ContentHash.sha256(bytes).bytes.prefix(16)))
    }

    /// The columns after `id` and `workspace`, with the text here or in a blob.
    fileprivate func values(in scope: Value, blobs: Blobs?) throws(StoreError) -> [Value] {
        let isLarge = snapshot.text.utf8.count > Blobs.inlineLimit
        let blob = isLarge ? try blobs?.put(Array(snapshot.text.utf8)) : nil
        return [
            Value(snapshot.id), scope, fingerprint, hash, .text(snapshot.source.type.rawValue),
            Value(snapshot.source.url), .text(snapshot.source.companyName),
            Value(snapshot.source.companyWebsite), Value(snapshot.capturedAt),
            blob.map { .bytes($0.bytes) } ?? .null, .text(blob == nil ? snapshot.text : ""),
        ]
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

    /// Stores many snapshots; the answers stand in the order of the snapshots.
    package func add(
        _ snapshots: [PackedSnapshot]
    ) throws(StoreError) -> [(id: ID<Snapshot>, isNew: Bool)] {
        try lockWorkspace()
        var known = try snapshotIDs(by: snapshots.map(\.fingerprint))
        var fresh: [[Value]] = []
        var answers: [(id: ID<Snapshot>, isNew: Bool)] = []
        for packed in snapshots {
            if let id = known[packed.fingerprint] {
                answers.append((id, false))
            } else {
                known[packed.fingerprint] = packed.snapshot.id
                fresh.append(try packed.values(in: scope, blobs: blobs))
                answers.append((packed.snapshot.id, true))
            }
        }
        try runEach(Self.insertSQL, fresh)
        _ = try newNumbers(.snapshots, count: fresh.count)
        return answers
    }

    private static let knownSQL = """
        SELECT fingerprint, id
          FROM snapshots
         WHERE workspace = ? AND fingerprint IN (@keys)
        """

    private func snapshotIDs(by fingerprints: [Value]) throws(StoreError) -> [Value: ID<Snapshot>] {
        let pairs = try rows(Self.knownSQL, [scope], keys: fingerprints) { row in
            (Value.bytes(row.bytes()), row.id(Snapshot.self))
        }
        return Dictionary(pairs) { first, _ in first }
    }
}

extension ReadTransaction {
    private static let getSQL = """
        SELECT id, hash, source_type, url, company_name, company_website, captured_at, text_blob, text
          FROM snapshots
         WHERE workspace = ? AND id IN (@keys)
        """

    /// The snapshot of this id, with its text.
    package func snapshot(_ id: ID<Snapshot>) throws(StoreError) -> Snapshot? {
        try snapshots([id]).first
    }

    /// Snapshots by id, with their texts, oldest first; ids that are not there are left out.
    package func snapshots(_ ids: [ID<Snapshot>]) throws(StoreError) -> [Snapshot] {
        let stored = try rows(Self.getSQL, [scope], keys: ids.map(Value.init)) { StoredSnapshot(&$0) }
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
