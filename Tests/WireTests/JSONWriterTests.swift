import Testing
import Wire

@Suite struct JSONWriterTests {
    struct Writes {
        let value: JSON
        let text: String
        init(_ value: JSON, _ text: String) { (self.value, self.text) = (value, text) }
    }

    @Test(arguments: [
        Writes(nil, "null"), Writes([true, false], "[true,false]"),
        Writes(.int(.min), "-9223372036854775808"),
        Writes(0, "0"), Writes(1200, "1200"), Writes(0.1, "0.1"), Writes(.double(1e20), "1e+20"),
        Writes(.double(3), "3.0"), Writes(.double(.nan), "null"), Writes(.double(-.infinity), "null"),
        Writes("a\"\\\n\r\t\u{1}\u{1F}é/", #""a\"\\\n\r\t\u0001\u001fé/""#),
        Writes(["b": 1, "a": ["c": []]], #"{"b":1,"a":{"c":[]}}"#), Writes(JSON(hundredths: 8250), "82.5"),
        Writes(JSON(hundredths: 9500), "95"), Writes(JSON(hundredths: -5), "-0.05"),
    ]) func `the value is written as the text`(_ test: Writes) {
        #expect(test.value.text == test.text)
    }

    @Test func `pretty text is indented by two`() {
        let value: JSON = ["b": [1, 2], "a": [:], "c": ["d": nil]]
        #expect(
            value.text(pretty: true, sortedKeys: true) == """
                {
                  "a": {},
                  "b": [
                    1,
                    2
                  ],
                  "c": {
                    "d": null
                  }
                }
                """)
    }

    @Test func `keys sort by their bytes`() {
        let value: JSON = ["é": 1, "z": 2, "Z": 3, "": 4]
        #expect(value.text(sortedKeys: true) == #"{"":4,"Z":3,"z":2,"é":1}"#)
    }

    @Test func `html-safe text cannot end a script element`() {
        let value: JSON = "</script>&<!--"
        #expect(value.text(htmlSafe: true) == #""\u003c/script\u003e\u0026\u003c!--""#)
        #expect(value.text == "\"</script>&<!--\"")
    }

    @Test func `every value reads back as written`() throws {
        var random = SplitMix(seed: 11)
        for _ in 0..<2_000 {
            let value = JSON.random(depth: 5, using: &random)
            #expect(try JSON.parse(value.bytes) == value)
            #expect(try JSON.parse(value.text(pretty: true, sortedKeys: true, htmlSafe: true)) == value)
        }
    }
}

extension JSON {
    /// Any value, nested at most `depth` deep.
    static func random(depth: Int, using random: inout SplitMix) -> JSON {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &random) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &random))
        case 2: return .int(Int64(bitPattern: random.next() >> UInt64.random(in: 0..<64, using: &random)))
        case 3:
            let double = Double(bitPattern: random.next())
            return .double(double.isFinite ? double : 0.5)
        case 4, 5: return .string(.random(using: &random))
        case 6:
            let count = Int.random(in: 0..<6, using: &random)
            return .array((0..<count).map { _ in JSON.random(depth: depth - 1, using: &random) })
        default:
            let count = Int.random(in: 0..<20, using: &random)
            return .object(
                JSONObject(
                    (0..<count).map { _ in
                        (.random(using: &random), .random(depth: depth - 1, using: &random))
                    }))
        }
    }
}

extension String {
    /// Up to twenty scalars, mostly the awkward ones.
    static func random(using random: inout SplitMix) -> String {
        let awkward = Array("\"\\/\u{0}\u{1F}\n\u{7F}\u{2028}é😀ab<&\u{FEFF}".unicodeScalars)
        let count = Int.random(in: 0..<20, using: &random)
        var scalars = String.UnicodeScalarView()
        for _ in 0..<count {
            let any = Unicode.Scalar(UInt32(random.next() % 0x11_0000))
            scalars.append(random.next() % 2 == 0 ? awkward[Int(random.next() % 15)] : any ?? "a")
        }
        return String(scalars)
    }
}
