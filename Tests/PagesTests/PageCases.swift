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

    private static var moved: LeadPage.Model {
        var model = Sample.leadModel
        model.stage = .contacted
        model.frame.theme = .dark
        model.frame.toast = .moved(model.name, lead: model.lead, from: .new, to: .contacted)
        model.score?.isNew = true
        return model
    }
}
