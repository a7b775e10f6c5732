/// The body of a request, or of one part of it: in memory when small, else in a nameless file.
package enum Content: Sendable {
    case bytes([UInt8])
    case file(OpenFile, start: Int, count: Int)

    package static let none = Content.bytes([])

    /// How much is read from a file at a time.
    static let chunk = 64 << 10

    /// Length in bytes.
    package var count: Int {
        switch self {
        case .bytes(let bytes): bytes.count
        case .file(_, _, let count): count
        }
    }

    /// Whether there is nothing.
    package var isEmpty: Bool { count == 0 }

    /// The whole content in memory, unless it has more than `limit` bytes.
    package func bytes(limit: Int = BodyPolicy.jsonLimit) throws(HTTPError) -> [UInt8] {
        guard count <= limit else { throw .tooLarge(limit: limit) }
        switch self {
        case .bytes(let bytes): return bytes
        case .file(let file, let start, let count): return try Self.read(file, start, count)
        }
    }

    /// A part of this content, without copying what is in a file.
    package func slice(_ range: Range<Int>) -> Content {
        switch self {
        case .bytes(let bytes): .bytes(Array(bytes[range]))
        case .file(let file, let start, _): .file(file, start: start + range.lowerBound, count: range.count)
        }
    }

    /// Calls `body` with the content piece by piece, in order, holding one piece at a time.
    package func forEachChunk(_ body: (ArraySlice<UInt8>) throws(HTTPError) -> Void) throws(HTTPError) {
        switch self {
        case .bytes(let bytes): try body(bytes[...])
        case .file(let file, let start, let count):
            var done = 0
            while done < count {
                let piece = try Self.read(file, start + done, min(Self.chunk, count - done))
                guard !piece.isEmpty else { throw .internalFault }
                try body(piece[...])
                done += piece.count
            }
        }
    }

    private static func read(_ file: OpenFile, _ offset: Int, _ count: Int) throws(HTTPError) -> [UInt8] {
        do { return try file.read(at: offset, count: count) } catch { throw .internalFault }
    }
}

/// How large a request's body may be, and where it is kept while it comes in.
package enum BodyPolicy: Hashable, Sendable {
    /// Kept in memory.
    case memory(maxBytes: Int)
    /// Kept in a nameless file in the data directory, whatever its size.
    case file(maxBytes: Int)

    /// One mebibyte: what a JSON body may have unless its route says otherwise.
    package static let jsonLimit = 1 << 20

    package static let json = BodyPolicy.memory(maxBytes: jsonLimit)
    package static let upload = BodyPolicy.file(maxBytes: 64 << 20)

    /// The limit in bytes.
    package var maxBytes: Int {
        switch self {
        case .memory(let maxBytes), .file(let maxBytes): maxBytes
        }
    }
}

extension HTTPError {
    /// A body over its limit (413).
    static func tooLarge(limit: Int) -> HTTPError {
        HTTPError(
            .tooLarge, "The body may have at most \(limit) bytes here.",
            hint: "Send less, or send it in several requests.")
    }
}
