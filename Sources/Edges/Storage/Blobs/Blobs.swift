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
        try makeFolder(folder)
    }

    func path(of hash: ContentHash) -> String {
        let name = hash.hexadecimal
        return "\(folder)/\(name.prefix(2))/\(name)"
    }

    /// Stores bytes and returns when they are on the disk.
    func put(_ bytes: [UInt8]) throws(StoreError) -> ContentHash {
        let hash = ContentHash.sha256(bytes)
        let target = path(of: hash)
        if access(target, F_OK) == 0 { return hash }
        let parent = "\(folder)/\(hash.hexadecimal.prefix(2))"
        try makeFolder(parent)
        let draft = "\(target).\(getpid()).part"
        do throws(StoreError) {
            try write(bytes, to: draft)
            guard rename(draft, target) == 0 else { throw failure("rename", draft) }
            try syncFolder(parent)
        } catch {
            unlink(draft)
            throw error
        }
        return hash
    }

    func get(_ hash: ContentHash) throws(StoreError) -> [UInt8] {
        let path = path(of: hash)
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .corrupt("the text \(hash.hexadecimal) is missing from \(folder)") }
        defer { Glibc.close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(file, &chunk, chunk.count)
            if count < 0 { throw failure("read", path) }
            if count == 0 { break }
            bytes += chunk[..<count]
        }
        guard ContentHash.sha256(bytes) == hash else {
            throw .corrupt("the text \(hash.hexadecimal) in \(folder) was changed")
        }
        return bytes
    }

    private func write(_ bytes: [UInt8], to path: String) throws(StoreError) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure("create", path) }
        defer { Glibc.close(file) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { raw in
                Glibc.write(file, raw.baseAddress.map { $0 + written }, bytes.count - written)
            }
            guard count > 0 else { throw failure("write", path) }
            written += count
        }
        guard fsync(file) == 0 else { throw failure("sync", path) }
    }

    private func makeFolder(_ path: String) throws(StoreError) {
        // 0700: captured texts are nobody else's business.
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure("make", path) }
    }

    private func syncFolder(_ path: String) throws(StoreError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", path) }
        defer { Glibc.close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("sync", path) }
    }

    private func failure(_ verb: String, _ path: String) -> StoreError {
        let code = errno
        let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
        return code == ENOSPC || code == EDQUOT
            ? .diskFull("\(verb) \(path): \(reason)")
            : .other(code: "file \(code)", "cannot \(verb) \(path): \(reason)")
    }
}
