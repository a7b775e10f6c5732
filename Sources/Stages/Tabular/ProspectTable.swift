/// Why a file as a whole cannot be read as a list of prospects.
package enum TableProblem: Error, Hashable, CustomStringConvertible {
    case empty
    /// It is something else; `hint` says how to make a CSV of it.
    case notCSV(what: String, hint: String)
    case missingColumns(MissingColumns)

    package var description: String {
        switch self {
        case .empty: "the file is empty"
        case .notCSV(let what, let hint): "the file is \(what), not CSV. \(hint)"
        case .missingColumns(let missing): missing.description
        }
    }
}

/// Reads a list of prospects as it arrives: format, header and columns are found out on the way.
///
/// ```swift
/// var table = ProspectTable(lexicon: lexicon, required: .prospects)
/// while let chunk = next() { for row in try table.read(chunk) { … } }
/// for row in try table.finish() { … }
/// ```
package struct ProspectTable: Sendable {
    /// What was guessed; `nil` until enough rows have been seen.
    package private(set) var guess: HeaderGuess?
    private var csv: CSVReader
    private let lexicon: HeaderLexicon
    private let required: RequiredColumns
    private let chosen: ColumnMap?
    private var reader: ProspectReader?
    /// Rows seen before there were enough to guess from.
    private var waiting: [CSVRow] = []
    private var hasBegun = false

    /// A table in which a person may have said which column is which (`chosen`, made from an earlier guess).
    package init(
        lexicon: HeaderLexicon, required: RequiredColumns = .anything, chosen: ColumnMap? = nil,
        format: CSVFormat? = nil, limits: CSVLimits = .standard
    ) {
        self.lexicon = lexicon
        self.required = required
        self.chosen = chosen
        csv = CSVReader(format: format, limits: limits)
    }

    /// The file's format, once known.
    package var format: CSVFormat? { csv.format }

    /// Which column holds what, once known.
    package var map: ColumnMap? { reader?.map }

    /// Takes the next bytes of the file and returns what became of the rows that are now whole.
    package mutating func read(_ chunk: [UInt8]) throws(TableProblem) -> [ProspectRow] {
        if !hasBegun, !chunk.isEmpty {
            hasBegun = true
            if let other = OtherFormat(chunk) { throw .notCSV(what: other.what, hint: other.hint) }
        }
        return try take(csv.read(chunk), isLast: false)
    }

    /// Takes the end of the file and returns what became of the rows that were left.
    package mutating func finish() throws(TableProblem) -> [ProspectRow] {
        let rows = try take(csv.finish(), isLast: true)
        guard reader != nil else { throw .empty }
        return rows
    }

    private mutating func take(_ batch: CSVBatch, isLast: Bool) throws(TableProblem) -> [ProspectRow] {
        if let reader { return batch.compactMap(reader.read) }
        waiting += batch
        guard waiting.count >= HeaderGuess.sampleRows || (isLast && !waiting.isEmpty) else { return [] }
        let guess = HeaderGuess(Array(waiting.prefix(HeaderGuess.sampleRows)), lexicon: lexicon)
        let map = chosen ?? guess.map
        self.guess = guess
        do { try required.check(map) } catch { throw .missingColumns(error) }
        let reader = ProspectReader(
            map: map, headerRow: guess.headerRow, required: required, format: csv.format)
        self.reader = reader
        defer { waiting = [] }
        return waiting.compactMap(reader.read)
    }
}

/// Files people upload by mistake, told by their first bytes.
struct OtherFormat {
    let what: String
    let hint: String

    init?(_ start: [UInt8]) {
        let text = String(decoding: start.prefix(64), as: UTF8.self).lowercased().drop(while: \.isWhitespace)
        let export = "Open it and save it as CSV (UTF-8)."
        if start.starts(with: Array("PK\u{3}\u{4}".utf8)) {
            (what, hint) = ("a zip archive or an Excel workbook (.xlsx)", export)
        } else if start.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            (what, hint) = ("an old Excel workbook (.xls)", export)
        } else if start.starts(with: Array("%PDF".utf8)) {
            (what, hint) = ("a PDF", "Export the table from the program that made it.")
        } else if start.starts(with: [0x1F, 0x8B]) {
            (what, hint) = ("compressed (gzip)", "Unpack it first.")
        } else if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") {
            (what, hint) = ("a web page", "The download may need a login; open the link in a browser.")
        } else {
            return nil
        }
    }
}
