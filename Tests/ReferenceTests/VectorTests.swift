import Reference
import Testing

/// Published vectors of the libraries' own projects; skipped where the files are absent.
@Suite struct VectorTests {
    struct Matcher: Decodable {
        let set, text, region: String
        let real_metadata_match: Bool?
    }
    struct Number: Decodable {
        let region, type, format, text, e164: String
    }
    struct Suffix: Decodable {
        let host, registrable: String?
    }

    @Test func `numbers are found in context as by the library's own tests`() throws {
        guard let rows = try SharedData.rows("contact/phone_matcher.json", as: Matcher.self) else { return }
        let book = PhoneBook()
        let wrong = rows.filter { row in
            let found = book.find(in: row.text, region: row.region)
            guard let expected = row.real_metadata_match else {
                return found.map(\.span) != [whole(row.text)]
            }
            return found.contains { $0.span == whole(row.text) } != expected
        }
        print("phone_matcher: \(rows.count - wrong.count)/\(rows.count); wrong: \(wrong.map(\.text))")
        #expect(rows.count - wrong.count >= 69)
    }

    @Test func `every example number parses to its E.164 form`() throws {
        guard let rows = try SharedData.rows("contact/phone_parse.json", as: Number.self) else { return }
        let book = PhoneBook()
        let wrong = rows.filter { book.e164($0.text, region: $0.region) != $0.e164 }
        let lost = rows.filter { row in
            book.find(in: "Phone: \(row.text)", region: row.region).map(\.e164) != [row.e164]
        }
        print("phone_parse: \(rows.count - wrong.count)/\(rows.count) parsed,")
        print("  \(rows.count - lost.count) found in a sentence; lost \(lost.prefix(9).map(\.text))")
        #expect(rows.count - wrong.count >= 1240)
        #expect(rows.count - lost.count >= 1200)
    }

    @Test func `registrable domains are the list's own`() throws {
        guard let rows = try SharedData.rows("psl/test_psl.json", as: Suffix.self) else { return }
        let book = try DomainBook()
        let wrong = rows.filter { book.registrable($0.host ?? "") != $0.registrable }
        print("psl: \(rows.count - wrong.count)/\(rows.count); wrong: \(wrong)")
        #expect(wrong.isEmpty)
    }

    private func whole(_ text: String) -> Range<Int> { 0..<text.unicodeScalars.count }
}
