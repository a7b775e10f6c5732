/// Turns rows into prospects, once it is known which column holds what.
package struct ProspectReader: Sendable {
    /// Which column holds what.
    package let map: ColumnMap
    private let headerRow: Int?
    private let required: RequiredColumns
    private let separatorName: String
    private let extras: [Int]
    /// For each attribute its column.
    private let places: [(attribute: Int, column: Int)]

    /// A reader of the rows below `headerRow`.
    package init(map: ColumnMap, headerRow: Int?, required: RequiredColumns, format: CSVFormat?) {
        self.map = map
        self.headerRow = headerRow
        self.required = required
        separatorName = format?.separatorName ?? "separator"
        extras = map.extras
        places = ProspectAttribute.allCases.compactMap { attribute in
            map[attribute].map { (attribute.index, $0) }
        }
    }

    /// What becomes of a row; `nil` for the header, notes above it, and rows in which every cell is empty.
    package func read(_ row: CSVRow) -> ProspectRow? {
        if let headerRow, row.number <= headerRow { return nil }
        if let fault = row.fault {
            return .fault(self.fault(row, fault.column - 1, fault.reason, fault.hint))
        }
        if let surplus = surplusCell(row) { return .fault(surplus) }
        var values = [String](repeating: "", count: ProspectAttribute.allCases.count)
        for (attribute, column) in places { values[attribute] = row.clean(column) }
        let extra = extraCells(row)
        let prospect = Prospect(values: values, extra: extra)
        if extra.isEmpty, values.allSatisfy(\.isEmpty) { return nil }
        for attribute in required.skippedWithout where prospect[attribute].isEmpty {
            return .skipped(row: row, reason: "no \(attribute.rawValue)")
        }
        for group in required.needed where group.allSatisfy({ prospect[$0].isEmpty }) {
            return .fault(nothingIn(group, row))
        }
        return .prospect(prospect, row: row)
    }

    private func extraCells(_ row: CSVRow) -> [Prospect.ExtraCell] {
        var cells: [Prospect.ExtraCell] = []
        for column in extras where column < row.count {
            let value = row.clean(column)
            if !value.isEmpty { cells.append(Prospect.ExtraCell(title: map.titles[column], value: value)) }
        }
        return cells
    }

    /// A filled cell beyond the last column means that some cell was cut in two.
    private func surplusCell(_ row: CSVRow) -> RowFault? {
        guard row.count > map.titles.count,
            let surplus = (map.titles.count..<row.count).first(where: { !row.clean($0).isEmpty })
        else { return nil }
        return fault(
            row, surplus, "the row has \(row.count) cells, but there are \(map.titles.count) columns",
            "put quotes around the cell that holds a \(separatorName)")
    }

    private func nothingIn(_ group: [ProspectAttribute], _ row: CSVRow) -> RowFault {
        let names = group.filter(map.covers).map(\.rawValue)
        let column = group.first { map[$0] != nil }.flatMap { map[$0] }
        let reason =
            names.count == 1 ? "\(names[0]) is empty" : "\(names.joined(separator: " and ")) are empty"
        return fault(row, column, reason, "fill in \(names.joined(separator: " or "))")
    }

    private func fault(_ row: CSVRow, _ column: Int?, _ reason: String, _ hint: String) -> RowFault {
        let title = column.map { map.titles.indices.contains($0) ? map.titles[$0] : "\($0 + 1)" }
        return RowFault(
            number: row.number, line: row.line, column: title, reason: reason, hint: hint,
            source: row.source(limit: 500))
    }
}
