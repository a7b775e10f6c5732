import Domain

@testable import Pages

extension Sample {
    static func row(
        _ key: Int64, _ name: String, _ about: String, _ total: Int, _ parts: [Int], _ whyNow: [Phrase],
        change: Int = 0, stage: Lead.Stage = .new, days: Int64 = 0, hours: Int64 = 0
    ) -> LeadRow {
        let against = parts.reduce(0, +) - total
        return LeadRow(
            lead: key == 0 ? lead : ID(key: (1 << 40) + key), name: name, about: about,
            total: Points(hundredths: total),
            bar: ScoreBar(
                parts: zip(["Fit", "Pain", "Reach"], parts).map { .init($0, Points(hundredths: $1)) },
                against: Points(hundredths: against)),
            whyNow: whyNow, change: change == 0 ? nil : Points(hundredths: change), stage: stage,
            at: ago(days: days, hours: hours))
    }

    static let groups = [
        TierGroup(
            band: bands[0], count: 3,
            rows: [
                row(
                    1, "Saltmarsh Skincare", "Skincare, Kochi · 12 people", 88_00, [50_00, 33_00, 5_00],
                    [.strong("Founder asks for help with paid growth"), .ours(" in a public post")],
                    change: 18_00,
                    hours: 6),
                row(
                    0, "Thistle & Loom", "Bedding, Pune · 9 people", 82_50, [50_00, 40_00, 7_50],
                    [
                        .strong("Opened a second marketing role"), .ours(" and says "),
                        .theirs("we have no marketing team"),
                    ], change: 10_00, days: 3),
                row(
                    3, "Corncrake Cycles", "Bicycles, Bengaluru · 18 people", 81_00, [40_00, 33_50, 7_50],
                    [.strong("Hiring 3.1× its usual pace"), .ours(": six openings in 14 days")], change: 8_50,
                    stage: .contacted, days: 1),
            ]),
        TierGroup(
            band: bands[1], below: Points(80), count: 4,
            rows: [
                row(
                    4, "Hollin Ceramics", "Tableware, Jaipur · 7 people", 77_50, [50_00, 20_00, 7_50],
                    [
                        .strong("Asks for help with growth"), .ours(", "),
                        .theirs("someone who can help us grow"),
                    ],
                    change: 5_00, days: 2),
                row(
                    5, "Wexcombe Foods", "Snacks, Mumbai · 31 people", 71_00, [40_00, 26_00, 5_00],
                    [.strong("Head of Brand left"), .ours("; the post is not yet refilled")], days: 5),
                row(
                    6, "Pell & Ashby", "Leather goods, Delhi · 14 people", 68_50, [50_00, 13_50, 5_00],
                    [.strong("Seed round named"), .ours(" in a local paper, amount not stated")],
                    change: 6_00, days: 8),
                row(
                    7, "Fennimore Toys", "Wooden toys, Chennai · 11 people", 64_00, [40_00, 26_50, 7_50],
                    [.strong("Looking for "), .theirs("an agency or a freelancer")], change: -3_00, days: 11),
            ]),
        TierGroup(
            band: bands[2], below: Points(60), count: 12,
            rows: [
                row(
                    8, "Marram Textiles", "Towels, Surat · 20 people", 55_00, [50_00, 0, 5_00],
                    [.ours("No reason to talk yet.")], days: 16),
                row(
                    9, "Oakhollow Pets", "Pet food, Pune · 6 people", 51_50, [40_00, 6_50, 5_00],
                    [.strong("Growth post closed"), .ours("; points fade to zero by 12 Dec")], change: -6_50,
                    days: 24),
                row(
                    10, "Brackwater Coffee", "Coffee, Coorg · 16 people", 47_50, [40_00, 0, 7_50],
                    [.strong("Wants more repeat orders")], stage: .qualified, days: 31),
            ]),
        TierGroup(band: bands[3], below: Points(40), count: 42, rows: []),
    ]

    static let preview = LeadPreview(
        lead: lead, name: "Thistle & Loom", website: "thistleandloom.example", score: score, bands: bands,
        person: .init(name: "Meera Joshi", role: "founder"))

    static let inboxModel = InboxPage.Model(
        frame: frame, now: now, groups: groups,
        stageCounts: [.new: 40, .contacted: 12, .qualified: 5, .pitched: 2, .won: 1, .parked: 1],
        preview: preview)

    static let run = ID<Run>(key: 3 << 40)
    static let file = ImportPage.File(
        name: "haendler-2026.csv", byteCount: 92_400_000, rowCount: 750_000, separator: "semicolons",
        encoding: "Windows-1252")

    static let importPreview = ImportPage.Preview(
        run: run, file: file,
        columns: [
            .init(
                index: 0, header: "firma", choice: "company", sureness: .certain(percent: 99),
                examples: ["Marlowe Freight"]),
            .init(
                index: 1, header: "web", choice: "website", sureness: .certain(percent: 99),
                examples: ["marlowe-freight.example"]),
            .init(
                index: 2, header: "ansprechpartner", choice: "name", sureness: .certain(percent: 94),
                examples: ["Ines Calloway"]),
            .init(
                index: 3, header: "position", choice: "role", sureness: .certain(percent: 97),
                examples: ["Head of Operations"]),
            .init(
                index: 4, header: "mail", choice: "email", sureness: .certain(percent: 99),
                examples: ["ines@marlowe-freight.example"]),
            .init(
                index: 5, header: "ma", choice: "team_size",
                sureness: .guess(why: "“ma” may be “Mitarbeiter”"), examples: ["60"]),
            .init(index: 6, header: "intern_2", choice: "", sureness: .none, examples: ["", "x7"]),
        ],
        attributes: [
            .init("", "Leave out"), .init("company", "Company"), .init("website", "Website"),
            .init("name", "Person"),
            .init("role", "Title"), .init("email", "E-mail"), .init("phone", "Phone"),
            .init("team_size", "People"),
        ],
        rows: [
            [
                "Marlowe Freight", "marlowe-freight.example", "Ines Calloway", "Head of Operations",
                "ines@marlowe-freight.example", "60", "",
            ],
            ["Apex Tools", "apex.example", "Jan Ruiter", "Inhaber", "jan@apex.example", "8", "x7"],
        ],
        scorecards: [.init("intent@1", "Intent"), .init("raptorflow@1", "Raptorflow")], scorecard: "intent@1",
        list: "haendler-2026",
        offer: .init(
            name: "Route planner", valueProps: "Fewer empty kilometres",
            idealUseCases: "Hauliers with 10 to 100 trucks"))

    static let tally = ImportPage.Tally(new: 289_640, known: 116_402, rejected: 6764)

    static let importProgress = ImportPage.Progress(
        run: run, file: file, tally: tally, rate: 21_400, secondsLeft: 16,
        firstReject: .init(
            row: 17, column: "mail", value: "ines(at)marlowe",
            reason: "Not an e-mail address. The row came in without it."))

    static let importResult = ImportPage.Result(
        run: run, file: file, tally: tally, list: "haendler-2026", seconds: 35,
        tiers: zip(bands, [1204, 38_110, 120_400, 246_328]).map { .init($0.tier, $1) },
        rejects: [
            .init(row: 17, column: "mail", value: "ines(at)marlowe", reason: "Not an e-mail address."),
            .init(row: 2048, reason: "9 cells where the header has 7."),
        ])
}
