import CZlib

/// gzip, through zlib.
enum Gzip {
    /// On JSON and HTML, level 5 gives nearly all of level 9 for a third of its time.
    private static let level: Int32 = 5
    /// 15 bits of window, and 16 for a gzip header instead of zlib's own.
    private static let windowBits: Int32 = 15 + 16
    private static let memoryLevel: Int32 = 8

    /// `bytes` compressed, or `nil` when that fails or gains nothing.
    static func compress(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        guard
            deflateInit2_(
                &stream, level, Z_DEFLATED, windowBits, memoryLevel, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
                == Z_OK,
            let count = UInt32(exactly: bytes.count)
        else { return nil }
        defer { deflateEnd(&stream) }
        let room = Int(deflateBound(&stream, UInt(bytes.count)))
        var isWhole = false
        let packed = [UInt8](unsafeUninitializedCapacity: room) { output, filled in
            bytes.withUnsafeBufferPointer { input in
                // zlib only reads its input; its C signature predates saying so.
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = count
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(clamping: room)
                isWhole = deflate(&stream, Z_FINISH) == Z_STREAM_END
                filled = isWhole ? Int(stream.total_out) : 0
            }
        }
        return isWhole && packed.count < bytes.count ? packed : nil
    }
}
