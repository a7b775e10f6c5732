import Domain

/// A captured text, cut into the blocks a reader sees, without changing a word of it.
///
/// Works on UTF-8 bytes; scalar offsets are translated once, in one pass.
struct SourceText {
    let utf8: [UInt8]
    let scalarCount: Int

    init(_ text: String) {
        utf8 = Array(text.utf8)
        scalarCount = text.unicodeScalars.count
    }

    /// A paragraph, a heading or a list item: one or more lines without their line breaks.
    struct Block {
        var kind: Kind
        var lines: [Range<Int>]

        enum Kind { case paragraph, heading, item }
    }

    /// A mark in bytes, and the number that names it in the page.
    struct PlacedMark {
        var bytes: Range<Int>
        var number: Int
        var owners: [Int]
    }

    /// The same marks measured in bytes; they come and go in the order of the text.
    func place(_ marks: [Mark]) -> [PlacedMark] {
        var placed: [PlacedMark] = []
        var (byte, scalar) = (0, 0)
        func offset(of target: Int) -> Int {
            while byte < utf8.count {
                // Continuation bytes (10xxxxxx) belong to the scalar before them.
                if utf8[byte] & 0xC0 != 0x80 {
                    if scalar == target { return byte }
                    scalar += 1
                }
                byte += 1
            }
            return utf8.count
        }
        for (index, mark) in marks.enumerated() {
            let start = offset(of: mark.span.start)
            placed.append(
                PlacedMark(
                    bytes: start..<offset(of: mark.span.end), number: index + 1, owners: mark.owners))
        }
        return placed
    }
}

extension SourceText {
    /// Blocks are parted by empty lines and by list bullets.
    var blocks: [Block] {
        var blocks: [Block] = []
        var open: [Range<Int>] = []
        func close() {
            if !open.isEmpty { blocks.append(Block(kind: .paragraph, lines: open)) }
            open = []
        }
        for line in lines {
            let line = trimmed(line)
            if line.isEmpty {
                close()
            } else if let bullet = bulletLength(line) {
                close()
                blocks.append(Block(kind: .item, lines: [trimmed(line.dropFirst(bullet))]))
            } else {
                open.append(line)
            }
        }
        close()
        return withHeadings(blocks)
    }

    /// Stretches between line breaks: LF, CR LF or CR.
    private var lines: [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        var index = 0
        while index < utf8.count {
            let byte = utf8[index]
            guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else {
                index += 1
                continue
            }
            lines.append(start..<index)
            let isPair =
                byte == UInt8(ascii: "\r") && index + 1 < utf8.count && utf8[index + 1] == UInt8(ascii: "\n")
            index += isPair ? 2 : 1
            start = index
        }
        lines.append(start..<utf8.count)
        return lines
    }

    private func trimmed(_ line: Range<Int>) -> Range<Int> {
        var (start, end) = (line.lowerBound, line.upperBound)
        while start < end, isBlank(utf8[start]) { start += 1 }
        while start < end, isBlank(utf8[end - 1]) { end -= 1 }
        return start..<end
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    /// The bullets people paste: a hyphen, an asterisk, `•`, `–`, `·` or `▪`, and a blank after it.
    private func bulletLength(_ line: Range<Int>) -> Int? {
        for bullet in Self.bullets where utf8[line].starts(with: bullet) {
            let after = line.lowerBound + bullet.count
            if after < line.upperBound, isBlank(utf8[after]) { return bullet.count }
        }
        return nil
    }

    private static let bullets = ["-", "*", "•", "–", "·", "▪"].map { Array($0.utf8) }

    /// A short line of its own that ends without a stop and has more text below reads as a heading.
    private func withHeadings(_ blocks: [Block]) -> [Block] {
        var blocks = blocks
        for index in blocks.indices.dropLast() where looksLikeHeading(blocks[index]) {
            if !looksLikeHeading(blocks[index + 1]) { blocks[index].kind = .heading }
        }
        return blocks
    }

    /// Longer lines are sentences (90 bytes fill the reading width of 66 characters once and a bit).
    private static let headingLimit = 90

    private func looksLikeHeading(_ block: Block) -> Bool {
        guard block.kind == .paragraph, block.lines.count == 1, let line = block.lines.first,
            line.count <= Self.headingLimit, let last = utf8[line].last
        else { return false }
        return ![
            UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ","), UInt8(ascii: ";"),
        ]
        .contains(last)
    }
}
