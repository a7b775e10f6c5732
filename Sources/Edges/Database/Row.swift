/// One row of a result, read column by column from the left.
///
/// The order of reading is the order of the statement's columns, so a row becomes a value in one initialiser.
package struct Row {
    private let source: any RowSource
    private var column = 0

    init(_ source: any RowSource) {
        self.source = source
    }

    /// The next column as an integer; 0 when null.
    package mutating func int64() -> Int64 { source.int64(next()) }
    package mutating func int() -> Int { Int(source.int64(next())) }
    package mutating func bool() -> Bool { source.int64(next()) != 0 }
    package mutating func double() -> Double { source.double(next()) }
    package mutating func text() -> String { source.text(next()) }
    package mutating func bytes() -> [UInt8] { source.bytes(next()) }

    package mutating func optionalInt64() -> Int64? { optional { $0.int64($1) } }
    package mutating func optionalInt() -> Int? { optional { Int($0.int64($1)) } }
    package mutating func optionalText() -> String? { optional { $0.text($1) } }
    package mutating func optionalBytes() -> [UInt8]? { optional { $0.bytes($1) } }

    /// Whether the next column is null; reads nothing.
    package var isNextNull: Bool { source.isNull(column) }

    /// Passes over columns, as those of a join that found nothing; always nil.
    package mutating func skip<T>(_ count: Int) -> T? {
        column += count
        return nil
    }

    private mutating func next() -> Int {
        defer { column += 1 }
        return column
    }

    private mutating func optional<T>(_ read: (any RowSource, Int) -> T) -> T? {
        let index = next()
        return source.isNull(index) ? nil : read(source, index)
    }
}

/// Where a row's columns are: a SQLite statement or a PostgreSQL result.
protocol RowSource: AnyObject {
    func isNull(_ column: Int) -> Bool
    func int64(_ column: Int) -> Int64
    func double(_ column: Int) -> Double
    func text(_ column: Int) -> String
    func bytes(_ column: Int) -> [UInt8]
}
