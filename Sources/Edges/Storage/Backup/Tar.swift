import Database

/// Writes a tar archive (POSIX.1-1988 `ustar`), so that a backup opens with tools everyone has.
final class TarWriter {
    private let file: DiskFile

    init(creating path: String) throws(StoreError) {
        file = try DiskFile(creating: path)
    }

    /// Adds a file from the disk and says what its bytes hash to.
    func add(_ name: String, from path: String) throws(StoreError) -> ContentHash {
        let source = try DiskFile(reading: path)
        var left = source.byteCount
        try file.write(TarHeader(name: name, byteCount: left).bytes)
        let padding = TarHeader.padding(after: left)
        var hashing = HashingBytes()
        while left > 0 {
            let chunk = try source.read(upTo: Int(min(left, Int64(DiskFile.chunkBytes))))
            guard !chunk.isEmpty else { throw .corrupt("\(path) became shorter while it was copied") }
            hashing.add(chunk)
            try file.write(chunk)
            left -= Int64(chunk.count)
        }
        try file.write([UInt8](repeating: 0, count: padding))
        return hashing.finished()
    }

    /// Adds a file made of these bytes.
    @discardableResult
    func add(_ name: String, _ bytes: [UInt8]) throws(StoreError) -> ContentHash {
        try file.write(TarHeader(name: name, byteCount: Int64(bytes.count)).bytes)
        try file.write(bytes)
        try file.write([UInt8](repeating: 0, count: TarHeader.padding(after: Int64(bytes.count))))
        return ContentHash.sha256(bytes)
    }

    /// Ends the archive; returns when it is on the disk.
    func finish() throws(StoreError) {
        // Two empty blocks end an archive.
        try file.write([UInt8](repeating: 0, count: 2 * TarHeader.blockBytes))
        try file.sync()
    }
}

/// Reads the archives that `TarWriter` writes, entry by entry.
final class TarReader {
    private let file: DiskFile

    init(reading path: String) throws(StoreError) {
        file = try DiskFile(reading: path)
    }

    /// Hands over each entry and its bytes, chunk by chunk; `sink` is asked for at each entry's start.
    func each(
        _ sink: (TarHeader) throws(StoreError) -> (([UInt8]) throws(StoreError) -> Void)
    ) throws(StoreError) {
        while let block = try file.read(exactly: TarHeader.blockBytes) {
            if block.allSatisfy({ $0 == 0 }) { return }
            guard let header = TarHeader(block) else {
                throw .refused("The backup is damaged: a header is wrong.")
            }
            let take = try sink(header)
            var left = header.byteCount
            while left > 0 {
                let chunk = try file.read(upTo: Int(min(left, Int64(DiskFile.chunkBytes))))
                guard !chunk.isEmpty else {
                    throw .refused("The backup is damaged: it ends within \(header.name).")
                }
                try take(chunk)
                left -= Int64(chunk.count)
            }
            let padding = try file.read(exactly: TarHeader.padding(after: header.byteCount))
            guard padding?.allSatisfy({ $0 == 0 }) ?? false else {
                throw .refused("The backup is damaged after \(header.name).")
            }
        }
        throw .refused("The backup is damaged: it ends too soon.")
    }
}

/// The block before each entry.
struct TarHeader {
    let name: String
    let byteCount: Int64

    static let blockBytes = 512
    /// Sizes of eleven octal digits, 8 GB; larger ones are written in binary as GNU tar does.
    private static let largestOctal: Int64 = 0o77_777_777_777

    init(name: String, byteCount: Int64) {
        self.name = name
        self.byteCount = byteCount
    }

    static func padding(after byteCount: Int64) -> Int {
        Int((Int64(blockBytes) - byteCount % Int64(blockBytes)) % Int64(blockBytes))
    }

    var bytes: [UInt8] {
        var block = [UInt8](repeating: 0, count: Self.blockBytes)
        let put = { (text: String, place: Int, block: inout [UInt8]) in
            block.replaceSubrange(place..<place + text.utf8.count, with: text.utf8)
        }
        put(String(name.prefix(99)), 0, &block)
        put("0000600\u{0}0000000\u{0}0000000\u{0}", 100, &block)
        if byteCount <= Self.largestOctal {
            put(octal(byteCount, digits: 11), 124, &block)
        } else {
            block[124] = 0x80
            for index in 0..<8 { block[135 - index] = UInt8(truncatingIfNeeded: byteCount >> (8 * index)) }
        }
        put("00000000000", 136, &block)
        put("0", 156, &block)
        put("ustar\u{0}00", 257, &block)
        put(octal(Int64(Self.checksum(of: block)), digits: 6) + "\u{0} ", 148, &block)
        return block
    }

    /// Nil when the checksum is wrong.
    init?(_ block: [UInt8]) {
        let text = { (range: Range<Int>) in String(decoding: block[range].prefix { $0 != 0 }, as: UTF8.self) }
        guard Int(text(148..<154), radix: 8) == Self.checksum(of: block) else { return nil }
        name = text(0..<100)
        if block[124] == 0x80 {
            byteCount = block[128..<136].reduce(0) { $0 << 8 | Int64($1) }
        } else {
            guard let size = Int64(text(124..<135), radix: 8) else { return nil }
            byteCount = size
        }
        guard byteCount >= 0 else { return nil }
    }

    /// The sum of the block's bytes with the checksum's own place read as spaces.
    private static func checksum(of block: [UInt8]) -> Int {
        block.enumerated().reduce(0) { $0 + ((148..<156).contains($1.offset) ? 32 : Int($1.element)) }
    }

    private func octal(_ value: Int64, digits: Int) -> String {
        let text = String(value, radix: 8)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
