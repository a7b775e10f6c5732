import Domain
import Testing

@testable import Pages

/// What the outside says cannot become markup, move text, or reach a script, wherever it stands.
struct EscapingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var says: String
        var text: String
        var written: String
        var testDescription: String { says }
    }

    @Test(arguments: [
        Case(says: "plain words stay", text: "Zoë + Sons?", written: "Zoë + Sons?"),
        Case(
            says: "markup", text: "<b a='1' c=\"2\">&",
            written: "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;"),
        Case(says: "an entity is words", text: "&lt;", written: "&amp;lt;"),
        Case(
            says: "NUL and other controls", text: "a\u{0}b\u{1B}c\u{7F}",
            written: "a\u{FFFD}b\u{FFFD}c\u{FFFD}"),
        Case(says: "tabs and line breaks stay", text: "a\tb\r\nc", written: "a\tb\r\nc"),
        Case(says: "overrides", text: "\u{202E}gnp.exe\u{202C}", written: "\u{FFFD}gnp.exe\u{FFFD}"),
        Case(says: "isolates", text: "\u{2066}a\u{2069}", written: "\u{FFFD}a\u{FFFD}"),
        Case(says: "marks of direction stay", text: "a\u{200F}b", written: "a\u{200F}b"),
        Case(says: "neighbours of the overrides stay", text: "“a”…–€→", written: "“a”…–€→"),
        Case(says: "astral and combining stay", text: "👩🏽‍🚀e\u{301}𝒳", written: "👩🏽‍🚀e\u{301}𝒳"),
        Case(says: "an unfinished sequence at the end", text: "\u{2029}", written: "\u{2029}"),
        Case(says: "nothing", text: "", written: ""),
    ]) func textIsEscaped(_ test: Case) {
        var html = HTML()
        html.text(test.text)
        #expect(html.string == test.written)
    }

    @Test func attributesAreEscapedAlike() {
        var html = HTML()
        html(.input, .value("\" onfocus=\"alert(1)"), .label("<'>"))
        #expect(
            html.string == "<input value=\"&quot; onfocus=&quot;alert(1)\" aria-label=\"&lt;&#39;&gt;\">")
    }

    /// One of everything that has broken a page somewhere.
    static let hostile = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'; DROP TABLE leads; --",
        "</textarea></title><svg onload=alert(1)>", "javascript:alert(1)", "{{7*7}} ${7*7}",
        "\u{202E}evil\u{0}", "<!--", "]]>", "&#x3C;script&#x3E;",
    ]

    @Test(arguments: hostile) func hostileWordsAreInertOnEveryPage(_ words: String) throws {
        for page in Hostile.pages(words) {
            let html = page.html().string
            try Scan(html).check(page.name)
            #expect(!html.contains("\u{0}") && !html.contains("\u{202E}"), "\(page.name) moves text")
        }
    }

    @Test(arguments: PageCase.all) func pagesCarryNoInlineScriptOrStyle(_ page: PageCase) throws {
        try Scan(page.html().string).check(page.name)
    }
}
