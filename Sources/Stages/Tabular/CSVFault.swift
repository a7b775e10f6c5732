/// How much one record may ask of the reader.
package struct CSVLimits: Hashable, Sendable {
    /// Bytes in a cell; a megabyte is a novel.
    package var cellBytes: Int
    /// Bytes in a record.
    package var rowBytes: Int
    /// Cells in a record; a spreadsheet has 16 384 columns.
    package var cells: Int

    /// The limits given, over those for any sensible file.
    package init(cellBytes: Int = 1 << 20, rowBytes: Int = 8 << 20, cells: Int = 16_384) {
        self.cellBytes = cellBytes
        self.rowBytes = rowBytes
        self.cells = cells
    }

    /// For any sensible file.
    package static let standard = CSVLimits()
}

/// Why one record could not be split into cells.
package struct CSVFault: Hashable, Sendable {
    /// The sorts of fault.
    package enum Kind: Hashable, Sendable {
        case unclosedQuote
        case cellTooLong
        case rowTooLong
        case tooManyCells
    }

    /// The sort of fault.
    package let kind: Kind
    /// The column where it shows, from 1.
    package let column: Int
    /// The limit that was passed, where it is one.
    let limit: Int

    /// What is wrong, in words.
    package var reason: String {
        switch kind {
        case .unclosedQuote: "a quote opens the cell and nothing closes it"
        case .cellTooLong: "the cell is longer than \(size)"
        case .rowTooLong: "the row is longer than \(size)"
        case .tooManyCells: "the row has more than \(limit) cells"
        }
    }

    /// How to mend it, in words.
    package var hint: String {
        switch kind {
        case .unclosedQuote: "close the cell with a quote, and write a quote inside a quoted cell twice"
        case .cellTooLong, .rowTooLong, .tooManyCells:
            "shorten it, or look for a missing line break or the wrong separator"
        }
    }

    private var size: String { limit >= 1 << 20 ? "\(limit >> 20) MB" : "\(limit) bytes" }

    init(_ kind: Kind, column: Int, limits: CSVLimits) {
        self.kind = kind
        self.column = column
        switch kind {
        case .unclosedQuote: limit = 0
        case .cellTooLong: limit = limits.cellBytes
        case .rowTooLong: limit = limits.rowBytes
        case .tooManyCells: limit = limits.cells
        }
    }
}
