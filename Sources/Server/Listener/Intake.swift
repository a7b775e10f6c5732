/// Takes in a request's body as it comes: a little in memory, more in a nameless file if its route allows.
struct Intake {
    /// Uploads up to here stay in memory; a file would cost more than it saves.
    private static let memoryForFiles = 64 << 10

    private let policy: BodyPolicy
    private let spool: String
    private var bytes: [UInt8] = []
    private var file: OpenFile?
    private var count = 0

    /// An intake of at most `policy` bytes; `announced` is the `Content-Length`, if there is one.
    init(_ policy: BodyPolicy, announced: Int?, spool: String) throws(HTTPError) {
        self.policy = policy
        self.spool = spool
        guard let announced else { return }
        guard announced <= policy.maxBytes else { throw .tooLarge(limit: policy.maxBytes) }
        bytes.reserveCapacity(min(announced, Self.memoryForFiles))
    }

    /// Adds what came in.
    mutating func append(_ piece: UnsafeRawBufferPointer) throws(HTTPError) {
        count += piece.count
        guard count <= policy.maxBytes else { throw .tooLarge(limit: policy.maxBytes) }
        do throws(OpenFile.Failure) {
            if case .file = policy, file == nil, count > Self.memoryForFiles {
                let file = try OpenFile.temporary(in: spool)
                try file.append(bytes)
                self.file = file
                bytes = []
            }
            if let file {
                try file.append(piece)
            } else {
                bytes.append(contentsOf: piece)
            }
        } catch {
            throw error.isDiskFull
                ? HTTPError(
                    .diskFull, "There is no room on the server's disk for this upload.",
                    hint: "Free some space in the data directory.")
                : .internalFault
        }
    }

    /// The body, once all of it is in.
    func finish() -> Content {
        if let file { return .file(file, start: 0, count: count) }
        return .bytes(bytes)
    }
}
