import Database
import Domain

/// Unpacks a backup beside its destination and checks every byte of it.
final class BackupReader {
    private let path: String
    private let folder: String
    private let keepsBlobs: Bool
    private var hashes: [String: ContentHash] = [:]
    private var manifest: [UInt8] = []
    private var sums: [UInt8] = []
    private var byteCount: Int64 = 0

    init(_ path: String, unpackingTo folder: String, keepsBlobs: Bool) {
        self.path = path
        self.folder = folder
        self.keepsBlobs = keepsBlobs
    }

    /// Unpacks, then compares hashes, schema version, the database's own check and the texts its rows name.
    func check() throws(StoreError) -> BackupSummary {
        try Disk.makeFolder(folder)
        try unpack()
        try compareSums()
        var summary = try BackupSummary(manifest: manifest)
        guard summary.schemaVersion <= Migration.all.last?.version ?? 0 else {
            throw .refused("The backup was written by a newer Harrier. Restore it with that version.")
        }
        try checkDatabase()
        summary.blobs = hashes.keys.filter { BackupArchive.blob(named: $0) != nil }.count
        summary.bytes = byteCount
        return summary
    }

    /// An entry being read.
    private struct Entry {
        let name: String
        let file: DiskFile?
        var hashing = HashingBytes()
    }

    private func unpack() throws(StoreError) {
        let reader = try TarReader(reading: path)
        var entry: Entry?
        try reader.each { header throws(StoreError) in
            try self.finish(&entry)
            guard self.isKnown(header.name), self.hashes[header.name] == nil else {
                throw .refused("The backup is damaged: it holds “\(header.name)”.")
            }
            self.byteCount += header.byteCount
            entry = Entry(name: header.name, file: try self.file(for: header.name))
            return { chunk throws(StoreError) in
                entry?.hashing.add(chunk)
                switch header.name {
                case BackupArchive.manifestName: self.manifest += chunk
                case BackupArchive.sumsName: self.sums += chunk
                default: try entry?.file?.write(chunk)
                }
            }
        }
        try finish(&entry)
    }

    private func finish(_ entry: inout Entry?) throws(StoreError) {
        guard var finished = entry else { return }
        try finished.file?.sync()
        hashes[finished.name] = finished.hashing.finished()
        entry = nil
    }

    private func isKnown(_ name: String) -> Bool {
        [BackupArchive.manifestName, BackupArchive.databaseName, BackupArchive.sumsName].contains(name)
            || BackupArchive.blob(named: name) != nil
    }

    private func file(for name: String) throws(StoreError) -> DiskFile? {
        if name == BackupArchive.databaseName { return try DiskFile(creating: "\(folder)/\(name)") }
        guard keepsBlobs, let hash = BackupArchive.blob(named: name) else { return nil }
        return try DiskFile(creating: "\(folder)/\(hash.hexadecimal)")
    }

    private func compareSums() throws(StoreError) {
        var listed: [String: ContentHash] = [:]
        for line in String(decoding: sums, as: UTF8.self).split(separator: "\n") {
            let hash = ContentHash(hexadecimal: String(line.prefix(64)))
            listed[String(line.dropFirst(66))] = hash
        }
        hashes[BackupArchive.sumsName] = nil
        guard !listed.isEmpty, listed == hashes else {
            let wrong = Set(listed.keys).union(hashes.keys).filter { listed[$0] != hashes[$0] }.sorted()
            throw .refused("The backup is damaged: \(wrong.first ?? "its list of hashes") is not as written.")
        }
        for (name, hash) in hashes {
            guard let blob = BackupArchive.blob(named: name), blob != hash else { continue }
            throw .refused("The backup is damaged: \(name) is not what its name says.")
        }
    }

    private static let namedBlobsSQL = """
        SELECT DISTINCT text_blob
          FROM snapshots
         WHERE text_blob IS NOT NULL
         ORDER BY text_blob
         LIMIT 100000000
        """

    private func checkDatabase() throws(StoreError) {
        guard hashes[BackupArchive.databaseName] != nil else {
            throw .refused("The backup is damaged: it holds no database.")
        }
        let connection = try Connection(
            .sqlite(path: "\(folder)/\(BackupArchive.databaseName)"), role: .care)
        if let problem = try connection.integrityProblems().first {
            throw .refused("The backup is damaged: its database says “\(problem)”.")
        }
        for blob in try connection.query(Self.namedBlobsSQL, [], { ContentHash(stored: $0.bytes()) }) {
            guard hashes["blobs/\(Blobs.name(of: blob))"] != nil else {
                throw .refused("The backup is damaged: the text \(blob.hexadecimal) is missing.")
            }
        }
    }

    /// Moves unpacked texts to where a store keeps them.
    static func moveBlobs(from folder: String, to target: String) throws(StoreError) {
        try Disk.makeFolder(target)
        for hash in Disk.names(in: folder).compactMap(ContentHash.init(hexadecimal:)) {
            let path = "\(target)/\(Blobs.name(of: hash))"
            try Disk.makeFolder(Disk.parent(of: path))
            try Disk.move("\(folder)/\(hash.hexadecimal)", to: path)
            try Disk.syncFolder(Disk.parent(of: path))
        }
    }

    /// Removes the folder of `unpackingTo`.
    static func removeUnpacked(_ folder: String) {
        for name in Disk.names(in: folder) { Disk.remove("\(folder)/\(name)") }
        Disk.removeFolder(folder)
    }
}
