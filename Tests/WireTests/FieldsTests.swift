import Testing
import Wire

/// A small scorecard with every kind of field.
private struct Card {
    enum Mode: String, CaseIterable { case sum, weighted, single }
    struct Line {
        let points: Int
        let why: String?
    }

    let name: String
    let mode: Mode
    let lines: [Line]
    let weights: [(key: String, value: Double)]
    let isOpen: Bool

    init(fields: inout Fields) throws(FieldError) {
        name = try fields.read("name", .filledString)
        mode = try fields.read("mode", .choice(Mode.self), default: .sum)
        lines = try fields.read(
            "lines",
            .list(
                .object { line throws(FieldError) in
                    Line(
                        points: try line.read("points", .hundredths),
                        why: try line.readIfPresent("why", .string))
                }))
        weights = try fields.read("weights", .map(.double), default: [])
        isOpen = try fields.read("open", .bool, default: false)
        if lines.isEmpty { throw fields.invalid("lines", "must not be empty") }
    }
}

@Suite struct FieldsTests {
    private func read(_ text: String) throws(FieldError) -> Card {
        try Field.object(Card.init(fields:)).read(file: Array(text.utf8), named: "cards/x.json")
    }

    @Test func `a right file reads whole`() throws {
        let card = try read(
            """
            {"$schema": "x", "name": "A", "mode": "weighted", "open": true,
             "lines": [{"points": 2.5, "why": "w"}, {"points": 20, "why": null}], "weights": {"b": 1, "a": 0.5}}
            """)
        #expect(card.mode == .weighted)
        #expect(card.lines.map(\.points) == [250, 2000])
        #expect(card.lines.map(\.why) == ["w", nil])
        #expect(card.weights.map(\.key) == ["b", "a"])
        #expect(card.isOpen)
    }

    @Test(arguments: [
        (
            #"{"name": "A", "lines": [{"points": 1}, {"pionts": 2, "points": 1}]}"#,
            "lines[1].pionts: unknown key"
        ),
        (
            #"{"name": "A", "lines": [{"pionts": 2}]}"#,
            "lines[0].points: missing; expected a number with at most"
        ),
        (#"{"name": "A", "lines": [{"pionts": 2}]}"#, #"(found "pionts")"#),
        (
            #"{"name": "A", "lines": [{"points": 1}], "wieghts": {}}"#,
            #"wieghts: unknown key; did you mean "weights"?"#
        ),
        (
            #"{"name": "A", "lines": [{"points": 1}], "zzz": {}}"#,
            "zzz: unknown key; known are name, mode, lines"
        ),
        (
            #"{"name": 3, "lines": []}"#,
            "cards/x.json: name: expected a string that is not blank, got a number (3)"
        ),
        (#"{"name": " ", "lines": []}"#, #"name: expected a string that is not blank, got a string (" ")"#),
        (#"{"name": "A", "lines": []}"#, "cards/x.json: lines: must not be empty"),
        (#"{"name": "A", "lines": {}}"#, "lines: expected an array, got an object"),
        (#"{"name": "A", "lines": [1]}"#, "lines[0]: expected an object, got a number (1)"),
        (
            #"{"name": "A", "lines": [{"points": 2.555}]}"#,
            "lines[0].points: expected a number with at most two"
        ),
        (
            #"{"name": "A", "mode": "weigthed", "lines": []}"#,
            #"got a string ("weigthed"); did you mean "weighted"?"#
        ),
        (
            #"{"name": "A", "name": "B"}"#,
            #"cards/x.json: line 1, column 15: the key "name" is written twice"#
        ),
        (
            #"{"name": "A", "lines": [{"points": 1}], "weights": {"a": "x"}}"#,
            "weights.a: expected a number, got a string"
        ),
        ("[]", "cards/x.json: expected an object, got an array"),
    ]) func `a wrong file is refused with path and reason`(_ text: String, _ message: String) {
        let error = #expect(throws: FieldError.self) { try read(text) }
        #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    }

    @Test func `a body may hold keys nobody asks for, at every level`() throws {
        let body = Array(#"{"name": "A", "x": 1, "lines": [{"points": 1, "y": 2}]}"#.utf8)
        #expect(try Field.object(Card.init(fields:)).read(body: body).name == "A")
        #expect(throws: FieldError.self) { try Field.object(Card.init(fields:)).read(body: Array("{}".utf8)) }
    }

    @Test func `missing keys are listed in the order asked`() throws {
        let fields = try Fields.lenient(["b": "x", "c": nil])
        #expect(fields.missing(of: ["a", "b", "c"]) == ["a", "c"])
    }

    @Test(arguments: [
        ("pionts", "points"), ("Points", "points"), ("company-name", "company_name"),
        ("companyName", "company_name"),
        ("pts", nil), ("", nil), ("xx", nil),
    ]) func `a slip of the hand finds its word`(_ word: String, _ meant: String?) {
        #expect(NearMiss.best(for: word, among: ["points", "company_name", "why"]) == meant)
    }
}
