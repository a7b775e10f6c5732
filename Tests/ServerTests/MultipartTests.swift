import Testing

@testable import Server

/// Forms with files: found wherever the pieces are cut, refused when broken, linear whatever they hold.
@Suite struct MultipartTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let says: String
        var testDescription: String { says }
        let body: String
        /// `name[=filename]:content` of each part, or `nil` when the form must be refused.
        let parts: [String]?
    }

    private static func disposition(_ text: String) -> String { "Content-Disposition: form-data; \(text)" }

    static let cases = [
        Case(
            says: "a field and a file",
            body: "--b\r\n\(disposition("name=\"company\""))\r\n\r\nAcme\r\n--b\r\n"
                + "\(disposition("name=\"file\"; filename=\"a.csv\""))\r\nContent-Type: text/csv\r\n\r\nx,y\r\n1,2\r\n"
                + "\r\n--b--\r\n", parts: ["company:Acme", "file=a.csv:x,y\r\n1,2\r\n"]),
        Case(says: "no parts", body: "--b--\r\n", parts: []),
        Case(says: "an empty field", body: "--b\r\n\(disposition("name=a"))\r\n\r\n\r\n--b--", parts: ["a:"]),
        Case(
            says: "an empty field whose line end is shared",
            body: "--b\r\n\(disposition("name=a"))\r\n\r\n--b--", parts: ["a:"]),
        Case(
            says: "text before the first boundary and after the last",
            body: "preamble\r\n--b\r\n\(disposition("name=a"))\r\n\r\n1\r\n--b--\r\nepilogue --b\r\n",
            parts: ["a:1"]),
        Case(
            says: "white space after a boundary",
            body: "--b \t\r\n\(disposition("name=a"))\r\n\r\n1\r\n--b--", parts: ["a:1"]),
        Case(
            says: "a line that only begins like the boundary",
            body: "--b\r\n\(disposition("name=a"))\r\n\r\n1\r\n--bc\r\n--b\u{20}x\r\n2\r\n--b--",
            parts: ["a:1\r\n--bc\r\n--b x\r\n2"]),
        Case(
            says: "pieces of the boundary in the content",
            body: "--b\r\n\(disposition("name=a"))\r\n\r\n\r\n-\r\n--\r\r\n-\r\n--b--",
            parts: ["a:\r\n-\r\n--\r\r\n-"]),
        Case(
            says: "a path in the file's name",
            body: "--b\r\n\(disposition(#"name="f"; filename="C:\x\..\..\etc/pass wd""#))\r\n\r\n1\r\n--b--",
            parts: ["f=pass wd:1"]),
        Case(
            says: "browsers' escapes in names",
            body: "--b\r\n\(disposition(#"name="a%22b"; filename="%0D%0Ax%41""#))\r\n\r\n1\r\n--b--",
            parts: ["a\"b=\r\nx%41:1"]),
        Case(
            says: "a name in another script",
            body:
                "--b\r\n\(disposition("name=f; filename=x; filename*=UTF-8''gr%C3%B6%C3%9Fe.csv"))\r\n\r\n1\r\n--b--",
            parts: ["f=größe.csv:1"]),
        Case(
            says: "a name given twice",
            body:
                "--b\r\n\(disposition("name=a"))\r\n\r\n1\r\n--b\r\n\(disposition("name=a"))\r\n\r\n2\r\n--b--",
            parts: ["a:1", "a:2"]),
        Case(says: "no end", body: "--b\r\n\(disposition("name=a"))\r\n\r\n1\r\n", parts: nil),
        Case(says: "nothing", body: "", parts: nil),
        Case(says: "another boundary", body: "--c\r\n\(disposition("name=a"))\r\n\r\n1\r\n--c--", parts: nil),
        Case(
            says: "a part without a name", body: "--b\r\nContent-Type: text/csv\r\n\r\n1\r\n--b--", parts: nil
        ),
        Case(says: "a part without a header", body: "--b\r\n\r\n1\r\n--b--", parts: nil),
        Case(
            says: "a header that does not end", body: "--b\r\n\(disposition("name=a"))\r\n--b--", parts: nil),
        Case(
            says: "a header beyond its limit",
            body:
                "--b\r\n\(disposition("name=a"))\r\nX: \(String(repeating: "x", count: 9000))\r\n\r\n1\r\n--b--",
            parts: nil),
        Case(
            says: "parts beyond their limit",
            body: String(repeating: "--b\r\n\(disposition("name=a"))\r\n\r\n1\r\n", count: 201) + "--b--",
            parts: nil),
    ]

    @Test(arguments: cases) func read(_ test: Case) throws {
        let bytes = Array(test.body.utf8)
        // Whole, byte by byte, and cut in two everywhere: the outcome may not depend on how the body arrives.
        var cuts = [[bytes[...]], bytes.indices.map { bytes[$0...$0] }]
        if bytes.count < 400 { cuts += bytes.indices.map { [bytes[..<$0], bytes[$0...]] } }
        for pieces in cuts { #expect(Self.parts(pieces, of: bytes) == test.parts, "\(test.says)") }
    }

    private static func parts(_ pieces: [ArraySlice<UInt8>], of body: [UInt8]) -> [String]? {
        do {
            var reader = try MultipartReader(boundary: "b")
            for piece in pieces { try reader.read(piece) }
            var texts: [String] = []
            for part in try reader.finish(.bytes(body)) {
                texts.append("\(part.name)\(part.filename.map { "=\($0)" } ?? ""):\(try part.text())")
            }
            return texts
        } catch {
            return nil  // refused, which some cases ask for
        }
    }

    @Test(arguments: ["", String(repeating: "b", count: 71)]) func refusesABoundaryOfNoOrTooManyLetters(
        _ text: String
    ) {
        #expect(throws: HTTPError.self) { try MultipartReader(boundary: text) }
    }

    /// Content made of beginnings of the boundary is what a naive search is slowest on.
    @Test func readsContentFullOfHalfBoundariesInLinearTime() throws {
        let head = Array("--bbbbbbbbbbbbbbbbbbbb\r\n\(Self.disposition("name=a; filename=x"))\r\n\r\n".utf8)
        let filler = Array("\r\n--bbbbbbbbbbbbbbbbbbb".utf8)
        func seconds(_ count: Int) throws -> Double {
            let content = [UInt8]((0..<count).map { filler[$0 % filler.count] })
            let body = head + content + Array("\r\n--bbbbbbbbbbbbbbbbbbbb--".utf8)
            let clock = ContinuousClock()
            var found = 0
            let took = try clock.measure {
                var reader = try MultipartReader(boundary: "bbbbbbbbbbbbbbbbbbbb")
                for start in stride(from: 0, to: body.count, by: 4096) {
                    try reader.read(body[start..<min(start + 4096, body.count)])
                }
                found = try reader.finish(.bytes(body))[0].content.count
            }
            #expect(found == count)
            return Double(took.components.attoseconds) / 1e18 + Double(took.components.seconds)
        }
        let small = try seconds(1 << 18)
        let large = try seconds(1 << 21)
        // Eight times the bytes; quadratic would be sixty-four.
        #expect(large < small * 24 + 0.05)
    }

    @Test func keepsFilePartsWhereTheBodyIs() throws {
        let body = Array("--b\r\n\(Self.disposition("name=f; filename=x"))\r\n\r\nhello\r\n--b--".utf8)
        let file = try OpenFile.temporary(in: ".")
        try file.append(body)
        var reader = try MultipartReader(boundary: "b")
        try reader.read(body[...])
        let part = try reader.finish(.file(file, start: 0, count: body.count))[0]
        guard case .file = part.content else {
            Issue.record("the part should be a slice of the file")
            return
        }
        #expect(try part.text() == "hello")
    }
}
