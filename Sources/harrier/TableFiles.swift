import Tabular

#if canImport(Glibc)
    import Glibc
#endif

/// A file or standard input, read in pieces.
final class InputFile {
    /// Bytes in all; nil for a pipe.
    let count: Int?
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CommandFailure(.failed, "cannot read \(path): \(String(cString: strerror(errno)))")
        }
        var status = stat()
        count =
            fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }

    deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

    /// The next piece; nil at the end.
    func next(_ most: Int) throws -> [UInt8]? {
        while true {
            var failed = false
            let bytes = [UInt8](unsafeUninitializedCapacity: most) { buffer, filled in
                let got = read(descriptor, buffer.baseAddress, most)
                failed = got < 0
                filled = max(0, got)
            }
            if !failed { return bytes.isEmpty ? nil : bytes }
            guard errno == EINTR else {
                throw CommandFailure(.failed, "reading failed: \(String(cString: strerror(errno)))")
            }
        }
    }
}

/// A file written beside its place and moved there when it is whole, or standard output.
final class OutputFile {
    private let path: String?
    private let descriptor: Int32
    private var failure: String?

    init(_ path: String?) throws {
        self.path = path
        descriptor =
            path.map { open($0 + ".part", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644) } ?? STDOUT_FILENO
        guard descriptor >= 0 else {
            throw CommandFailure(.failed, "cannot write \(path ?? ""): \(String(cString: strerror(errno)))")
        }
    }

    func write(_ cells: [String]) {
        var writer = CSVWriter()
        writer.write(cells)
        write(writer.bytes)
    }

    func write(_ bytes: [UInt8]) {
        guard failure == nil else { return }
        guard path != nil else { return Console.write(bytes, to: descriptor) }
        var start = 0
        while start < bytes.count {
            let written = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress?.advanced(by: start), $0.count - start)
            }
            if written < 0, errno != EINTR {
                failure = String(cString: strerror(errno))
                return
            }
            start += max(0, written)
        }
    }

    /// - Throws: `CommandFailure` when a write failed, as on a full disk; the part written is left as `.part`.
    func close() throws {
        guard let path else { return }
        if failure == nil, fsync(descriptor) != 0 || Glibc.close(descriptor) != 0 {
            failure = String(cString: strerror(errno))
        }
        if failure == nil, rename(path + ".part", path) != 0 { failure = String(cString: strerror(errno)) }
        if let failure { throw CommandFailure(.failed, "cannot write \(path): \(failure)") }
    }
}

/// The side file of rows that could not be used; made when there is one.
final class RejectFile {
    let path: String
    private(set) var count = 0
    private var file: OutputFile?
    private var failure: (any Error)?

    init(beside output: String?) {
        let stem = output.map { $0.hasSuffix(".csv") ? String($0.dropLast(4)) : $0 } ?? "score"
        path = stem + ".rejected.csv"
    }

    func add(_ fault: RowFault) {
        count += 1
        do {
            if file == nil {
                file = try OutputFile(path)
                file?.write(["row", "line", "column", "reason", "hint", "source"])
            }
        } catch { failure = error }
        file?.write(
            [
                String(fault.number), String(fault.line), fault.column ?? "", fault.reason, fault.hint,
                fault.source,
            ])
    }

    func close() throws {
        if let failure { throw failure }
        try file?.close()
    }
}

/// What was guessed about a file, for the person who gave it.
enum GuessReport {
    static func text(_ guess: HeaderGuess) -> String {
        let columns = guess.columns.map { column in
            "  \(column.title.isEmpty ? "(no name)" : column.title) → \(column.chosen?.attribute.rawValue ?? "kept as it is")"
        }
        return "Columns (\(guess.headerReason)):\n" + columns.joined(separator: "\n")
    }
}
