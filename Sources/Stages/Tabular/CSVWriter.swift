/// Writes rows as RFC 4180 has them.
package struct CSVWriter: Sendable {
    /// What becomes of cells a spreadsheet would run.
    package enum Formulas: Hashable, Sendable {
        /// They get an apostrophe in front (see `Formula`): for whatever people open in a spreadsheet.
        case guarded
        /// They stay as they are: for files only programs read.
        case kept
    }

    /// What was written so far and not taken yet.
    package private(set) var bytes: [UInt8] = []
    private let separator: UInt8
    private let formulas: Formulas

    /// A writer with nothing written; `byteOrderMark` helps old Excel versions to see that it is UTF-8.
    package init(separator: Character = ",", formulas: Formulas = .guarded, byteOrderMark: Bool = false) {
        self.separator = separator.asciiValue ?? UInt8(ascii: ",")
        self.formulas = formulas
        if byteOrderMark { bytes = [0xEF, 0xBB, 0xBF] }
    }

    /// Appends one row.
    package mutating func write(_ cells: some Collection<String>) {
        var isFirst = true
        for cell in cells {
            if !isFirst { bytes.append(separator) }
            isFirst = false
            // A row of one empty cell would be a blank line, which readers skip.
            write(cell, mustQuote: cells.count == 1)
        }
        bytes.append(UInt8(ascii: "\r"))
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Hands over what was written and starts afresh, so that an export need not be held in memory.
    package mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    private mutating func write(_ text: String, mustQuote: Bool) {
        var text = formulas == .guarded ? Formula.guarded(text) : text
        text.withUTF8 { content in
            guard needsQuotes(content) || (mustQuote && content.isEmpty) else {
                bytes.append(contentsOf: content)
                return
            }
            bytes.append(UInt8(ascii: "\""))
            for byte in content {
                if byte == UInt8(ascii: "\"") { bytes.append(byte) }
                bytes.append(byte)
            }
            bytes.append(UInt8(ascii: "\""))
        }
    }

    /// Whether the cell holds what has a meaning outside quotes, or blanks at its ends that readers may trim.
    private func needsQuotes(_ content: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = content.first, let last = content.last else { return false }
        if first <= UInt8(ascii: " ") || last <= UInt8(ascii: " ") { return true }
        return content.contains { byte in
            byte == separator || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
                || byte == UInt8(ascii: "\r")
        }
    }
}
