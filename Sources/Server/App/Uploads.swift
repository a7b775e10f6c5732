import Domain
import Glibc

/// The folder in which uploaded files wait for their import.
struct Uploads: Sendable {
    let folder: String

    /// Keeps a file under a name; when this returns, it is on the disk.
    func keep(_ content: Content, as name: String) throws {
        try write(name) { part throws(HTTPError) in
            try content.forEachChunk { piece throws(HTTPError) in
                do throws(OpenFile.Failure) {
                    try part.append(piece)
                } catch { throw .cannotKeep(error) }
            }
        }
    }

    func keep(_ bytes: [UInt8], as name: String) throws {
        try write(name) { part throws(OpenFile.Failure) in try part.append(bytes[...]) }
    }

    /// A file kept before; nil when it is gone.
    func open(_ name: String) -> OpenFile? { OpenFile.reading(path(name)) }

    /// A file kept before, as the pipeline reads it.
    func source(_ name: String) -> ByteSource? {
        open(name).map { file in
            ByteSource(count: file.count) { offset, count in try file.read(at: offset, count: count) }
        }
    }

    /// Forgets a file.
    func remove(_ name: String) { unlink(path(name)) }

    private func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// Writes beside the name and renames, so that a file under its name is always whole.
    private func write<Failure: Error>(_ name: String, _ body: (Part) throws(Failure) -> Void) throws {
        let path = path(name)
        let part = try Part(path: path + ".part")
        defer { part.close() }
        do {
            try body(part)
            try part.finish(as: path)
        } catch {
            unlink(path + ".part")
            throw error
        }
    }

    /// A file that is still being written.
    private struct Part {
        private let path: String
        private let descriptor: Int32

        init(path: String) throws(OpenFile.Failure) {
            self.path = path
            descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw OpenFile.Failure(call: "open", number: errno) }
        }

        func append(_ bytes: ArraySlice<UInt8>) throws(OpenFile.Failure) {
            var rest = bytes
            while !rest.isEmpty {
                let wrote = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                if wrote < 0, errno == EINTR { continue }
                guard wrote > 0 else { throw OpenFile.Failure(call: "write", number: errno) }
                rest = rest.dropFirst(wrote)
            }
        }

        func finish(as name: String) throws(OpenFile.Failure) {
            guard fsync(descriptor) == 0 else { throw OpenFile.Failure(call: "fsync", number: errno) }
            guard rename(path, name) == 0 else { throw OpenFile.Failure(call: "rename", number: errno) }
        }

        func close() { Glibc.close(descriptor) }
    }
}

extension HTTPError {
    fileprivate static func cannotKeep(_ failure: OpenFile.Failure) -> HTTPError {
        failure.isDiskFull ? .diskFull : .internalFault
    }
}
