import Domain
import Testing

@testable import Pages

/// Numbers, times and addresses as pages say them.
struct WordsTests {
    @Test(arguments: [
        (82_50, "82.50", "+82.50", "82.5", "▲ 82.50"), (-10_00, "−10.00", "−10.00", "−10.0", "▼ 10.00"),
        (0, "0.00", "0.00", "0.0", ""), (5, "0.05", "+0.05", "0.1", "▲ 0.05"),
    ]) func points(_ hundredths: Int, _ words: String, _ signed: String, _ inList: String, _ change: String) {
        let points = Points(hundredths: hundredths)
        #expect(
            [points.words, points.signed, points.inList, points.asChange] == [words, signed, inList, change])
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1200, "−1,200")])
    func thousandsAreParted(_ number: Int, _ words: String) { #expect(Count.grouped(number) == words) }

    @Test(arguments: [(1, "1 byte"), (999, "999 bytes"), (1500, "1.5 kB"), (92_400_000, "92 MB")])
    func sizes(_ number: Int, _ words: String) { #expect(Count.bytes(number) == words) }

    @Test(arguments: [(-4, "0 s"), (16, "16 s"), (180, "3 min"), (7500, "2 h 5 min")])
    func durations(_ seconds: Int, _ words: String) { #expect(Count.duration(seconds: seconds) == words) }

    struct When: Sendable {
        var time: String
        var age: String
        var spoken: String
    }

    @Test(arguments: [
        When(time: "2026-11-20T09:00:00Z", age: "now", spoken: "09:00"),
        When(time: "2026-11-20T09:05:00Z", age: "now", spoken: "09:05"),
        When(time: "2026-11-20T08:56:00Z", age: "4 min", spoken: "08:56"),
        When(time: "2026-11-19T23:59:00Z", age: "9 h", spoken: "Thu 23:59"),
        When(time: "2026-11-14T08:12:00Z", age: "6 d", spoken: "Sat 08:12"),
        When(time: "2026-11-13T08:12:00Z", age: "7 d", spoken: "13 Nov"),
        When(time: "2025-12-31T08:12:00Z", age: "324 d", spoken: "31 Dec 2025"),
        When(time: "1969-12-30T23:00:00Z", age: "56 y", spoken: "30 Dec 1969"),
    ]) func moments(_ test: When) throws {
        let moment = Moment(time: try #require(Timestamp(test.time)), now: now)
        #expect(moment.age == test.age)
        #expect(moment.spoken == test.spoken)
    }

    @Test func aTimeIsExactForMachines() {
        var html = HTML()
        html.time(Moment(time: now, now: now), says: "now")
        #expect(
            html.string
                == "<time datetime=\"2026-11-20T09:00:00.000Z\" title=\"20 Nov 2026, 09:00 UTC\">now</time>")
    }

    @Test(arguments: [
        "https://a.example/b?c=d#e", "http://a", "HTTPS://A", "mailto:a@b", "/app", "#w-1", "?q=1",
    ])
    func goodAddressesAreLinked(_ address: String) { #expect(Link(address)?.address == address) }

    @Test(arguments: [
        "", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)",
        "\u{1}javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//evil.example",
        "/\\evil.example", "http://", "mailto:", "ftp://a", "blob:x", "a.example", "https://a b",
    ]) func otherAddressesAreNot(_ address: String) { #expect(Link(address) == nil) }

    @Test(
        arguments: [
            ("skinlab.in", "https://skinlab.in"), ("https://a.example", "https://a.example"),
            ("javascript:alert(1)", nil),
            ("x", nil), ("/app/leads", nil), ("a.b:80", nil),
        ] as [(String, String?)]) func websitesAreLinked(_ website: String, _ address: String?)
    {
        #expect(Link(website: website)?.address == address)
    }

    @Test func anInboxAddressCarriesItsQuestion() {
        let query = InboxQuery(tier: "red_hot", words: "a&b=c é", stage: .won, sort: .newest, cursor: "x+/=")
        #expect(
            AppRoute.inbox(query).path
                == "/app/leads?tier=red_hot&q=a%26b%3Dc%20%C3%A9&stage=won&sort=newest&cursor=x%2B%2F%3D")
        #expect(AppRoute.inbox().path == "/app/leads")
    }

    @Test(
        arguments: [
            ("dark", Theme.dark), ("light", .light), ("system", .system), ("<b>", .system), (nil, .system),
        ] as [(String?, Theme)])
    func aThemeCookieIsRead(_ cookie: String?, _ theme: Theme) { #expect(Theme(cookie: cookie) == theme) }

    @Test(arguments: [1, 2, 3]) func examplesFillTheBox(_ number: Int) throws {
        let draft = try #require(PastePage.Draft(example: number))
        #expect(draft.text.count > 100)
        #expect(PastePage.Draft(example: 4) == nil)
    }

    @Test func factsThatDisagreeStandTogether() throws {
        let known = KnownFact.gather(Sample.facts)
        let size = try #require(known.first { $0.attribute == .teamSize })
        #expect(size.values.map(\.fact.words) == ["9", "14"])
        #expect(size.isDisputed)
        #expect(!known.contains { $0.attribute == .phone }, "what was not found is no fact")
    }

    @Test(
        arguments: [
            ("Plain words", [.ours("Plain words")]), ("", []),
            ("Says “no team” twice", [.ours("Says "), .theirs("no team"), .ours(" twice")]),
            ("“a” and “b”", [.theirs("a"), .ours(" and "), .theirs("b")]), ("“open", [.ours("“open")]),
            ("”x“", [.ours("”x“")]),
        ] as [(String, [Phrase])]) func quotesWithinASentenceAreTheWorlds(
            _ words: String, _ phrases: [Phrase]
        )
    {
        #expect(Phrase.reading(words) == phrases)
    }

    @Test(
        arguments: [
            ("Hiring: Growth Lead", "Growth Lead", [.ours("Hiring: "), .theirs("Growth Lead")]),
            ("Based in Pune; not far", "Pune", [.ours("Based in "), .theirs("Pune"), .ours("; not far")]),
            ("Unit costs", "it", [.ours("Unit costs")]), ("Nothing", "", [.ours("Nothing")]),
            ("Says “no team”", "no team", [.ours("Says "), .theirs("no team")]),
        ] as [(String, String, [Phrase])])
    func wordsOfTheTextAreTheWorldsEvenUnmarked(_ words: String, _ quote: String, _ phrases: [Phrase]) {
        #expect(Phrase.reading(words, quotes: [quote]) == phrases)
    }

    @Test func theStrongestTimelyLineIsTheReason() {
        #expect(
            WhyNow.phrases(Sample.score) == [
                .strong("Hiring a growth marketer"), .ours(": "), .theirs("Growth Marketing Manager"),
                .ours("."),
            ])
        #expect(
            WhyNow.phrases(ScoreResult(total: .zero, tier: Sample.bands[3].tier, dimensions: [])) == [
                .ours("No reason to talk yet.")
            ])
    }
}
