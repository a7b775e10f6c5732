import CSodium

/// A BLAKE2b-256 digest, made piece by piece.
final class Digest {
    static let size = 32

    /// The library's state wants an alignment Swift cannot give a field.
    private let room: UnsafeMutableRawPointer
    private var state: OpaquePointer { OpaquePointer(room) }

    init() {
        room = .allocate(byteCount: crypto_generichash_statebytes(), alignment: 64)
        crypto_generichash_init(state, nil, 0, Self.size)
    }

    deinit { room.deallocate() }

    /// Adds bytes.
    func add(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            crypto_generichash_update(state, start, UInt64(buffer.count))
        }
    }

    /// Adds text and an end mark, so that `("ab", "c")` and `("a", "bc")` differ.
    func add(_ text: String) { add((Array(text.utf8) + [0])[...]) }

    /// The digest of what was added; nothing may be added after.
    func finish() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Self.size) { bytes, count in
            guard let start = bytes.baseAddress else { return }
            crypto_generichash_final(state, start, Self.size)
            count = Self.size
        }
    }

    static func of(_ bytes: [UInt8]) -> [UInt8] {
        let digest = Digest()
        digest.add(bytes[...])
        return digest.finish()
    }
}
