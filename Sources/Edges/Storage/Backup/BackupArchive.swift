import Database
import Domain
import Wire

/// A backup in one file, a tar archive.
///
/// It holds
/// - `BACKUP`: a JSON object with format, schema version and moment,
/// - `harrier.sqlite`: the database, compacted,
/// - `blobs/ab/abcd…`: the large texts, named by their SHA-256,
/// - `SHA256SUMS`: the hash of each of the above, last; after `tar x`, `sha256sum -c SHA256SUMS` checks them too.
enum BackupArchive {
    static let manifestName = "BACKUP"
    static let databaseName = "harrier.sqlite"
    static let sumsName = "SHA256SUMS"
    /// Changes when an older Harrier could not read what this one writes.
    static let format: Int64 = 1

    /// Whether an archive may hold an entry of this name; all others are refused, `../../etc/passwd` among them.
    static func blob(named name: String) -> ContentHash? {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "blobs",
            let hash = ContentHash(hexadecimal: String(parts[2])),
            Blobs.name(of: hash) == "\(parts[1])/\(parts[2])"
        else { return nil }
        return hash
    }
}

/// What a backup holds.
package struct BackupSummary: Hashable, Sendable {
    package var takenAt: Timestamp
    package var schemaVersion: Int
    /// Large texts.
    package var blobs: Int
    /// Bytes of all entries.
    package var bytes: Int64

    var manifest: [UInt8] {
        JSON.object([
            "format": .int(BackupArchive.format), "schema_version": .int(Int64(schemaVersion)),
            "taken_at": .string(takenAt.description),
        ]).bytes
    }

    /// Reads a manifest; `refused` when a newer Harrier wrote it.
    init(manifest: [UInt8]) throws(StoreError) {
        guard let stored = try? JSON.parse(manifest), let format = stored["format"]?.intValue,
            let version = stored["schema_version"]?.intValue,
            let moment = stored["taken_at"]?.stringValue.flatMap(Timestamp.init)
        else { throw .refused("The backup is damaged: its manifest cannot be read.") }
        guard format <= BackupArchive.format else {
            throw .refused("The backup was written by a newer Harrier. Restore it with that version.")
        }
        self.init(takenAt: moment, schemaVersion: Int(version), blobs: 0, bytes: 0)
    }

    init(takenAt: Timestamp, schemaVersion: Int, blobs: Int, bytes: Int64) {
        self.takenAt = takenAt
        self.schemaVersion = schemaVersion
        self.blobs = blobs
        self.bytes = bytes
    }
}
