import Database
import Domain
import Glibc

extension Store {
    /// Writes a consistent copy of everything into one file while the store serves.
    ///
    /// The file appears complete and on the disk, or not at all. PostgreSQL has `pg_dump` for this.
    @discardableResult
    package func backup(to path: String) async throws -> BackupSummary {
        guard case .sqlite(let database) = location.database else {
            throw StoreError.refused(
                "Back up PostgreSQL with `pg_dump --format=custom`, and restore it with `pg_restore`.")
        }
        guard !Disk.exists(path) else { throw StoreError.refused("\(path) exists; choose another name.") }
        let (blobs, now) = (location.blobs, world.now())
        return try await BlockingThread.run {
            let draft = "\(path).\(getpid()).part"
            let copy = draft + ".sqlite"
            defer {
                Disk.remove(copy)
                Disk.remove(draft)
            }
            try Connection(.sqlite(path: database), role: .care).copy(to: copy)
            // Blobs are on the disk before their rows are: every blob that the copy names is among these.
            let summary = try Self.write(draft, databaseCopy: copy, blobs: blobs, now: now)
            try Disk.move(draft, to: path)
            try Disk.syncFolder(Disk.parent(of: path))
            return summary
        }
    }

    private static func write(
        _ path: String, databaseCopy copy: String, blobs folder: String?, now: Timestamp
    ) throws -> BackupSummary {
        let blobs = try folder.map { folder throws(StoreError) in try Blobs(folder: folder) }?.hashes ?? []
        let summary = BackupSummary(
            takenAt: now, schemaVersion: Migration.all.last?.version ?? 0, blobs: blobs.count, bytes: 0)
        let archive = try TarWriter(creating: path)
        var sums: [(ContentHash, String)] = []
        sums.append(
            (try archive.add(BackupArchive.manifestName, summary.manifest), BackupArchive.manifestName))
        sums.append((try archive.add(BackupArchive.databaseName, from: copy), BackupArchive.databaseName))
        for hash in blobs {
            let name = Blobs.name(of: hash)
            let stored = try archive.add("blobs/\(name)", from: "\(folder ?? "")/\(name)")
            guard stored == hash else { throw StoreError.corrupt("the text \(hash.hexadecimal) was changed") }
            sums.append((stored, "blobs/\(name)"))
        }
        let lines = sums.map { "\($0.0.hexadecimal)  \($0.1)\n" }.joined()
        try archive.add(BackupArchive.sumsName, Array(lines.utf8))
        try archive.finish()
        return summary
    }

    /// Reads a whole backup and says what it holds; `refused` or `corrupt` when it must not be restored.
    package static func checkBackup(_ path: String) async throws -> BackupSummary {
        try await BlockingThread.run {
            let folder = "\(path).\(getpid()).check"
            defer { BackupReader.removeUnpacked(folder) }
            return try BackupReader(path, unpackingTo: folder, keepsBlobs: false).check()
        }
    }

    /// Unpacks a backup into a place without a database, after checking all of it.
    @discardableResult
    package static func restore(_ path: String, to location: StoreLocation) async throws -> BackupSummary {
        guard case .sqlite(let database) = location.database else {
            throw StoreError.refused("A backup is restored into a data directory; PostgreSQL has pg_restore.")
        }
        guard !Disk.exists(database) else {
            throw StoreError.refused("\(database) exists. Move it away, or restore into an empty directory.")
        }
        return try await BlockingThread.run {
            try Disk.makeFolder(Disk.parent(of: database))
            let folder = "\(database).\(getpid()).restore"
            defer { BackupReader.removeUnpacked(folder) }
            let summary = try BackupReader(path, unpackingTo: folder, keepsBlobs: true).check()
            if let blobs = location.blobs { try BackupReader.moveBlobs(from: folder, to: blobs) }
            // The database comes last: a restore that is interrupted leaves a place without one.
            try Disk.move("\(folder)/\(BackupArchive.databaseName)", to: database)
            try Disk.syncFolder(Disk.parent(of: database))
            return summary
        }
    }
}
