import Foundation
import Tabular
import Testing

@Suite struct CSVFuzzTests {
    /// How long to try; `make test` asks for a minute.
    private static let seconds =
        Double(ProcessInfo.processInfo.environment["HARRIER_FUZZ_SECONDS"] ?? "") ?? 2
    private static let limits = CSVLimits(cellBytes: 40, rowBytes: 90, cells: 12)

    private func repeatedly(seed: UInt64, _ body: (inout SplitMix) throws -> Void) rethrows {
        var random = SplitMix(seed: seed)
        let deadline = ContinuousClock.now + .seconds(Self.seconds / 4)
        repeat {
            for _ in 0..<100 { try body(&random) }
        } while ContinuousClock.now < deadline
    }

    @Test func `any bytes cut anywhere give the same rows`() throws {
        try repeatedly(seed: 1) { random in
            let bytes = Self.bytes(using: &random)
            let format: CSVFormat? = random.next() % 2 == 0 ? CSVFormat() : nil
            let whole = Self.summary(CSVReader.rows(of: bytes, format: format, limits: Self.limits))
            var reader = CSVReader(format: format, limits: Self.limits)
            var rows: [CSVRow] = []
            var start = 0
            while start < bytes.count {
                let end = min(bytes.count, start + 1 + Int(random.next() % 9))
                rows += reader.read(Array(bytes[start..<end]))
                start = end
            }
            rows += reader.finish()
            try #require(Self.summary(rows) == whole, "\(bytes)")
        }
    }

    @Test func `lines and numbers of any bytes only go up`() throws {
        try repeatedly(seed: 2) { random in
            let bytes = Self.bytes(using: &random)
            let rows = CSVReader.rows(of: bytes, limits: Self.limits)
            let lines =
                String(decoding: bytes, as: UTF8.self).unicodeScalars.count { $0 == "\n" || $0 == "\r" } + 1
            try #require(
                zip(rows, rows.dropFirst()).allSatisfy { $0.line < $1.line && $0.number + 1 == $1.number })
            try #require(rows.last?.line ?? 1 <= lines, "\(bytes)")
            for row in rows { try #require(row.count <= Self.limits.cells) }
        }
    }

    @Test func `rows read back as written`() throws {
        try repeatedly(seed: 3) { random in
            let width = 1 + Int(random.next() % 5)
            let rows = (0..<Int(random.next() % 6)).map { _ in
                (0..<width).map { _ in Self.cell(using: &random) }
            }
            for separator: Character in [",", ";", "\t", "|"] {
                var writer = CSVWriter(separator: separator, formulas: .kept)
                for row in rows { writer.write(row) }
                let format = CSVFormat(separator: separator)
                let again = CSVReader.rows(of: writer.bytes, format: format).map(\.cells)
                try #require(again == rows, "\(rows)")
            }
        }
    }

    @Test func `a table of any bytes is read or refused, never worse`() throws {
        let lexicon = try Shipped.lexicon()
        try repeatedly(seed: 4) { random in
            var bytes = Self.bytes(using: &random)
            if random.next() % 2 == 0 { bytes = Array("name,company,signal text\n".utf8) + bytes }
            var table = ProspectTable(
                lexicon: lexicon, required: random.next() % 2 == 0 ? .anything : .signals)
            do {
                let rows = try table.read(bytes) + table.finish()
                try #require(rows.count <= bytes.count)
            } catch is TableProblem {}
        }
    }

    private static func summary(_ rows: [CSVRow]) -> [String] {
        rows.map { "\($0.number) \($0.line) \($0.cells) \($0.fault.map { "\($0)" } ?? "")" }
    }

    /// Up to 300 bytes, mostly those with a meaning.
    private static func bytes(using random: inout SplitMix) -> [UInt8] {
        let tokens: [[UInt8]] = [
            "\"", "\"\"", ",", ";", "\n", "\r\n", "\r", " ", "\t", "abc", "x", "=1", "é",
        ].map {
            Array($0.utf8)
        }
        let plain = random.next() % 3 == 0
        return (0..<(random.next() % 100)).flatMap { _ -> [UInt8] in
            if !plain, random.next() % 20 == 0 { return [UInt8(truncatingIfNeeded: random.next())] }
            return tokens[Int(random.next() % UInt64(tokens.count))]
        }
    }

    private static func cell(using random: inout SplitMix) -> String {
        let tokens = [
            "\"", ",", ";", "\n", "\r", "\r\n", " ", "\t", "abc", "é", "😀", "\0", "|", "=", "\u{A0}",
        ]
        return (0..<(random.next() % 5)).map { _ in tokens[Int(random.next() % UInt64(tokens.count))] }
            .joined()
    }
}
