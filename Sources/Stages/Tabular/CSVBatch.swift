/// The rows found in one stretch of a file; they share its bytes and become text only when asked.
package struct CSVBatch: Sendable {
    /// What the rows have in common.
    final class Storage: Sendable {
        let bytes: [UInt8]
        let cells: [CellMark]
        let format: CSVFormat

        var encoding: TextEncoding { format.encoding }

        init(bytes: [UInt8], cells: [CellMark], format: CSVFormat) {
            self.bytes = bytes
            self.cells = cells
            self.format = format
        }
    }

    struct RowMark: Sendable {
        let number: Int
        let line: Int
        let cells: Range<Int>
        let bytes: Range<Int>
        let fault: CSVFault?
    }

    let storage: Storage
    let rows: [RowMark]

    /// No rows.
    static let empty = CSVBatch(storage: Storage(bytes: [], cells: [], format: CSVFormat()), rows: [])
}

extension CSVBatch: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { rows.count }
    package subscript(position: Int) -> CSVRow { CSVRow(storage: storage, mark: rows[position]) }
}

/// One record of a file.
package struct CSVRow: Sendable {
    let storage: CSVBatch.Storage
    let mark: CSVBatch.RowMark

    /// Which record of the file this is, from 1; blank lines do not count, the header does.
    package var number: Int { mark.number }
    /// The line the record starts on, from 1.
    package var line: Int { mark.line }
    /// How many cells it has; of a faulty row, those before the fault.
    package var count: Int { mark.cells.count }
    /// Why it could not be read, if it could not.
    package var fault: CSVFault? { mark.fault }

    /// The text of the cell at `index` exactly as written; empty where the row has no such cell.
    package subscript(index: Int) -> String {
        guard mark.cells.indices.contains(mark.cells.lowerBound + index) else { return "" }
        let cell = storage.cells[mark.cells.lowerBound + index]
        return cell.hasEscapes
            ? storage.encoding.text(of: unescaped(cell))
            : storage.encoding.text(of: storage.bytes[cell.start..<cell.end])
    }

    /// The texts of all cells.
    package var cells: [String] { (0..<count).map { self[$0] } }

    /// The cell at `index` as `Cell.clean` leaves it.
    package func clean(_ index: Int) -> String {
        guard mark.cells.indices.contains(mark.cells.lowerBound + index) else { return "" }
        let cell = storage.cells[mark.cells.lowerBound + index]
        return cell.hasEscapes
            ? Cell.clean(unescaped(cell), storage.encoding)
            : Cell.clean(storage.bytes[cell.start..<cell.end], storage.encoding)
    }

    /// Whether no cell holds anything.
    package var isBlank: Bool { (0..<count).allSatisfy { clean($0).isEmpty } }

    /// The record as it stands in the file, cut after `limit` bytes, to show or to keep aside.
    package func source(limit: Int = 1000) -> String {
        let range = mark.bytes.lowerBound..<Swift.min(mark.bytes.upperBound, mark.bytes.lowerBound + limit)
        return storage.encoding.text(of: storage.bytes[range])
    }

    /// A cell's bytes with each pair of quotes made one, and backslashes that escape something gone.
    private func unescaped(_ cell: CellMark) -> ArraySlice<UInt8> {
        let quote = UInt8(ascii: "\"")
        var plain: [UInt8] = []
        plain.reserveCapacity(cell.end - cell.start)
        var isEscaped = false  // the byte before was a backslash, or the first quote of a pair
        for place in cell.start..<cell.end {
            let byte = storage.bytes[place]
            if isEscaped {
                isEscaped = false
                if storage.bytes[place - 1] == quote {
                    if byte == quote { continue }  // the second quote of the pair
                } else if byte == quote || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "'") {
                    plain[plain.count - 1] = byte  // the backslash goes
                    continue
                }
            }
            plain.append(byte)
            isEscaped =
                (byte == quote && cell.isQuoted)
                || (byte == UInt8(ascii: "\\") && storage.format.escapesWithBackslash)
        }
        return plain[...]
    }
}
