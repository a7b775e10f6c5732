/// How much a JSON text may ask of its reader.
package struct JSONLimits: Hashable, Sendable {
    /// What happens to a second member with the same key.
    package enum Duplicates: Hashable, Sendable {
        case lastWins
        case refuse
    }

    /// No reader goes deeper, whatever is asked: it recurses, and 512 frames fit a 512 KB thread stack.
    static let deepest = 512

    /// How deep arrays and objects may nest.
    package var depth: Int
    /// How many bytes the text may have.
    package var bytes: Int
    /// What happens to a second member with the same key.
    package var duplicates: Duplicates

    /// The limits given, over those for text from the wire.
    package init(depth: Int = 64, bytes: Int = 64 << 20, duplicates: Duplicates = .lastWins) {
        self.depth = min(depth, Self.deepest)
        self.bytes = bytes
        self.duplicates = duplicates
    }

    /// For text from the wire: 64 deep, 64 MiB, the last of duplicate keys wins.
    package static let standard = JSONLimits()
    /// For our own data files: as `standard`, but a key written twice is a mistake.
    package static let dataFile = JSONLimits(duplicates: .refuse)
}

/// Why a text is not JSON, and where.
package struct JSONError: Error, Hashable, CustomStringConvertible {
    /// The sort of fault, for callers that answer each differently.
    package enum Kind: Hashable, Sendable {
        case syntax
        /// Not UTF-8, and so no text at all.
        case encoding
        /// Longer or deeper than its reader allows.
        case limit
    }

    /// The sort of fault.
    package let kind: Kind
    /// What is wrong, in plain words.
    package let reason: String
    /// Bytes before the fault.
    package let offset: Int
    /// Line of the fault, from 1.
    package let line: Int
    /// Characters (Unicode scalars) into the line, from 1.
    package let column: Int

    package var description: String { "line \(line), column \(column): \(reason)" }

    /// Places `reason` at `offset` by counting the lines before it: done once, when reading has failed.
    init(_ kind: Kind, _ reason: String, at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        var line = 1
        var column = 1
        for byte in bytes.prefix(offset) {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {  // continuation bytes belong to the scalar before them
                column += 1
            }
        }
        self.kind = kind
        self.reason = reason
        self.offset = offset
        self.line = line
        self.column = column
    }
}
