import Domain
import Pages
import Tabular

/// A first look at an uploaded file: its format, its columns, its first rows.
struct CSVLook: Sendable {
    let format: CSVFormat
    let guess: HeaderGuess
    /// The first rows below the header, as they were read.
    let rows: [[String]]

    /// Enough for the header and a hundred rows of ordinary length.
    private static let sampleBytes = 256 << 10
    private static let shownRows = 8

    /// Looks at the start of a file; throws `TableProblem` when it is no list.
    init(_ file: ByteSource, lexicon: HeaderLexicon) throws {
        let sample = try file.read(0, Self.sampleBytes)
        let isWhole = sample.count == file.count
        var table = ProspectTable(lexicon: lexicon)
        // Tells a workbook, a PDF or an empty file by its first bytes.
        _ = try table.read(sample)
        if isWhole { _ = try table.finish() }
        var reader = CSVReader()
        var rows = Array(reader.read(sample))
        if isWhole { rows += Array(reader.finish()) }
        guard let format = reader.format, !rows.isEmpty else { throw TableProblem.empty }
        self.format = format
        guess = HeaderGuess(rows, lexicon: lexicon)
        let header = guess.headerRow ?? 0
        self.rows = rows.lazy.filter { $0.number > header && !$0.isBlank }.prefix(Self.shownRows).map { row in
            (0..<row.count).map { row.clean($0) }
        }
    }

    /// Rows below the header that hold anything, in the whole file.
    func countRows(_ file: ByteSource) throws -> Int {
        var reader = CSVReader(format: format)
        var rows = 0
        for offset in stride(from: 0, to: file.count, by: Self.sampleBytes) {
            try Task.checkCancellation()
            rows += reader.read(try file.read(offset, Self.sampleBytes)).count(where: isData)
        }
        return rows + reader.finish().count(where: isData)
    }

    private func isData(_ row: CSVRow) -> Bool { row.number > (guess.headerRow ?? 0) && !row.isBlank }

    /// The columns as a page offers them for correction; `chosen` is what a person said before.
    func columns(chosen: [Int: String]?) -> [ImportPage.Column] {
        guess.columns.map { column in
            let guessed = column.chosen.map(\.attribute.rawValue) ?? Self.leaveOut.key
            return ImportPage.Column(
                index: column.index, header: column.title,
                choice: chosen.map { $0[column.index] ?? Self.leaveOut.key } ?? guessed,
                sureness: Self.sureness(column.chosen), examples: column.samples)
        }
    }

    /// From this many percent on a guess is called sure.
    private static let sure = 75

    private static func sureness(_ chosen: ColumnGuess.Candidate?) -> ImportPage.Sureness {
        guard let chosen else { return .none }
        return chosen.confidence >= sure
            ? .certain(percent: chosen.confidence) : .guess(why: chosen.reason)
    }

    private static let leaveOut = ImportPage.Choice("", "leave out")

    /// What a column can become.
    static let choices = [leaveOut] + ProspectAttribute.allCases.map { .init($0.rawValue, $0.label) }
}

extension ProspectAttribute {
    /// As menus call it.
    fileprivate var label: String {
        switch self {
        case .linkedinBio: "LinkedIn bio"
        case .linkedinURL: "LinkedIn address"
        case .signalText: "Text to read"
        case .sourceURL: "Source address"
        case .email: "E-mail"
        default: rawValue.prefix(1).uppercased() + rawValue.dropFirst().replacing("_", with: " ")
        }
    }
}
