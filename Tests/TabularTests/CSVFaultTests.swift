import Foundation
import Tabular
import Testing

@Suite struct CSVFaultTests {
    private static let limits = CSVLimits(cellBytes: 50, rowBytes: 100, cells: 8)

    struct Breaks: CustomTestStringConvertible {
        let says: String
        let text: String
        /// Each row as its cells, or its fault.
        let rows: [String]
        var testDescription: String { says }
        init(_ says: String, _ text: String, _ rows: [String]) {
            (self.says, self.text, self.rows) = (says, text, rows)
        }
    }

    @Test(arguments: [
        Breaks(
            "a quote that closes nowhere costs its own row", "a,b\n1,\"x\n2,y\n3,z\n",
            ["1:a|b", "2:unclosedQuote in 2", "3:2|y", "4:3|z"]),
        Breaks(
            "a quote closed by the next row's costs its own row", "a,b\n\"x,1\n\"y\",2\n\"z\",3\n",
            ["1:a|b", "2:unclosedQuote in 1", "3:y|2", "4:z|3"]),
        Breaks(
            "an open quote in the last row is a fault of that row", "a,b\n1,2\n3,\"x",
            ["1:a|b", "2:1|2", "3:unclosedQuote in 2"]),
        Breaks(
            "a good long cell stays good before a stray quote", "a,b,c\n\"1\n2\",\"x,3\n4,5,6\n",
            ["1:a|b|c", "2:unclosedQuote in 2", "4:4|5|6"]),
        Breaks(
            "a bare cell may be too long", "a,b\n1,\(String(repeating: "x", count: 51))\n2,y\n",
            ["1:a|b", "2:cellTooLong in 2", "3:2|y"]),
        Breaks(
            "a cell at the limit is not too long", "a,b\n1,\(String(repeating: "x", count: 50))\n",
            ["1:a|b", "2:1|\(String(repeating: "x", count: 50))"]),
        Breaks(
            "a quoted cell may be too long", "a,b\n\"\(String(repeating: "x", count: 51))\",1\n2,y\n",
            ["1:a|b", "2:cellTooLong in 1", "3:2|y"]),
        Breaks(
            "an open quote costs one row even when all the rest would be too long a cell",
            "a,b\n\"x,1\n" + String(repeating: "y,2\n", count: 20),
            ["1:a|b", "2:unclosedQuote in 1"] + (3..<23).map { "\($0):y|2" }),
        Breaks(
            "a row may be too long",
            "a,b\n" + String(repeating: "0123456789012345678901234567890,", count: 4) + "\n2,y\n",
            ["1:a|b", "2:rowTooLong in 4", "3:2|y"]),
        Breaks(
            "a row may have too many cells", "a,b\n1,2,3,4,5,6,7,8,9,10\n2,y\n",
            ["1:a|b", "2:tooManyCells in 8", "3:2|y"]),
    ]) func `a broken row never stops the rest, however the file is cut`(_ test: Breaks) {
        let bytes = Array(test.text.utf8)
        for size in [1, 2, 3, 7, bytes.count] {
            let rows = read(bytes, by: size).map { row in
                "\(row.line):"
                    + (row.fault.map { "\($0.kind) in \($0.column)" } ?? row.cells.joined(separator: "|"))
            }
            #expect(rows == test.rows, "in chunks of \(size)")
        }
    }

    private func read(_ bytes: [UInt8], by size: Int) -> [CSVRow] {
        var reader = CSVReader(format: CSVFormat(), limits: Self.limits)
        var rows: [CSVRow] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            rows += reader.read(Array(bytes[start..<min(start + size, bytes.count)]))
        }
        return rows + reader.finish()
    }

    @Test func `faults say what is wrong and how to mend it`() {
        let rows = CSVReader.rows(of: Array("a,b\n1,\"x\n2,y\n".utf8))
        #expect(rows[1].fault?.reason == "a quote opens the cell and nothing closes it")
        #expect(rows[1].fault?.hint.contains("write a quote inside a quoted cell twice") == true)
        #expect(rows[1].source() == "1,\"x\n")
        let long = CSVReader.rows(of: Array("a,b\n1,\(String(repeating: "x", count: 2 << 20))\n".utf8))
        #expect(long[1].fault?.reason == "the cell is longer than 1 MB")
        #expect(long[1].source().count == 1000)
    }

    @Test(arguments: [true, false])
    func `a cell of 100 MB costs its row and no memory`(isQuoted: Bool) throws {
        var reader = CSVReader(format: CSVFormat())
        let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 64 << 10)
        var rows = Array(reader.read(Array("name,bio\nAda,ok\nBob,\(isQuoted ? "\"" : "")".utf8)))
        let before = try peakMemory()
        for _ in 0..<1600 { rows += reader.read(chunk) }
        rows += reader.read(Array("\(isQuoted ? "\"" : "")\nCy,ok\n".utf8))
        rows += reader.finish()
        #expect(rows.map(\.number) == [1, 2, 3, 4])
        #expect(rows.map { $0.fault?.kind } == [nil, nil, .cellTooLong, nil])
        #expect(rows[3].cells == ["Cy", "ok"])
        let grown = try peakMemory() - before
        #expect(grown < 24 << 20, "peak memory grew by \(grown >> 20) MB")
    }

    /// The most memory this process ever had resident, in bytes.
    private func peakMemory() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return try #require(Int(line.split(separator: " ").dropFirst().first ?? "")) << 10
    }
}
