/// Where one cell's text lies in its batch's bytes.
struct CellMark: Sendable {
    let start: Int
    let end: Int
    /// Whether the text holds quotes, or what stands for them.
    let hasEscapes: Bool
    let isQuoted: Bool
}

/// Finds records in a buffer; knows nothing of what came before it or comes after.
///
/// What it decides about a record depends on the record's own bytes only, never on where the buffer ends: a record
/// whose end is not in sight is `incomplete` and scanned again when more has come.
struct CSVScanner {
    enum Step {
        case record
        case incomplete
        /// The record cannot be read; `at` is where reading goes on.
        case broken(CSVFault.Kind, column: Int)
        /// As `broken`, but the rest of the line is to be thrown away first.
        case discard(CSVFault.Kind, column: Int)
    }

    private enum CellStep {
        case separated
        case ended
        case incomplete
        case unclosed
        case tooLong
    }

    let bytes: UnsafeBufferPointer<UInt8>
    let ends: CellEnds
    let escapesWithBackslash: Bool
    let isFinal: Bool
    let limits: CSVLimits
    /// Where the next record starts.
    var at = 0
    /// Line ends passed so far.
    var lines = 0
    /// The cells found so far, record after record.
    var cells: [CellMark] = []

    private var end: Int { bytes.count }

    init(bytes: UnsafeBufferPointer<UInt8>, format: CSVFormat, isFinal: Bool, limits: CSVLimits) {
        self.bytes = bytes
        ends = CellEnds(separator: format.separator)
        escapesWithBackslash = format.escapesWithBackslash
        self.isFinal = isFinal
        self.limits = limits
        cells.reserveCapacity(bytes.count / 16)  // about what a short cell takes
    }

    /// Reads the record at hand, appending its cells.
    mutating func record() -> Step {
        let start = at
        let (linesBefore, firstCell) = (lines, cells.count)
        while true {
            let step = cell()
            let column = cells.count - firstCell
            switch step {
            case .separated:
                if column >= limits.cells { return .discard(.tooManyCells, column: column) }
                if at - start > limits.rowBytes { return .discard(.rowTooLong, column: column) }
            case .ended:
                return at - start > limits.rowBytes ? .broken(.rowTooLong, column: column) : .record
            case .incomplete:
                (at, lines) = (start, linesBefore)
                cells.removeSubrange(firstCell...)
                return .incomplete
            case .unclosed: return .broken(.unclosedQuote, column: column + 1)
            case .tooLong: return .discard(.cellTooLong, column: column + 1)
            }
        }
    }

    private mutating func cell() -> CellStep {
        var place = at
        while place < end, isPadding(bytes[place]) { place += 1 }
        if place - at > limits.cellBytes { return giveUp(at + limits.cellBytes) }
        if place < end, bytes[place] == UInt8(ascii: "\"") { return quoted(from: place + 1) }
        guard place < end || isFinal else { return .incomplete }
        let stop = ends.first(in: bytes, place, end)
        if stop - at > limits.cellBytes { return giveUp(at + limits.cellBytes) }
        guard stop < end || isFinal else { return .incomplete }
        return close(
            CellMark(start: at, end: stop, hasEscapes: escapesWithBackslash, isQuoted: false), at: stop)
    }

    /// Reads on behind an opening quote.
    ///
    /// A quote is closing when a separator or line end follows it. Any other lone quote is text as long as the cell is
    /// on one line ("Acme "Best" Ltd"); further down it says that the opening quote was a stray, which must not
    /// swallow the rest of the file.
    private mutating func quoted(from start: Int) -> CellStep {
        var place = start
        var hasEscapes = escapesWithBackslash
        var lineEnd: Int?
        var searched = start
        while true {
            let quote = CellEnds.firstQuote(in: bytes, place, end)
            if quote - start > limits.cellBytes { return giveUpQuoted(start) }
            guard quote < end else { return isFinal ? unclosed(from: start) : .incomplete }
            if escapesWithBackslash, isEscaped(quote, from: start) {
                place = quote + 1
                continue
            }
            if quote + 1 < end, bytes[quote + 1] == UInt8(ascii: "\"") {
                hasEscapes = true
                place = quote + 2
                continue
            }
            var after = quote + 1
            while after < end, isPadding(bytes[after]) { after += 1 }
            guard after < end || isFinal else { return .incomplete }
            if after == end || isCellEnd(bytes[after]) {
                let before = (at, lines)
                lines += lineEnds(in: start..<quote)
                let mark = CellMark(start: start, end: quote, hasEscapes: hasEscapes, isQuoted: true)
                let step = close(mark, at: after)
                if case .incomplete = step { (at, lines) = before }
                return step
            }
            if lineEnd == nil {
                let found = CellEnds.lines.first(in: bytes, searched, quote)
                lineEnd = found < quote ? found : nil
                searched = quote
            }
            if lineEnd != nil { return unclosed(from: start) }
            hasEscapes = true
            place = quote + 1
        }
    }

    /// Takes the cell and steps over the separator or line end behind it.
    private mutating func close(_ mark: CellMark, at stop: Int) -> CellStep {
        guard stop < end else {
            cells.append(mark)
            at = end
            return .ended
        }
        if bytes[stop] == ends.separator {
            cells.append(mark)
            at = stop + 1
            return .separated
        }
        guard let next = behindLineEnd(at: stop) else { return .incomplete }
        cells.append(mark)
        lines += 1
        at = next
        return .ended
    }

    /// The place behind the line end at `place`: a carriage return takes a line feed along, if that is known yet.
    func behindLineEnd(at place: Int) -> Int? {
        guard bytes[place] == UInt8(ascii: "\r") else { return place + 1 }
        guard place + 1 < end else { return isFinal ? end : nil }
        return bytes[place + 1] == UInt8(ascii: "\n") ? place + 2 : place + 1
    }

    /// Steps behind the first line end after a stray opening quote.
    private mutating func unclosed(from start: Int) -> CellStep {
        let lineEnd = CellEnds.lines.first(in: bytes, start, end)
        guard lineEnd < end else {
            at = end
            return .unclosed
        }
        guard let next = behindLineEnd(at: lineEnd) else { return .incomplete }
        lines += 1
        at = next
        return .unclosed
    }

    /// A quoted cell that long with several lines is a stray quote; on one line it is just long.
    private mutating func giveUpQuoted(_ start: Int) -> CellStep {
        let limit = start + limits.cellBytes
        let lineEnd = CellEnds.lines.first(in: bytes, start, limit)
        return lineEnd < limit ? unclosed(from: start) : giveUp(limit)
    }

    private mutating func giveUp(_ place: Int) -> CellStep {
        at = place
        return .tooLong
    }

    /// Whether an odd number of backslashes stands before the quote.
    private func isEscaped(_ quote: Int, from start: Int) -> Bool {
        var place = quote
        while place > start, bytes[place - 1] == UInt8(ascii: "\\") { place -= 1 }
        return !(quote - place).isMultiple(of: 2)
    }

    private func isPadding(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (byte == UInt8(ascii: "\t") && ends.separator != byte)
    }

    private func isCellEnd(_ byte: UInt8) -> Bool {
        byte == ends.separator || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    private func lineEnds(in range: Range<Int>) -> Int {
        var count = 0
        var place = CellEnds.lines.first(in: bytes, range.lowerBound, range.upperBound)
        while place < range.upperBound {
            count += 1
            let isPair =
                bytes[place] == UInt8(ascii: "\r") && place + 1 < range.upperBound
                && bytes[place + 1] == UInt8(ascii: "\n")
            place = CellEnds.lines.first(in: bytes, place + (isPair ? 2 : 1), range.upperBound)
        }
        return count
    }
}
