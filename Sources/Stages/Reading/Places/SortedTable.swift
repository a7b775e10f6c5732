/// A tab-separated file kept as the bytes it came in, sorted by its first column and searched by halving.
///
/// Thirty thousand names cost what their file weighs and a pass to check it; no string is made until a row is found.
struct SortedTable: Sendable {
    private let bytes: [UInt8]
    private let first: Int

    /// Rows of a table, each with as many fields as the header line.
    ///
    /// - Throws: `TableError` naming file and line when a row has other fields or stands out of order.
    init(_ bytes: [UInt8], named name: String, columns: [String]) throws(TableError) {
        self.bytes = bytes
        var reader = TableReader(bytes, named: name)
        try reader.readHeader(columns)
        first = reader.position
        var last = first..<first
        while let row = try reader.nextRow() {
            let key = row.lowerBound..<TableReader.fieldEnd(bytes, row)
            guard last.isEmpty || !Self.precedes(bytes[key], bytes[last]) else {
                throw reader.error("stands out of order")
            }
            last = key
        }
    }

    private static let tab = UInt8(ascii: "\t")
    private static let newline = UInt8(ascii: "\n")

    static func precedes(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Bool {
        a.lexicographicallyPrecedes(b)
    }

    /// What a look-up found: the rows of that key, and whether longer keys open with it and a space.
    struct Hit {
        var rows: [[String]] = []
        var opensLonger = false
    }

    func look(up key: [UInt8]) -> Hit {
        var hit = Hit()
        var position = lowerBound(key)
        while position < bytes.count {
            let end = lineEnd(position)
            let keyEnd = TableReader.fieldEnd(bytes, position..<end)
            guard bytes[position..<keyEnd].starts(with: key) else { break }
            if keyEnd - position > key.count {
                hit.opensLonger = bytes[position + key.count] == UInt8(ascii: " ")
                // Between "kin" and "kin shasa" may stand "kin-": keys have letters and spaces only, and a space
                // sorts before letters, so the first longer key tells.
                break
            }
            hit.rows.append(
                bytes[position..<end].split(separator: Self.tab, omittingEmptySubsequences: false)
                    .map { String(decoding: $0, as: UTF8.self) })
            position = end + 1
        }
        return hit
    }

    /// The first row whose key does not precede `key`.
    private func lowerBound(_ key: [UInt8]) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var (low, high) = (first, bytes.count)
            while low < high {
                var start = (low + high) / 2
                while start > low, bytes[start - 1] != Self.newline { start -= 1 }
                let (isLess, end) = Self.row(at: start, in: bytes, precedes: key)
                if isLess { low = end } else { high = start }
            }
            return low
        }
    }

    /// Whether the key of the row at `start` precedes `key`, and where the next row starts.
    private static func row(
        at start: Int, in bytes: UnsafeBufferPointer<UInt8>, precedes key: [UInt8]
    ) -> (Bool, Int) {
        var (index, offset) = (start, 0)
        var order = 0
        while index < bytes.count, bytes[index] != tab, bytes[index] != newline {
            if order == 0 {
                if offset == key.count {
                    order = 1
                } else if bytes[index] != key[offset] {
                    order = bytes[index] < key[offset] ? -1 : 1
                }
                offset += 1
            }
            index += 1
        }
        if order == 0, offset < key.count { order = -1 }
        while index < bytes.count, bytes[index] != newline { index += 1 }
        return (order < 0, min(index + 1, bytes.count))
    }

    private func lineEnd(_ start: Int) -> Int {
        bytes[start...].firstIndex(of: Self.newline) ?? bytes.count
    }
}

/// Goes through a tab-separated file with a header line; lines that open with "#" are remarks.
struct TableReader {
    private let bytes: [UInt8]
    private let name: String
    private var line = 0
    private var width = 0
    private(set) var position = 0

    init(_ bytes: [UInt8], named name: String) {
        self.bytes = bytes
        self.name = name
    }

    /// Rows as fields, for tables small enough to be kept as values.
    static func rows(_ bytes: [UInt8], named name: String, columns: [String]) throws(TableError) -> [[String]]
    {
        var reader = TableReader(bytes, named: name)
        try reader.readHeader(columns)
        var rows: [[String]] = []
        while let row = try reader.nextRow() {
            rows.append(
                bytes[row].split(separator: 0x09, omittingEmptySubsequences: false)
                    .map { String(decoding: $0, as: UTF8.self) })
        }
        return rows
    }

    mutating func readHeader(_ columns: [String]) throws(TableError) {
        width = columns.count
        guard let row = nextLine(),
            String(decoding: bytes[row], as: UTF8.self) == columns.joined(separator: "\t")
        else {
            throw error("its columns must be \(columns.joined(separator: ", "))")
        }
    }

    mutating func nextRow() throws(TableError) -> Range<Int>? {
        guard let row = nextLine() else { return nil }
        var tabs = 0
        bytes.withUnsafeBufferPointer { bytes in
            for index in row where bytes[index] == 0x09 { tabs += 1 }
        }
        guard tabs == width - 1 else { throw error("has \(tabs + 1) columns instead of \(width)") }
        return row
    }

    /// The next line that says something.
    private mutating func nextLine() -> Range<Int>? {
        while position < bytes.count {
            let start = position
            bytes.withUnsafeBufferPointer { bytes in
                while position < bytes.count, bytes[position] != 0x0A { position += 1 }
            }
            let row = start..<position
            position += 1
            line += 1
            if !row.isEmpty, bytes[start] != UInt8(ascii: "#") { return row }
        }
        return nil
    }

    func error(_ problem: String) -> TableError { TableError(file: name, line: line, problem: problem) }

    static func fieldEnd(_ bytes: [UInt8], _ row: Range<Int>) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var end = row.lowerBound
            while end < row.upperBound, bytes[end] != 0x09 { end += 1 }
            return end
        }
    }
}

/// A table that cannot be used, and where.
package struct TableError: Error, CustomStringConvertible {
    package let file: String
    package let line: Int
    package let problem: String
    package var description: String { "\(file): line \(line): \(problem)" }
}
