import Reference
import Testing

@Suite struct DomainBookTests {
    @Test(
        arguments: [
            ("shop.acme.co.uk", "acme.co.uk"), ("WWW.Acme.COM.", "acme.com"),
            ("a.b.github.io", "b.github.io"),
            ("bücher.example.de", "example.de"), ("www.BÜCHER.de", "bücher.de"),
            ("my_host.acme.in", "acme.in"),
            ("co.uk", nil), ("localhost", nil), ("127.0.0.1", nil), ("[::1]", nil), ("", nil), (".", nil),
            ("a..com", nil), ("acme.com:80", nil), ("acme.com/x", nil), ("acme .com", nil),
            ("a\u{0}.com", nil),
        ] as [(String, String?)]) func registrable(host: String, domain: String?) throws
    {
        #expect(try DomainBook().registrable(host) == domain)
    }

    @Test(arguments: [
        ("com", true), ("CO.UK", true), ("github.io", true), ("acme.com", false), ("", false),
        ("1.1.1.1", false),
    ]) func isPublicSuffix(host: String, expected: Bool) throws {
        #expect(try DomainBook().isPublicSuffix(host) == expected)
    }

    @Test(arguments: [
        ("acme.com", true), ("acme.co.ck", true), ("acme.bd", true), ("node.js", false),
        ("package.json", false),
        ("a.internal", false), ("xn--85x722f.xn--55qx5d.cn", true), ("食狮.中国", true),
    ]) func hasKnownSuffix(host: String, expected: Bool) throws {
        #expect(try DomainBook().hasKnownSuffix(host) == expected)
    }
}
