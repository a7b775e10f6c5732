import Reference
import Testing

struct PhoneCase: Sendable, CustomTestStringConvertible {
    let says: String
    let text: String
    var region = "IN"
    var finds: [String]
    var quotes: [String]
    var testDescription: String { says }
}

@Suite struct PhoneBookTests {
    @Test(arguments: [
        PhoneCase(
            says: "an Indian mobile takes the default region", text: "Call 098765 43210 today",
            finds: ["+919876543210"], quotes: ["098765 43210"]),
        PhoneCase(
            says: "emoji before a number count as one scalar each", text: "👩🏽‍💻📞 +91 98765 43210 🎉",
            finds: ["+919876543210"], quotes: ["+91 98765 43210"]),
        PhoneCase(
            says: "Devanagari digits are digits", text: "फ़ोन: ९८७६५ ४३२१० पर",
            finds: ["+919876543210"], quotes: ["९८७६५ ४३२१०"]),
        PhoneCase(
            says: "two numbers beside each other stay two", text: "9876543210 9876543211,9876543212",
            finds: ["+919876543210", "+919876543211", "+919876543212"],
            quotes: ["9876543210", "9876543211", "9876543212"]),
        PhoneCase(
            says: "an extension belongs to the span and not to the number",
            text: "Fon 03 331 6005 ext. 3456.", region: "NZ", finds: ["+6433316005"],
            quotes: ["03 331 6005 ext. 3456"]),
        PhoneCase(
            says: "a line break ends a number", text: "98765\n43210", finds: [], quotes: []),
        PhoneCase(
            says: "years, dates, money and amounts are no numbers",
            text: "2012-01-02 08:00, ₹20,00,00,000 in 1999-2004, 12/11/2020, order 4711", finds: [],
            quotes: []),
        PhoneCase(
            says: "a number after a long stretch of prose is found at its place",
            text: String(repeating: "नमस्ते world ", count: 400) + "tel:+1-650-253-0000",
            finds: ["+16502530000"], quotes: ["+1-650-253-0000"]),
        PhoneCase(
            says: "an unknown region still reads international numbers", text: "+1 650 253 0000",
            region: "", finds: ["+16502530000"], quotes: ["+1 650 253 0000"]),
        PhoneCase(
            says: "a NUL does not end the search", text: "a\u{0}b 098765 43210", finds: ["+919876543210"],
            quotes: ["098765 43210"]),
        PhoneCase(says: "nothing is found in nothing", text: "", finds: [], quotes: []),
    ]) func find(_ test: PhoneCase) {
        let found = PhoneBook().find(in: test.text, region: test.region)
        let scalars = Array(test.text.unicodeScalars)
        #expect(found.map(\.e164) == test.finds)
        #expect(found.map { quote(scalars, $0.span) } == test.quotes)
    }

    @Test func `a possible number is found only when asked for`() {
        let text = "Fax 1650253"
        #expect(PhoneBook().find(in: text, region: "US", leniency: .valid).isEmpty)
        #expect(PhoneBook().find(in: text, region: "US", leniency: .possible).count == 1)
    }

    @Test func `kind and region come from the numbering plan`() throws {
        let mobile = try #require(PhoneBook().parse("098765 43210", region: "IN"))
        #expect(mobile.isMobile == true && mobile.region == "IN" && mobile.isValid)
        let fixed = try #require(PhoneBook().parse("+49 30 123456", region: "IN"))
        #expect(fixed.isMobile == false && fixed.region == "DE")
        let either = try #require(PhoneBook().parse("650 253 0000", region: "US"))
        #expect(either.isMobile == nil && either.kind == .fixedOrMobile)
    }

    @Test(arguments: ["", "abc", "12", "++++", String(repeating: "9", count: 400), "98765"])
    func `what is no number has no E.164 form`(raw: String) {
        #expect(PhoneBook().e164(raw, region: "IN") == nil)
    }

    @Test func `the book may be read from many threads at once`() async {
        let book = PhoneBook()
        let sums = await withTaskGroup(of: Int.self) { group in
            for worker in 0..<8 {
                group.addTask {
                    (0..<200).reduce(0) { sum, turn in
                        sum + book.find(in: "x 98765 4\(3000 + worker * 200 + turn)", region: "IN").count
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(sums == 1600)
    }

    @Test(.timeLimit(.minutes(1)), arguments: HostileText.all)
    func `hostile digits end within the budget`(_ text: HostileText) {
        // Each takes 0.05–0.3 s; without the budget a megabyte of spaced numbers takes a minute and a half.
        let found = PhoneBook().find(in: text.megabyte, region: "IN")
        #expect(found.count <= 2_100)
    }

    @Test func `every number of a long list is found whole`() {
        let numbers = (0..<500).map { "98765 \(43_000 + $0)" }
        let found = PhoneBook().find(in: numbers.joined(separator: ", "))
        #expect(found.map(\.e164) == numbers.map { "+91" + $0.filter { $0 != " " } })
    }

    private func quote(_ scalars: [Unicode.Scalar], _ span: Range<Int>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[span])
        return String(text)
    }
}

/// A megabyte of one unit over and over.
struct HostileText: Sendable, CustomTestStringConvertible {
    let unit: String
    var megabyte: String { String(repeating: unit, count: 1_000_000 / unit.utf8.count) }
    var testDescription: String { unit }

    static let all = [
        "1", "1 ", "1234567890", "9876543210 ", "12-34-56-78/90 ", "+1(", "2012-01-02 ", "1,2,3,", "((1)) ",
        "123456x12 ", "((((((", "१२३ ", "98765 43210 ", "+91 98765 43210\n", "1ext", "x1", "+",
        "123 456 7890 ext. 12345 ", "12345 ",
    ].map(HostileText.init)
}
