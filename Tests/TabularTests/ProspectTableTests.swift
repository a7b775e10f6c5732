import Tabular
import Testing

@Suite struct ProspectTableTests {
    private static let header = "name,role,company,industry,location,linkedin_bio\n"

    private func read(
        _ text: String, _ required: RequiredColumns = .prospects, by size: Int = 1 << 16
    ) throws -> [ProspectRow] {
        var table = ProspectTable(lexicon: try Shipped.lexicon(), required: required)
        let bytes = Array(text.utf8)
        var rows: [ProspectRow] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            rows += try table.read(Array(bytes[start..<min(start + size, bytes.count)]))
        }
        return rows + (try table.finish())
    }

    private func summary(_ rows: [ProspectRow]) -> [String] {
        rows.map { row in
            switch row {
            case .prospect(let prospect, let row): "\(row.number) \(prospect.name)/\(prospect.company)"
            case .skipped(let row, let reason): "\(row.number) skipped: \(reason)"
            case .fault(let fault): fault.description
            }
        }
    }

    @Test func `cells are cleaned and extra columns kept in order`() throws {
        let rows = try read(
            "fav,Name,Role,Company,Industry,Location,Bio,zoo\n"
                + "1, Ada\u{A0} Lovelace\u{200B} ,N/A, Acme,null,-,\"a\n  b\",\n")
        guard case .prospect(let prospect, _) = try #require(rows.first) else { return #expect(Bool(false)) }
        #expect(prospect.name == "Ada Lovelace")
        #expect(prospect.role.isEmpty && prospect.industry.isEmpty && prospect.location.isEmpty)
        #expect(prospect.linkedinBio == "a b")
        #expect(prospect.extra.map(\.title) == ["fav"])
        #expect(prospect.extra.map(\.value) == ["1"])
    }

    @Test func `split names and places are joined`() throws {
        let rows = try read(
            "first name,surname,title,company,sector,city,country,about\nAda,Lovelace,CEO,Acme,SaaS,London,UK,x\n"
        )
        guard case .prospect(let prospect, _) = try #require(rows.first) else { return #expect(Bool(false)) }
        #expect(prospect.name == "Ada Lovelace")
        #expect(prospect.location == "London, UK")
    }

    @Test(arguments: [1, 7, 1 << 16])
    func `a bad row is named and never stops the rest`(size: Int) throws {
        let rows = try read(
            Self.header + """
                Ada,CEO,Acme,saas,London,bio
                Bob,CTO,Acme,saas,"Berlin,bio
                ,CEO,,saas,Paris,bio
                Cy,CEO,Acme, Inc,saas,Rome,bio
                ,,,,,
                Dee,CEO

                """, by: size)
        #expect(
            summary(rows) == [
                "2 Ada/Acme",
                "row 3, column location: a quote opens the cell and nothing closes it. close the cell with a quote, "
                    + "and write a quote inside a quoted cell twice",
                "row 4, column name: name and company are empty. fill in name or company",
                "row 5, column 7: the row has 7 cells, but there are 6 columns. put quotes around the cell that "
                    + "holds a comma",
                "7 Dee/",
            ])
    }

    @Test func `rows without a signal are passed over, those without a company are faults`() throws {
        let rows = try read(
            "company_name,signal_text\nAcme,Hiring a marketer\nKite,\n,Hiring\n", .signals)
        #expect(
            summary(rows) == [
                "2 /Acme", "3 skipped: no signal_text",
                "row 4, column company_name: company is empty. fill in company",
            ])
    }

    struct Refused: CustomTestStringConvertible {
        let text: String
        let required: RequiredColumns
        let message: String
        var testDescription: String { message }
    }

    @Test(arguments: [
        Refused(text: "", required: .prospects, message: "the file is empty"),
        Refused(text: "\n\r\n  \n", required: .prospects, message: "the file is empty"),
        Refused(
            text: "name,role\nAda,CEO\n", required: .prospects,
            message:
                "missing columns: company, industry, location, linkedin_bio; the file has: \"name\", \"role\". "
                + "add a column called \"company\" to the file's first row"),
        Refused(
            text: "company_name,zork\nAcme,x\n", required: .signals,
            message:
                "missing column: signal_text; the file has: \"company_name\", \"zork\". not recognised: \"zork\"; "
                + "rename one of them, or add a column called \"signal_text\""),
        Refused(
            text: "PK\u{3}\u{4}xxxx", required: .anything,
            message:
                "the file is a zip archive or an Excel workbook (.xlsx), not CSV. Open it and save it as CSV (UTF-8)."
        ),
        Refused(
            text: "\n<!DOCTYPE html><html>", required: .anything,
            message:
                "the file is a web page, not CSV. The download may need a login; open the link in a browser."),
    ]) func `a useless file is refused with a way out`(_ test: Refused) {
        let problem = #expect(throws: TableProblem.self) { try read(test.text, test.required) }
        #expect(problem?.description == test.message)
    }

    @Test func `a header alone is a table without rows`() throws {
        #expect(try read(Self.header).isEmpty)
    }

    @Test func `many rows stream through`() throws {
        let text = Self.header + String(repeating: "Ada,CEO,Acme,saas,London,bio\n", count: 5_000)
        #expect(try read(text, by: 4096).count == 5_000)
    }

    @Test(arguments: [
        ("  a  b\t c ", "a b c"), ("\u{A0}x\u{202F}", "x"), ("\u{FEFF}x\u{200B}y\u{AD}", "xy"), ("N/A", ""),
        ("n/a", ""), ("NULL", ""), ("None", ""), ("-", ""), ("–", ""), ("k.A.", ""), ("Nadia", "Nadia"),
        ("Null", "Null"), ("Nan", "Nan"),
        ("NA", ""),
        ("a-b", "a-b"), ("#N/A", ""), ("", ""), ("   ", ""), ("'=1+1", "=1+1"), ("'+x", "+x"),
        ("'tis", "'tis"),
        ("می\u{200C}روم", "می\u{200C}روم"), ("a\0b", "a b"), ("Ünsal  Öz", "Ünsal Öz"), ("-5", "-5"),
    ]) func `a cell is cleaned`(_ raw: String, _ clean: String) {
        #expect(Cell.clean(raw) == clean)
        var writer = CSVWriter(formulas: .kept)
        writer.write([raw, "x"])
        #expect(CSVReader.rows(of: writer.bytes, format: CSVFormat()).first?.clean(0) == clean)
    }
}
