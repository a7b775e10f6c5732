import Tabular
import Testing

@Suite struct CSVWriterTests {
    @Test func `cells are quoted where RFC 4180 asks`() {
        var writer = CSVWriter()
        writer.write(["a", "b,c", "d\"e", "f\ng", " h", ""])
        writer.write([""])
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == "a,\"b,c\",\"d\"\"e\",\"f\ng\",\" h\",\r\n\"\"\r\n")
    }

    @Test(arguments: [
        ("=1+1", true), ("=HYPERLINK(\"http://x\")", true), ("+1+cmd|' /C calc'!A0", true),
        ("-2+3+cmd", true),
        ("@SUM(A1)", true), ("\t=1", true), ("\r=1", true), ("\n=1", true), ("＝1", true), ("-", true),
        ("+", true),
        ("-A1", true), ("+A1:B2", true), ("-5", false), ("-5.25", false), ("+49 (0)30 123-45", false),
        ("+1-512-555-0100", false), ("-12,5 %", false), ("a=1", false), ("", false), ("5-3", false),
        ("'=1", false), ("ada@x.example", false),
    ]) func `a formula is guarded and a number is not`(_ cell: String, _ isGuarded: Bool) {
        var writer = CSVWriter()
        writer.write([cell, "x"])
        let written = CSVReader.rows(of: writer.bytes, format: CSVFormat()).first?[0]
        #expect(written == (isGuarded ? "'" + cell : cell))
    }

    @Test func `an export imports as what it was`() {
        let cells = ["=1+1", "+x", "-5", "+49 30 1", "Ada \"the\" Countess", "@ada", "plain"]
        var writer = CSVWriter()
        writer.write(cells)
        #expect(
            CSVReader.rows(of: writer.bytes).first.map { row in (0..<row.count).map { row.clean($0) } }
                == cells)
    }

    @Test func `what was taken is not written again`() {
        var writer = CSVWriter(byteOrderMark: true)
        writer.write(["a"])
        #expect(writer.take() == [0xEF, 0xBB, 0xBF, 0x61, 0x0D, 0x0A])
        writer.write(["b"])
        #expect(writer.take() == [0x62, 0x0D, 0x0A])
    }
}
