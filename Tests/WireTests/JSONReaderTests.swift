import Foundation
import Testing
import Wire

@Suite struct JSONReaderTests {
    struct Reads {
        let text: String
        let value: JSON
        init(_ text: String, _ value: JSON) { (self.text, self.value) = (text, value) }
    }

    @Test(arguments: [
        Reads("null", nil), Reads(" true\t", true), Reads("[]", []), Reads("{ }", [:]),
        Reads("0", 0), Reads("-1", -1), Reads("9223372036854775807", .int(.max)),
        Reads("-9223372036854775808", .int(.min)),
        Reads("9223372036854775808", .double(9_223_372_036_854_775_808)),
        Reads("1.0", .double(1)), Reads("2.5", 2.5), Reads("1e3", .double(1000)), Reads("1E-2", 0.01),
        Reads("0.1", 0.1), Reads("123456789012345678901234567890", .double(1.2345678901234568e29)),
        Reads("5e-324", .double(.leastNonzeroMagnitude)), Reads("1e-999999999999", .double(0)),
        Reads("0e99999999999999999999", .double(0)),
        Reads("1.7976931348623157e308", .double(1.7976931348623157e308)),
        Reads("0.000001", .double(1e-6)), Reads("3.141592653589793", .double(.pi)),
        Reads(#""a\"b\\c\/d\b\f\n\r\t""#, "a\"b\\c/d\u{8}\u{C}\n\r\t"),
        Reads(#""\u00e9\ud83d\ude00\u0000""#, "é😀\0"),
        Reads("\"é😀 plain and long enough\"", "é😀 plain and long enough"),
        Reads("[1, [2, {\"a\": [3]}]]", [1, [2, ["a": [3]]]]),
        Reads(#"{"b": 1, "a": 2, "b": 3}"#, ["b": 3, "a": 2]),
    ]) func `the text reads as the value`(_ test: Reads) throws {
        #expect(try JSON.parse(test.text) == test.value)
    }

    @Test func `minus zero keeps its sign`() throws {
        #expect(try JSON.parse("-0").doubleValue?.sign == .minus)
    }

    struct Refuses {
        let text: [UInt8]
        let reason: String
        let line: Int
        let column: Int
        init(_ text: String, _ reason: String, _ line: Int = 1, _ column: Int) {
            self.init(bytes: Array(text.utf8), reason, line, column)
        }
        init(bytes: [UInt8], _ reason: String, _ line: Int = 1, _ column: Int) {
            (self.text, self.reason, self.line, self.column) = (bytes, reason, line, column)
        }
    }

    @Test(arguments: [
        Refuses("", "ends where a value should begin", 1, 1),
        Refuses("{\n  \"é\": 1,\n  \"b\" 2}", "expected \":\" after the key \"b\"", 3, 7),
        Refuses("[1, 2", "expected \",\" or \"]\"", 1, 6),
        Refuses("[1,]", "expected a value, found \"]\"", 1, 4),
        Refuses("{'a': 1}", "single quote", 1, 2), Refuses("nul", "expected null", 1, 1),
        Refuses("NaN", "expected a value", 1, 1), Refuses("-Infinity", "expected a digit", 1, 2),
        Refuses("1e400", "number too large", 1, 1), Refuses("[-1e400]", "number too large", 1, 2),
        Refuses("01", "start with a zero", 1, 1), Refuses("1.", "after the decimal point", 1, 3),
        Refuses("1e+", "in the exponent", 1, 4), Refuses("+1", "expected a value", 1, 1),
        Refuses("\"a\nb\"", "control character (0xA)", 1, 3), Refuses("\"abc", "not closed", 1, 1),
        Refuses(#""abc\"#, "not closed", 1, 5), Refuses(#""\x""#, "no such escape", 1, 2),
        Refuses(#""\u12g4""#, "four hexadecimal digits", 1, 2), Refuses(#""\ud800""#, "surrogate", 1, 2),
        Refuses(#""\ud800\u0041""#, "surrogate", 1, 2), Refuses(#""\udc00""#, "surrogate", 1, 2),
        Refuses("\u{FEFF}1", "byte order mark", 1, 1), Refuses("1 2", "after the end", 1, 3),
        Refuses(bytes: [0x22, 0x61, 0xFF, 0x22], "not UTF-8", 1, 3),
        Refuses(bytes: [0x22, 0xED, 0xA0, 0x80, 0x22], "not UTF-8", 1, 2),
        Refuses(bytes: [0x22, 0x5C, 0x6E, 0xC0, 0xAF, 0x22], "not UTF-8", 1, 4),
        Refuses(bytes: [0xFF, 0xFE, 0x31, 0x00], "UTF-16", 1, 1),
        Refuses(bytes: [0x00, 0x31], "UTF-16", 1, 1),
    ]) func `the fault is named and placed`(_ test: Refuses) {
        let error = #expect(throws: JSONError.self) { try JSON.parse(test.text) }
        #expect(error?.reason.contains(test.reason) == true, "\(error?.description ?? "")")
        #expect(error?.line == test.line)
        #expect(error?.column == test.column)
    }

    @Test(arguments: [64, 65, 10_000, 1_000_000])
    func `nesting is refused past the limit, however deep`(depth: Int) throws {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let inner = open == "[" ? "" : "1"
            let nested =
                String(repeating: open, count: depth) + inner + String(repeating: close, count: depth)
            if depth <= 64 {
                _ = try JSON.parse(nested)
            } else {
                #expect(throws: JSONError.self) { try JSON.parse(nested) }
                let isRead = (try? JSON.parse(nested, limits: JSONLimits(depth: .max))) != nil
                #expect(isRead == (depth <= 512), "the reader's own bound holds whatever is asked")
            }
        }
    }

    @Test func `a text past the size limit is refused unread`() {
        #expect(throws: JSONError.self) { try JSON.parse("[1, 2]", limits: JSONLimits(bytes: 5)) }
    }

    @Test func `duplicate keys are refused where asked`() {
        let error = #expect(throws: JSONError.self) {
            try JSON.parse(#"{"a": 1, "a": 2}"#, limits: .dataFile)
        }
        #expect(error?.reason == "the key \"a\" is written twice")
        #expect(error?.column == 10)
    }

    @Test func `twenty thousand keys and as many duplicates stay quick to read and to find`() throws {
        let members = (0..<40_000).map { "\"key\($0 % 20_000)\":\($0)" }.joined(separator: ",")
        let object = try #require(try JSON.parse("{\(members)}").objectValue)
        #expect(object.count == 20_000)
        #expect(object["key19999"] == 39_999)
    }

    @Test func `a megabyte of digits is read or refused in linear time`() throws {
        let digits = String(repeating: "7", count: 1_000_000)
        #expect(throws: JSONError.self) { try JSON.parse(digits) }
        #expect(try JSON.parse("0." + digits).doubleValue == 0.7777777777777778)
    }

    @Test func `doubles read to the nearest, as the standard library reads them`() throws {
        var random = SplitMix(seed: 7)
        for _ in 0..<20_000 {
            let whole = random.next() >> UInt64.random(in: 0..<64, using: &random)
            let text = "\(whole).\(random.next() % 100_000)e\(Int.random(in: -30...30, using: &random))"
            #expect(try JSON.parse(text).doubleValue == Double(text), "\(text)")
        }
    }

    @Test func `JSONTestSuite is decided as it says`() throws {
        for file in try SharedData.files("json/test_parsing") {
            let bytes = [UInt8](try Data(contentsOf: file))
            let isRead = (try? JSON.parse(bytes)) != nil  // only whether it reads matters here
            switch file.lastPathComponent.prefix(2) {
            case "y_": #expect(isRead, "\(file.lastPathComponent) must be read")
            case "n_": #expect(!isRead, "\(file.lastPathComponent) must be refused")
            default: break
            }
        }
    }
}
