import Glibc

/// A file of ours that is open; it closes with the last reference.
///
/// Reads name their offset, so any number of readers may share one.
package final class OpenFile: Sendable {
    /// A system call that failed, and its `errno`.
    package struct Failure: Error, Hashable {
        package let call: String
        package let number: Int32
        /// Whether there is no room left (for this user).
        package var isDiskFull: Bool { number == ENOSPC || number == EDQUOT || number == EFBIG }
    }

    let descriptor: Int32

    private init(owning descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Opens a regular file to read; `nil` when there is none at `path`.
    package static func reading(_ path: String) -> OpenFile? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        let file = OpenFile(owning: descriptor)
        return file.status.map { $0.st_mode & S_IFMT == S_IFREG } == true ? file : nil
    }

    /// A new file in `directory` that has no name, so that it is gone with its last reader, even after a crash.
    package static func temporary(in directory: String) throws(Failure) -> OpenFile {
        var template = Array("\(directory)/.incoming-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw Failure(call: "mkstemp", number: errno) }
        unlink(template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return OpenFile(owning: descriptor)
    }

    /// The file's length in bytes.
    package var count: Int { status.map { Int($0.st_size) } ?? 0 }

    /// What changes whenever the file is replaced or rewritten.
    var stamp: FileStamp? { status.map(FileStamp.init) }

    private var status: stat? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? status : nil
    }

    /// A path by which another process or library may open this very file, as long as it is referenced.
    package var path: String { "/proc/self/fd/\(descriptor)" }

    /// Up to `count` bytes from `offset`; fewer only at the end.
    package func read(at offset: Int, count: Int) throws(Failure) -> [UInt8] {
        var failure: Failure?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count, let base = buffer.baseAddress {
                let got = pread(descriptor, base + filled, count - filled, off_t(offset + filled))
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = Failure(call: "pread", number: errno) }
                guard got > 0 else { break }
                filled += got
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Adds `bytes` at the end.
    package func append(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        var rest = bytes
        while !rest.isEmpty {
            let wrote = write(descriptor, rest.baseAddress, rest.count)
            if wrote < 0, errno == EINTR { continue }
            guard wrote > 0 else { throw Failure(call: "write", number: errno) }
            rest = UnsafeRawBufferPointer(rebasing: rest[wrote...])
        }
    }

    /// Adds `bytes` at the end.
    package func append(_ bytes: [UInt8]) throws(Failure) {
        try bytes.withUnsafeBufferPointer { buffer throws(Failure) in
            try append(UnsafeRawBufferPointer(buffer))
        }
    }

    /// A second descriptor of this file, for a library that closes what it is given.
    func duplicate() -> Int32 { fcntl(descriptor, F_DUPFD_CLOEXEC, 0) }
}

/// Identity and age of a file's contents.
struct FileStamp: Hashable, Sendable {
    private let inode: UInt64
    private let size: Int64
    private let seconds: Int
    private let nanoseconds: Int

    init(_ status: stat) {
        inode = UInt64(status.st_ino)
        size = Int64(status.st_size)
        seconds = status.st_mtim.tv_sec
        nanoseconds = status.st_mtim.tv_nsec
    }
}
