/// Reads any sensible CSV as it arrives, in memory that does not grow with the file.
///
/// ```swift
/// var reader = CSVReader()
/// while let chunk = next() { for row in reader.read(chunk) { … } }
/// for row in reader.finish() { … }
/// ```
/// Where the chunks are cut makes no difference to the rows. A row that cannot be read carries a `fault` and never
/// stops those after it. Feed chunks of 64 KB or so: a batch holds its chunk.
package struct CSVReader: Sendable {
    /// How much of the file is looked at before the format is decided.
    package static let sampleBytes = 64 << 10

    /// The file's format; `nil` until enough has been read to tell.
    package private(set) var format: CSVFormat?
    private let limits: CSVLimits
    private var buffer: [UInt8] = []
    private var transcoder: UTF16Transcoder?
    private var nextNumber = 1
    private var nextLine = 1
    /// Whether the rest of the line at hand is to be thrown away.
    private var isDiscarding = false
    /// How much must be buffered before it is worth scanning again: twice what held no whole record, so that the work
    /// stays linear however small the chunks.
    private var enough = 1

    /// A reader that finds out the format by itself, or is told.
    package init(format: CSVFormat? = nil, limits: CSVLimits = .standard) {
        self.limits = limits
        if let format { adopt(format) }
    }

    /// Takes the next bytes of the file and returns the rows that are now whole.
    package mutating func read(_ chunk: [UInt8]) -> CSVBatch {
        if format == nil {
            buffer.append(contentsOf: chunk)
            guard buffer.count >= Self.sampleBytes else { return .empty }
            start(isWhole: false)
        } else {
            take(chunk)
        }
        return buffer.count < enough ? .empty : scan(isFinal: false)
    }

    /// Takes the end of the file and returns the rows that were left.
    package mutating func finish() -> CSVBatch {
        if format == nil { start(isWhole: true) }
        transcoder?.finish(into: &buffer)
        return scan(isFinal: true)
    }

    /// All rows of a file that is in memory.
    package static func rows(
        of bytes: [UInt8], format: CSVFormat? = nil, limits: CSVLimits = .standard
    ) -> [CSVRow] {
        var reader = CSVReader(format: format, limits: limits)
        return Array(reader.read(bytes)) + Array(reader.finish())
    }

    private mutating func start(isWhole: Bool) {
        let raw = buffer
        buffer = []
        let format = CSVFormat(sniffing: Array(raw.prefix(Self.sampleBytes)), isWhole: isWhole)
        adopt(format)
        take(raw.dropFirst(format.markLength))
    }

    private mutating func adopt(_ format: CSVFormat) {
        self.format = format
        switch format.encoding {
        case .utf8, .windows1252: break
        case .utf16LittleEndian, .utf16BigEndian:
            transcoder = UTF16Transcoder(isBigEndian: format.encoding == .utf16BigEndian)
        }
    }

    private mutating func take(_ bytes: some Collection<UInt8>) {
        if transcoder != nil {
            transcoder?.append(bytes, to: &buffer)
        } else {
            buffer.append(contentsOf: bytes)
        }
    }

    /// Cuts the buffer into rows and keeps what is left over.
    private mutating func scan(isFinal: Bool) -> CSVBatch {
        guard let format else { return .empty }
        var rows: [CSVBatch.RowMark] = []
        let bytes = buffer
        var used = 0
        var cells: [CellMark] = []
        bytes.withUnsafeBufferPointer { pointer in
            var scanner = CSVScanner(bytes: pointer, format: format, isFinal: isFinal, limits: limits)
            rows.reserveCapacity(pointer.count / 64)  // about what a short row takes
            while scanner.at < pointer.count, step(&scanner, &rows) {}
            nextLine += scanner.lines
            used = scanner.at
            cells = scanner.cells
        }
        buffer = Array(bytes[used...])
        enough = max(1, buffer.count * 2)
        guard !rows.isEmpty else { return .empty }
        return CSVBatch(
            storage: CSVBatch.Storage(bytes: bytes, cells: cells, format: format), rows: rows)
    }

    /// Reads one record, or throws away the rest of a line; false when more bytes are needed.
    private mutating func step(_ scanner: inout CSVScanner, _ rows: inout [CSVBatch.RowMark]) -> Bool {
        guard !isDiscarding else { return discard(&scanner) }
        let (start, line, firstCell) = (scanner.at, nextLine + scanner.lines, scanner.cells.count)
        var fault: CSVFault?
        switch scanner.record() {
        case .incomplete: return false
        case .record: if isBlank(scanner, firstCell) || isDirective(line) { return true }
        case .broken(let kind, let column): fault = CSVFault(kind, column: column, limits: limits)
        case .discard(let kind, let column):
            fault = CSVFault(kind, column: column, limits: limits)
            isDiscarding = true
        }
        rows.append(
            CSVBatch.RowMark(
                number: nextNumber, line: line, cells: firstCell..<scanner.cells.count,
                bytes: start..<scanner.at,
                fault: fault))
        nextNumber += 1
        return true
    }

    private mutating func discard(_ scanner: inout CSVScanner) -> Bool {
        let end = scanner.bytes.count
        let lineEnd = CellEnds.lines.first(in: scanner.bytes, scanner.at, end)
        scanner.at = lineEnd
        guard lineEnd < end, let next = scanner.behindLineEnd(at: lineEnd) else { return false }
        scanner.at = next
        scanner.lines += 1
        isDiscarding = false
        return true
    }

    private func isBlank(_ scanner: CSVScanner, _ firstCell: Int) -> Bool {
        guard scanner.cells.count == firstCell + 1 else { return false }
        let cell = scanner.cells[firstCell]
        return !cell.isQuoted
            && scanner.bytes[cell.start..<cell.end].allSatisfy {
                $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t")
            }
    }

    private func isDirective(_ line: Int) -> Bool { line == 1 && format?.hasDirective == true }
}
