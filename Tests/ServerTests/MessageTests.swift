import Testing

@testable import Server

/// Addresses, targets, queries, headers: text from outside becomes values that cannot be wrong.
@Suite struct MessageTests {
    struct TargetCase: Sendable {
        let raw: String
        let segments: [String]?
        var query: [String: String] = [:]
    }

    @Test(arguments: [
        TargetCase(raw: "/", segments: []),
        TargetCase(raw: "/api/leads/7", segments: ["api", "leads", "7"]),
        TargetCase(raw: "/api/leads/", segments: ["api", "leads"]),
        TargetCase(raw: "/a%2Fb/c", segments: ["a/b", "c"]),
        TargetCase(raw: "/caf%C3%A9", segments: ["café"]),
        TargetCase(raw: "/a//b", segments: ["a", "", "b"]),
        TargetCase(raw: "/..%2f..%2fetc", segments: ["../../etc"]),
        TargetCase(
            raw: "/x?a=1&b=two+words&c=%26", segments: ["x"], query: ["a": "1", "b": "two words", "c": "&"]),
        TargetCase(raw: "/x?a=1&a=2&flag", segments: ["x"], query: ["a": "2", "flag": ""]),
        TargetCase(raw: "http://host.example/x?y=z", segments: ["x"], query: ["y": "z"]),
        TargetCase(raw: "HTTPS://host.example", segments: []),
        TargetCase(raw: "*", segments: ["*"]),
        TargetCase(raw: "x", segments: nil),
        TargetCase(raw: "", segments: nil),
        TargetCase(raw: "/%", segments: nil),
        TargetCase(raw: "/%4", segments: nil),
        TargetCase(raw: "/%4g", segments: nil),
        TargetCase(raw: "/%C3", segments: nil),
        TargetCase(raw: "/%00", segments: nil),
        TargetCase(raw: "/%0A", segments: nil),
        TargetCase(raw: "/x?a=%FF", segments: nil),
    ]) func target(_ test: TargetCase) {
        let target = try? Target(test.raw)  // nil is the outcome under test
        #expect(target?.segments == test.segments)
        for (name, value) in test.query { #expect(target?.query[name] == value) }
    }

    @Test(arguments: ["", "a b", "ä/é", "100%", "a+b&c=d", "\u{1F600}"])
    func percentEncodingReadsBackAsWritten(_ text: String) {
        #expect(Percent.decode(Percent.encode(text)[...], plusIsSpace: true) == text)
    }

    struct AddressCase: Sendable {
        let text: String
        let address: String?
        var isLoopback = true
    }

    @Test(arguments: [
        AddressCase(text: "8080", address: "127.0.0.1:8080"),
        AddressCase(text: "localhost:5000", address: "127.0.0.1:5000"),
        AddressCase(text: "127.0.0.2", address: "127.0.0.2:8080"),
        AddressCase(text: "[::1]:9000", address: "[::1]:9000"),
        AddressCase(text: "::1", address: "[::1]:8080"),
        AddressCase(text: "0.0.0.0:80", address: "0.0.0.0:80", isLoopback: false),
        AddressCase(text: "[::]:80", address: "[::]:80", isLoopback: false),
        AddressCase(text: "192.168.1.5:80", address: "192.168.1.5:80", isLoopback: false),
        AddressCase(text: "example.com:80", address: nil),
        AddressCase(text: "127.0.0.1:70000", address: nil),
        AddressCase(text: "127.1:80", address: nil),
        AddressCase(text: ":80", address: nil),
        AddressCase(text: "", address: nil),
    ]) func address(_ test: AddressCase) {
        let address = try? ListenAddress(test.text)  // nil is the outcome under test
        #expect(address?.description == test.address)
        if let address { #expect(address.isLoopback == test.isLoopback) }
    }

    @Test func aHeaderCannotStartAnother() {
        var headers = Headers()
        headers.add(.location, "/x\r\nSet-Cookie: a=b\0")
        #expect(headers[.location] == "/x  Set-Cookie: a=b ")
    }

    @Test func headerNamesDoNotDifferByCase() {
        let headers: Headers = ["Content-Type": "text/plain"]
        #expect(headers[.contentType] == "text/plain")
    }

    @Test(arguments: [
        ("abc-123", true), ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", true), ("", false),
        ("a b", false), ("a\"b", false), (String(repeating: "a", count: 129), false),
    ]) func takesOnlyRequestNamesFitForALog(_ text: String, _ isTaken: Bool) {
        #expect((RequestID(client: text) != nil) == isTaken)
    }

    @Test func requestNamesDiffer() {
        #expect(Set((0..<1000).map { _ in RequestID() }).count == 1000)
    }

    @Test(
        arguments: [
            ("form-data; name=\"a\"", "form-data", "a"), ("form-data; name=a; x=y", "form-data", "a"),
            ("FORM-DATA ;NAME = \"a;b\"", "form-data", "a;b"),
            (#"form-data; name="a\"b""#, "form-data", "a\"b"),
            (#"form-data; name="C:\dir\x""#, "form-data", #"C:\dir\x"#),
            ("form-data; name=\"open", "form-data", "open"),
            ("form-data", "form-data", nil), ("", "", nil), (";;;", "", nil),
            ("form-data; name", "form-data", nil),
        ] as [(String, String, String?)]) func headerValue(_ text: String, _ value: String, _ name: String?)
    {
        let header = HeaderValue(text)
        #expect(header.value == value)
        #expect(header.parameter("name") == name)
    }

    @Test func aDownloadKeepsItsNameInEveryScript() {
        let response = Response.csv([], filename: "größe\".csv")
        #expect(
            response.headers[.contentDisposition]
                == "attachment; filename=\"gr____e_.csv\"; filename*=UTF-8''gr%C3%B6%C3%9Fe%22.csv")
    }
}
