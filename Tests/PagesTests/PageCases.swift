import Domain

@testable import Pages

/// Every page in the states a visitor meets, by the name of its golden.
struct PageCase: Sendable, CustomStringConvertible {
    var name: String
    var html: @Sendable () -> HTML

    var description: String { name }

    init(_ name: String, _ html: @escaping @Sendable () -> HTML) {
        self.name = name
        self.html = html
    }

    static let all = [
        PageCase("paste-empty") { PastePage.html(.init(frame: fresh, now: now)) },
        PageCase("paste") {
            PastePage.html(
                .init(
                    frame: Sample.frame, now: now, draft: .init(example: 1) ?? .init(), groups: Sample.groups)
            )
        },
        PageCase("paste-refused") {
            PastePage.html(
                .init(
                    frame: fresh, now: now, draft: .init(text: "?!", companyName: "Hollin"),
                    problem: "There are no words in this text. Paste at least one sentence."))
        },
        PageCase("inbox") { InboxPage.html(Sample.inboxModel) },
        PageCase("inbox-tier") { InboxPage.html(oneTier) },
        PageCase("inbox-nothing") {
            InboxPage.html(
                .init(frame: Sample.frame, now: now, query: .init(words: "zebra", stage: .won), groups: []))
        },
        PageCase("inbox-empty") { InboxPage.html(.init(frame: fresh, now: now, groups: [])) },
        PageCase("preview") { InboxPage.fragment(Sample.preview) },
        PageCase("lead") { LeadPage.html(Sample.leadModel) },
        PageCase("lead-moved") { LeadPage.html(moved) },
        PageCase("lead-held") { LeadPage.html(held) },
        PageCase("lead-bare") {
            LeadPage.html(.init(frame: Sample.frame, now: now, lead: Sample.lead, name: "Corncrake Cycles"))
        },
        PageCase("import") { importing(.choose(problem: nil)) },
        PageCase("import-refused") {
            importing(
                .choose(problem: "This file is a spreadsheet, not a CSV. Save it as CSV and send it again."))
        },
        PageCase("import-preview") { importing(.preview(Sample.importPreview)) },
        PageCase("import-working") { importing(.working(Sample.importProgress)) },
        PageCase("import-done") { importing(.done(Sample.importResult)) },
        PageCase("import-failed") {
            importing(
                .failed(
                    .init(
                        run: Sample.run, file: Sample.file, tally: .init(new: 1200),
                        reason: "The disk is full. What was read is stored; free some space and import again."
                    )))
        },
        PageCase("login") { LoginPage.html(.init(next: "/app/leads?tier=warm")) },
        PageCase("login-refused") {
            LoginPage.html(.init(theme: .dark, problem: "This token is not the one. It is case-sensitive."))
        },
        PageCase("not-found") { ErrorPage.html(.notFound(frame: Sample.frame, path: "/app/nowhere")) },
        PageCase("broken") { ErrorPage.html(.broken(frame: Sample.frame, requestID: "req_01hx4a")) },
    ]

    private static let fresh = Frame(workspace: "Default", inboxCount: 0)

    private static func importing(_ state: ImportPage.State) -> HTML {
        ImportPage.html(.init(frame: Sample.frame, now: now, state: state))
    }

    private static var oneTier: InboxPage.Model {
        var model = Sample.inboxModel
        model.query = InboxQuery(tier: "warm", sort: .newest)
        model.groups = [model.groups[1]]
        model.groups[0].count = 40
        model.groups[0].next = "c2VhIHNhbHQ="
        return model
    }

    /// Every kind of line there is: credit for the unknown, words that say the opposite, a group's cap, rounding, and
    /// a line that holds the tier down.
    private static var held: LeadPage.Model {
        let fit = [
            Sample.line(
                "size_match", 0, of: 20_00, "Team of 9 is outside 50 to 200", ["We are a team of nine"],
                kind: .against, strength: .contradicted),
            Sample.line(
                "region_match", 2_00, of: 10_00,
                "Place not stated (1 source searched); the unknown earns 2.00",
                kind: .absent, strength: .unknown),
        ]
        let pain = [
            Sample.line("cue", 5_00, "Says “we have no marketing team”", ["we have no marketing team"]),
            Sample.line(
                "cue", 5_00, "Asks for growth",
                ["Growth Marketing Manager", "two things you have grown", "own paid and owned channels"],
                strength: .inferred, judge: "rules"),
            Sample.line("cue_cap", -2_50, of: 0, "Pain words stop at 7.50", kind: .cap),
        ]
        let closing = [
            Sample.line("rounding", 1, of: 0, "Rounded to hundredths", kind: .rounding),
            Sample.line(
                "excluded_domain", 0, of: 0,
                "thistleandloom.example is on your list of domains: Parked at best",
                ["thistleandloom.example"], kind: .disqualified),
        ]
        var model = Sample.leadModel
        model.hiddenAt = ago(days: 1)
        model.frame.toast = .hidden(model.name, lead: model.lead)
        model.dossier = nil
        model.score?.change = nil
        model.score?.result = ScoreResult(
            total: Points(hundredths: 9_51), tier: Sample.bands[3].tier,
            dimensions: [
                Sample.dimension("fit", "Fit", of: 50, fit), Sample.dimension("pain", "Pain", of: 40, pain),
                Sample.dimension("total", "Total", of: 0, closing),
            ])
        return model
    }

    private static var moved: LeadPage.Model {
        var model = Sample.leadModel
        model.stage = .contacted
        model.frame.theme = .dark
        model.frame.toast = .moved(model.name, lead: model.lead, from: .new, to: .contacted)
        model.score?.isNew = true
        return model
    }
}
