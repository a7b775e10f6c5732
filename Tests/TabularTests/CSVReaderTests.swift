import Foundation
import Tabular
import Testing
import Wire

@Suite struct CSVReaderTests {
    struct Reads: CustomTestStringConvertible {
        let says: String
        let bytes: [UInt8]
        let rows: [[String]]
        var testDescription: String { says }

        init(_ says: String, _ text: String, _ rows: [[String]]) { self.init(says, Array(text.utf8), rows) }
        init(_ says: String, _ bytes: [UInt8], _ rows: [[String]]) {
            (self.says, self.bytes, self.rows) = (says, bytes, rows)
        }
    }

    @Test(arguments: [
        Reads("an empty file has no rows", "", []),
        Reads("blank lines are no rows", "\n \r\n\t\r\r", []),
        Reads("a last line needs no end", "a,b\n1,2", [["a", "b"], ["1", "2"]]),
        Reads(
            "line ends may be mixed", "a,b\r\n1,2\r3,4\n5,6",
            [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]]),
        Reads("blank lines between rows are skipped", "a,b\n\n1,2\n\n", [["a", "b"], ["1", "2"]]),
        Reads("empty cells count", "a,b,\n,,\n", [["a", "b", ""], ["", "", ""]]),
        Reads("a separator at the end opens an empty cell", "a,b\n1,", [["a", "b"], ["1", ""]]),
        Reads(
            "quotes hold separators and line ends", "a,b\n\"1,\r\n2\",3\n", [["a", "b"], ["1,\r\n2", "3"]]),
        Reads("two quotes are one", "a,b\n\"\"\"x\"\" y\"\"\",\"\"\n", [["a", "b"], ["\"x\" y\"", ""]]),
        Reads("blanks around quotes are dropped", "a,b\n \"1\" , \"2\"\n", [["a", "b"], ["1", "2"]]),
        Reads("blanks elsewhere are kept", "a,b\n 1 ,2 \n", [["a", "b"], [" 1 ", "2 "]]),
        Reads("a quote inside a bare cell is text", "a,b\n5\" disk,x\n", [["a", "b"], ["5\" disk", "x"]]),
        Reads(
            "lone quotes inside a quoted line are text", "a,b\n\"A \"B\" C\",x\n",
            [["a", "b"], ["A \"B\" C", "x"]]),
        Reads("rows may be ragged", "a,b\n1\n1,2,3\n", [["a", "b"], ["1"], ["1", "2", "3"]]),
        Reads("a row of one empty quoted cell is a row", "a\n\"\"\n", [["a"], [""]]),
        Reads("a byte order mark is no text", "\u{FEFF}a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        Reads(
            "a byte order mark may stand before a quote", "\u{FEFF}\"a\",b\n1,2\n",
            [["a", "b"], ["1", "2"]]),
        Reads("semicolons", "a;b\n1,5;2,5\n3,5;4\n", [["a", "b"], ["1,5", "2,5"], ["3,5", "4"]]),
        Reads("tabs", "a b\tc\n1, 2\t3; 4\n", [["a b", "c"], ["1, 2", "3; 4"]]),
        Reads("bars", "a|b\n1,0|2\n", [["a", "b"], ["1,0", "2"]]),
        Reads("Excel's directive", "sep=;\r\na;b\r\n1;2,3\r\n", [["a", "b"], ["1", "2,3"]]),
        Reads(
            "backslashes that escape quotes", #"a,b\#n"say \"hi\", you","C:\\"\#n"x \"y\" z",it\'s\#n"#,
            [["a", "b"], ["say \"hi\", you", "C:\\"], ["x \"y\" z", "it's"]]),
        Reads(
            "backslashes that do not", #"a,b\#n"C:\data\","x ""y"""\#n"D:\",z\#n"#,
            [["a", "b"], ["C:\\data\\", "x \"y\""], ["D:\\", "z"]]),
        Reads("one column", "name\nAda\nBob\n", [["name"], ["Ada"], ["Bob"]]),
        Reads("zero bytes are kept", "a,b\n1\0,2\n", [["a", "b"], ["1\0", "2"]]),
        Reads(
            "Windows-1252",
            Array("Name;Stadt\nJ".utf8) + [0xFC] + Array("rg;K".utf8) + [0xF6] + Array("ln 5".utf8)
                + [0x80, 0x0A], [["Name", "Stadt"], ["Jürg", "Köln 5€"]]),
        Reads(
            "a stray Windows-1252 cell in UTF-8",
            Array("a,b\né,é\né,é\né,é\né,é\né,é\né,".utf8) + [0xE9, 0x0A],
            [["a", "b"]] + Array(repeating: ["é", "é"], count: 6)),
    ]) func `the file reads as the rows`(_ test: Reads) {
        #expect(CSVReader.rows(of: test.bytes).map(\.cells) == test.rows)
        #expect(CSVReader.rows(of: test.bytes).allSatisfy { $0.fault == nil })
    }

    @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian], [true, false])
    func `UTF-16 is read with and without its mark`(encoding: String.Encoding, hasMark: Bool) throws {
        let text = (hasMark ? "\u{FEFF}" : "") + "name;city\nJürg 😀;Łódź\nAda;London\nBob;Paris\n"
        let rows = CSVReader.rows(of: [UInt8](try #require(text.data(using: encoding))))
        #expect(
            rows.map(\.cells) == [
                ["name", "city"], ["Jürg 😀", "Łódź"], ["Ada", "London"], ["Bob", "Paris"],
            ])
    }

    @Test func `rows know their number and line`() {
        let rows = CSVReader.rows(of: Array("a,b\n\n\"x\r\ny\nz\",1\r\nlast,2".utf8))
        #expect(rows.map(\.number) == [1, 2, 3])
        #expect(rows.map(\.line) == [1, 3, 6])
        #expect(rows[1].source() == "\"x\r\ny\nz\",1\r\n")
    }

    @Test func `a format says why`() throws {
        let format = CSVFormat(sniffing: Array("a;b;c\n1;2;3\n4;5,6;7\n".utf8), isWhole: true)
        #expect(format.separatorName == "semicolon")
        #expect(format.separatorReason == "3 of the first 3 rows have 3 cells")
        #expect(format.encodingReason == "UTF-8")
        var reader = CSVReader()
        _ = reader.read([0xFF, 0xFE, 0x61, 0x00])
        #expect(reader.format == nil)
        _ = reader.finish()
        #expect(reader.format?.encoding == .utf16LittleEndian)
    }

    @Test(arguments: [
        ("Name;Notes\nSmith, J;x\nDoe, K;y\nRoe, L;z\n", "semicolon"),
        ("City, State\tName\nBerlin, BE\tAda\nRome, RM\tBob\n", "tab"),
        ("name,tags\nAda,a;b\nBob,c;d\nCy,e;f\n", "comma"),
        ("a,b\n\"x;y;z\",1\n\"x;y;z\",2\n", "comma"),
        ("one column only\nwith, a comma\nsometimes\n", "comma"),
        (
            "Notes:\n\"When exporting, you may miss some; see help\"\n\nFirst,Last,URL\nA,B,C\nD,E,F\nG,H,I\n",
            "comma"
        ),
    ]) func `the separator is told from the rows`(_ text: String, _ name: String) {
        #expect(CSVFormat(sniffing: Array(text.utf8), isWhole: true).separatorName == name)
    }

    @Test func `csv-spectrum reads as its JSON says`() throws {
        for file in try SharedData.files("csv/csvs") {
            let rows = CSVReader.rows(of: [UInt8](try Data(contentsOf: file)))
            let name = file.deletingPathExtension().lastPathComponent
            let json = file.deletingLastPathComponent().deletingLastPathComponent()
                .appending(path: "json/\(name).json")
            let vector = try JSON.parse([UInt8](try Data(contentsOf: json)))
            // One vector is a lone object whose telephone number is not the one in its CSV.
            let contradicted = name == "location_coordinates" ? "Contact Phone Number" : nil
            let expected = (vector.arrayValue ?? [vector]).compactMap(\.objectValue)
            let header = rows[0].cells
            let got = rows.dropFirst().map { JSONObject(zip(header, $0.cells).map { ($0, .string($1)) }) }
            func comparable(_ objects: [JSONObject]) -> [JSONObject] {
                objects.map { JSONObject($0.filter { $0.key != contradicted }.map { ($0.key, $0.value) }) }
            }
            #expect(comparable(got) == comparable(expected), "\(name)")
        }
    }
}
