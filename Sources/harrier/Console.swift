#if canImport(Glibc)
    import Glibc
#endif

/// Standard output and standard error.
enum Console {
    static func print(_ text: String) { write(Array((text + "\n").utf8), to: STDOUT_FILENO) }
    static func error(_ text: String) { write(Array((text + "\n").utf8), to: STDERR_FILENO) }

    /// Whether a person is looking at standard error: progress is for people.
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Writes all bytes; a reader that went away ends the program quietly, as Unix filters do.
    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var start = 0
        while start < bytes.count {
            let written = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress?.advanced(by: start), buffer.count - start)
            }
            if written < 0 {
                if errno == EINTR || errno == EAGAIN { continue }
                exit(errno == EPIPE ? ExitCode.ok.rawValue : ExitCode.failed.rawValue)
            }
            start += written
        }
    }
}
