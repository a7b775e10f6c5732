/// Which row names the columns, if any does, and what each column holds.
package struct HeaderGuess: Sendable {
    /// Rows looked at; more tell nothing new.
    package static let sampleRows = 100
    /// Below this a guess is worse than asking.
    private static let leastConfidence = 40
    /// How far down a header is looked for: LinkedIn's Connections.csv has three rows of notes before it.
    private static let headerDepth = 10

    /// The number of the row that names the columns; those before it are notes.
    package let headerRow: Int?
    /// How we know, in words.
    package let headerReason: String
    /// The columns in order.
    package private(set) var columns: [ColumnGuess]

    /// Guesses from a file's first rows.
    package init(_ rows: [CSVRow], lexicon: HeaderLexicon) {
        let sample = rows.filter { $0.fault == nil }.prefix(Self.sampleRows).map { row in
            (number: row.number, cells: (0..<row.count).map { row.clean($0) })
        }
        let width = Self.usualWidth(sample.map(\.cells))
        let header = Self.header(sample, width, lexicon)
        headerRow = header.place.map { sample[$0].number }
        headerReason = header.reason
        let names = header.place.map { sample[$0].cells } ?? []
        let data = sample.dropFirst(header.place.map { $0 + 1 } ?? 0).map(\.cells)
        columns = (0..<max(width, names.count)).map { index in
            let cells = data.map { index < $0.count ? $0[index] : "" }
            let name = index < names.count && !names[index].isEmpty ? names[index] : nil
            let evidence = ColumnEvidence(title: name, shape: ColumnShape(cells, lexicon), lexicon: lexicon)
            let (candidates, remark) = evidence.candidates()
            return ColumnGuess(
                index: index, title: name ?? "Column \(index + 1)", chosen: nil, candidates: candidates,
                remark: remark, samples: Array(cells.lazy.filter { !$0.isEmpty }.prefix(3)))
        }
        assign()
    }

    /// The columns as chosen, for a person to change and `ProspectReader` to use.
    package var map: ColumnMap {
        var map = ColumnMap(titles: columns.map(\.title))
        for column in columns { if let chosen = column.chosen { map[chosen.attribute] = column.index } }
        return map
    }

    /// Gives each attribute to the column that fits it best, the surest first.
    private mutating func assign() {
        let claims = columns.flatMap { column in
            column.candidates.map { (column: column.index, candidate: $0) }
        }
        .filter { $0.candidate.confidence >= Self.leastConfidence }
        .sorted { ($1.candidate.confidence, $0.column) < ($0.candidate.confidence, $1.column) }
        var takers: [ProspectAttribute: Int] = [:]
        for (index, candidate) in claims where columns[index].chosen == nil {
            if let taker = takers[candidate.attribute] {
                columns[index].remark =
                    "\(candidate.attribute.rawValue) is rather \"\(columns[taker].title)\""
            } else if isSensible(candidate, takers) {
                takers[candidate.attribute] = index
                columns[index].chosen = candidate
            }
        }
    }

    /// A long text is what people say of themselves only in a list of people.
    private func isSensible(_ candidate: ColumnGuess.Candidate, _ takers: [ProspectAttribute: Int]) -> Bool {
        guard candidate.attribute == .linkedinBio, candidate.confidence < 60 else { return true }
        return [.name, .firstName, .lastName, .role, .linkedinURL].contains { takers[$0] != nil }
    }

    /// The number of cells most rows have; of two alike, the larger.
    private static func usualWidth(_ rows: [[String]]) -> Int {
        var tally: [Int: Int] = [:]
        for row in rows { tally[row.count, default: 0] += 1 }
        return tally.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    }

    private static func header(
        _ sample: [(number: Int, cells: [String])], _ width: Int, _ lexicon: HeaderLexicon
    ) -> (place: Int?, reason: String) {
        for (place, row) in sample.prefix(headerDepth).enumerated() {
            let filled = row.cells.filter { !$0.isEmpty }
            let below = sample.dropFirst(place + 1).first?.cells ?? []
            guard !filled.isEmpty, filled.count * 2 >= width, !holdsData(row.cells, below: below)
            else { continue }
            let known = filled.count { lexicon.read($0) != nil }
            if known * 2 >= filled.count || known >= 3 {
                return (
                    place, "row \(row.number) names the columns: \(known) of \(filled.count) names are known"
                )
            }
        }
        if let first = sample.first, isUnlikeRest(first.cells, sample.dropFirst().map(\.cells), lexicon) {
            return (0, "row \(first.number) differs from the rows below it, so it names the columns")
        }
        return (nil, sample.isEmpty ? "the file has no rows" : "no row names the columns; the cells tell")
    }

    /// Whether a row has cells that can only be data.
    ///
    /// A bare `emp.var.rate` may be a name or a host: it is a host if the row below has one there too.
    private static func holdsData(_ cells: [String], below: [String]) -> Bool {
        cells.indices.contains { index in
            guard CellShape.isPlainlyData(cells[index]) else { return false }
            guard CellShape.isBareHost(cells[index]), index < below.count else { return true }
            return CellShape.isBareHost(below[index])
        }
    }

    /// Whether the first row is words where the rest of a column is addresses or numbers.
    private static func isUnlikeRest(_ first: [String], _ rest: [[String]], _ lexicon: HeaderLexicon) -> Bool
    {
        guard let below = rest.first, !first.contains(""), Set(first).count == first.count,
            !holdsData(first, below: below)
        else { return false }
        return first.indices.contains { index in
            let cells = rest.compactMap { index < $0.count && !$0[index].isEmpty ? $0[index] : nil }
            return !cells.isEmpty && cells.allSatisfy(CellShape.isPlainlyData)
        }
    }
}
