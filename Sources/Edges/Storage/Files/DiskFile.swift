import Database
import Glibc

/// An open file whose failures are told apart as the store's are.
final class DiskFile {
    let path: String
    private let descriptor: Int32

    /// How much is read or written at a time.
    static let chunkBytes = 1 << 18

    /// A new file, readable by its owner only: what is stored is nobody else's business.
    init(creating path: String) throws(StoreError) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        self.path = path
        guard descriptor >= 0 else { throw .file("create", path) }
    }

    init(reading path: String) throws(StoreError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        self.path = path
        guard descriptor >= 0 else { throw .file("open", path) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    func write(_ bytes: some Collection<UInt8>) throws(StoreError) {
        let bytes = Array(bytes)
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { raw in
                Glibc.write(descriptor, raw.baseAddress.map { $0 + written }, bytes.count - written)
            }
            guard count > 0 else { throw .file("write", path) }
            written += count
        }
    }

    /// At most so many bytes; empty at the end.
    func read(upTo limit: Int = DiskFile.chunkBytes) throws(StoreError) -> [UInt8] {
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, filled in
            count = Glibc.read(descriptor, buffer.baseAddress, limit)
            filled = max(0, count)
        }
        guard count >= 0 else { throw .file("read", path) }
        return bytes
    }

    /// Exactly so many bytes; nil when the file ends before.
    func read(exactly count: Int) throws(StoreError) -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let more = try read(upTo: count - bytes.count)
            if more.isEmpty { return nil }
            bytes += more
        }
        return bytes
    }

    /// Returns when what was written is on the disk.
    func sync() throws(StoreError) {
        guard fsync(descriptor) == 0 else { throw .file("sync", path) }
    }

    var byteCount: Int64 {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Int64(status.st_size) : 0
    }
}

/// Folders and names, which live next to files.
enum Disk {
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Makes a folder unless it is there.
    static func makeFolder(_ path: String) throws(StoreError) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .file("make", path) }
    }

    static func move(_ old: String, to new: String) throws(StoreError) {
        guard rename(old, new) == 0 else { throw .file("rename", old) }
    }

    /// Removes a file; one that is not there is removed already.
    static func remove(_ path: String) {
        unlink(path)
    }

    /// Removes a folder that is empty.
    static func removeFolder(_ path: String) {
        rmdir(path)
    }

    /// Returns when the folder's list of names is on the disk.
    static func syncFolder(_ path: String) throws(StoreError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .file("open", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .file("sync", path) }
    }

    /// The names in a folder, sorted; none when there is no such folder.
    static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

extension StoreError {
    /// What the system says about a file just now.
    static func file(_ verb: String, _ path: String) -> StoreError {
        let code = errno
        let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
        return code == ENOSPC || code == EDQUOT
            ? .diskFull("\(verb) \(path): \(reason)")
            : .other(code: "file \(code)", "cannot \(verb) \(path): \(reason)")
    }
}
