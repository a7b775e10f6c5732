import Database
import Glibc

/// Large texts as files named by their hash: `blobs/ab/abcdef…`.
///
/// A file is complete and on the disk before the row that names it is committed, and is never changed. A crash between
/// the two leaves a file nobody names, which harms nothing.
struct Blobs: Sendable {
    let folder: String

    /// Texts up to here stay in the row: a page of SQLite's is 4 KB, and 16 of them in a chain read as fast as a file.
    static let inlineLimit = 64 << 10

    init(folder: String) throws(StoreError) {
        self.folder = folder
        try Disk.makeFolder(folder)
    }

    /// Stores bytes and returns when they are on the disk.
    func put(_ bytes: [UInt8]) throws(StoreError) -> ContentHash {
        let hash = ContentHash.sha256(bytes)
        let target = "\(folder)/\(Self.name(of: hash))"
        if Disk.exists(target) { return hash }
        let parent = Disk.parent(of: target)
        try Disk.makeFolder(parent)
        let draft = "\(target).\(getpid()).part"
        Disk.remove(draft)
        do throws(StoreError) {
            let file = try DiskFile(creating: draft)
            try file.write(bytes)
            try file.sync()
            try Disk.move(draft, to: target)
            try Disk.syncFolder(parent)
        } catch {
            Disk.remove(draft)
            throw error
        }
        return hash
    }

    func get(_ hash: ContentHash) throws(StoreError) -> [UInt8] {
        let path = "\(folder)/\(Self.name(of: hash))"
        guard Disk.exists(path) else {
            throw .corrupt("the text \(hash.hexadecimal) is missing from \(folder)")
        }
        let file = try DiskFile(reading: path)
        let bytes = try file.read(exactly: Int(file.byteCount)) ?? []
        guard ContentHash.sha256(bytes) == hash else {
            throw .corrupt("the text \(hash.hexadecimal) in \(folder) was changed")
        }
        return bytes
    }

    /// Where a text lies within the folder.
    static func name(of hash: ContentHash) -> String {
        let digits = hash.hexadecimal
        return "\(digits.prefix(2))/\(digits)"
    }

    /// The hashes of all texts; leftovers of a crash are not among them.
    var hashes: [ContentHash] {
        Disk.names(in: folder).flatMap { group in
            Disk.names(in: "\(folder)/\(group)").compactMap(ContentHash.init(hexadecimal:))
        }
    }
}
