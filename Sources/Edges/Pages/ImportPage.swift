import Domain

/// `/app/import`: a CSV of prospects in four steps on one page.
///
/// Choose a file, correct what the columns were taken for, watch, look at the result. `GET /app/import/{run}` shows
/// the step its run is at; while it works the page asks again every second (htmx) or two (a refresh for browsers
/// without scripts). Nothing is lost by closing it.
package enum ImportPage {
    /// The whole document.
    package static func html(_ model: Model) -> HTML {
        var shell = Shell(frame: model.frame, title: "Import", room: .importing)
        if case .working = model.state { shell.refreshes = 2 }
        return shell.page { html in
            html.topbar(model.frame, title: "Import")
            step(model, &html)
        }
    }

    /// The part that changes while a run works.
    private static func step(_ model: Model, _ html: inout HTML) {
        var poll: (get: HTML.Attribute, when: HTML.Attribute) = (.none, .none)
        if case .working(let progress) = model.state {
            poll = (.hxGet(.importRun(progress.run)), .fixed("hx-trigger", "every 1s"))
        }
        html(
            .div, .class("stack wide"), .id("import"), poll.get, poll.when, .fixed("hx-select", "#import"),
            .fixed("hx-swap", "outerHTML")
        ) { html in
            steps(model.state.step, &html)
            switch model.state {
            case .choose(let problem): choose(problem, &html)
            case .preview(let preview): self.preview(preview, &html)
            case .working(let progress): working(progress, &html)
            case .done(let result): done(result, &html)
            case .failed(let failure): failed(failure, &html)
            }
        }
    }

    private static func steps(_ current: Int, _ html: inout HTML) {
        html(.ol, .class("steps")) { html in
            for (index, words) in ["Choose a file", "Match the columns", "Import", "Result"].enumerated() {
                html(
                    .li, .when(index < current, .fixed("data-state", "done")),
                    .when(index == current, .fixed("aria-current", "step")), text: words)
            }
        }
    }

    private static func choose(_ problem: String?, _ html: inout HTML) {
        if let problem { html.problem(problem) }
        html(
            .form, .class("card"), .fixed("method", "post"), .action(.imports),
            .fixed("enctype", "multipart/form-data"), .flag("data-drop"), .flag("data-busy")
        ) { html in
            html(.div, .class("empty")) { html in
                html(.h2, text: "Bring a CSV of prospects")
                html(
                    .p,
                    text: """
                        One row per person or company. Names of columns do not matter: they are guessed, and you \
                        see the guess before anything happens.
                        """)
                html(.div, .class("row")) { html in
                    html(.label, .class("sr"), .for("file"), text: "CSV file")
                    html(
                        .input, .class("input file"), .id("file"), .type("file"), .name("file"),
                        .flag("required"),
                        .fixed("accept", ".csv,.tsv,.txt,text/csv,text/tab-separated-values"))
                    html(.button, .class("button"), .kind("primary"), .type("submit"), text: "Look at it")
                }
                html(
                    .p, .class("small hush"),
                    text: """
                        Commas, semicolons or tabs; any common encoding. A bad row is set aside with its number and \
                        reason and never stops the rest.
                        """)
            }
        }
    }

    private static func failed(_ failure: Failure, _ html: inout HTML) {
        html.problem(
            "\(failure.file.name) stopped after \(Count.of(failure.tally.done, "row")).", failure.reason)
        html(.div, .class("row")) { html in
            html(.a, .class("button"), .kind("primary"), .href(Link(.imports)), text: "Choose a file again")
            if failure.tally.done > 0 {
                html(.a, .class("button"), .href(Link(.inbox())), text: "See what came in")
            }
        }
    }
}

extension ImportPage.State {
    fileprivate var step: Int {
        switch self {
        case .choose: 0
        case .preview: 1
        case .working, .failed: 2
        case .done: 3
        }
    }
}

extension HTML {
    /// An error where the trouble is: the thing, then what still holds.
    mutating func problem(_ what: String, _ holds: String? = nil) {
        self(.div, .class("notice"), .kind("against"), .role("alert")) { html in
            html(.b, text: what)
            if let holds { html(.span, text: holds) }
        }
    }
}
