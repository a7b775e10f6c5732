import Testing
import Wire

@Suite struct JSONObjectTests {
    @Test(arguments: [3, 12, 13, 200])
    func `members keep their order, can be replaced and removed`(count: Int) {
        var object = JSONObject((0..<count).map { ("k\($0)", .int(Int64($0))) })
        object["k1"] = "changed"
        object["k0"] = nil
        object["absent"] = nil
        object["new"] = .null
        #expect(object.keys == (1..<count).map { "k\($0)" } + ["new"])
        #expect(object["k1"] == "changed")
        #expect(object["k0"] == nil)
        #expect(object["new"] == .null)
        #expect(object.map(\.key) == object.keys)
        #expect(object.count == count)
    }

    @Test func `objects with the same members in another order are equal and hash alike`() {
        let left: JSON = ["a": 1, "b": [["c": 2]]]
        let right: JSON = ["b": [["c": 2]], "a": 1]
        #expect(left == right)
        #expect(left.hashValue == right.hashValue)
        #expect(left != ["a": 1, "b": []])
        #expect(left != ["a": 1])
    }

    @Test func `accessors answer only for their own kind`() {
        let value: JSON = ["s": "x", "i": 3, "d": 3.5, "w": 4.0, "b": true, "a": [1, 2], "o": ["n": nil]]
        #expect(value["s"]?.stringValue == "x")
        #expect(value["i"]?.intValue == 3)
        #expect(value["i"]?.doubleValue == 3)
        #expect(value["d"]?.intValue == nil)
        #expect(value["w"]?.intValue == 4)
        #expect(value["b"]?.boolValue == true)
        #expect(value["a"]?[1] == 2)
        #expect(value["a"]?[2] == nil)
        #expect(value["o"]?["n"]?.isNull == true)
        #expect(value["o"]?.arrayValue == nil)
        #expect(value["a"]?.objectValue == nil)
        #expect(value["s"]?["x"] == nil)
    }
}
