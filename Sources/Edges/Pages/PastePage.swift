import Domain

/// `GET /app`: a box to paste anything a company wrote, with the inbox beside it.
///
/// The box is the first thing seen and, on an empty inbox, the only one; examples fill it in by a plain link.
/// `POST /app/paste` (text, company_name, company_website, source_type) answers 303 to the lead; a refused text comes
/// back in the box with the reason.
package enum PastePage {
    /// The whole document.
    package static func html(_ model: Model) -> HTML {
        Shell(frame: model.frame, title: "Harrier", room: .paste).page { html in
            html.topbar(model.frame) { $0(.p, .class("topbar-title"), text: "Paste") }
            html(.div, .class(model.groups.isEmpty ? "stack" : "split start")) { html in
                html(.div, .class("stack")) { html in
                    html(.div, .class("stack tight")) { html in
                        html(.h1, .class("title"), text: "Paste anything a company wrote.")
                        html(
                            .p, .class("lede"),
                            text: """
                                A job post, an e-mail, a page, a card. You will see which words count, for how \
                                much, and why. It stays on this machine.
                                """)
                    }
                    form(model, &html)
                    if model.groups.isEmpty { whatComes(&html) }
                }
                if !model.groups.isEmpty { inbox(model, &html) }
            }
        }
    }

    private static func form(_ model: Model, _ html: inout HTML) {
        html(
            .form, .class("card paste"), .fixed("method", "post"), .action(.paste), .flag("data-busy")
        ) { html in
            if let problem = model.problem {
                html(.div, .class("notice"), .kind("against"), .role("alert"), .id("problem")) {
                    $0(.b, text: problem)
                }
            }
            html(.label, .class("sr"), .for("text"), text: "Text from a company")
            html(
                .textarea, .class("big-box"), .id("text"), .name("text"), .flag("required"), .key("p"),
                .fixed("dir", "auto"), .placeholder("Paste a job post, an e-mail, a page…"),
                .when(model.problem != nil, .fixed("aria-invalid", "true")),
                .when(model.problem != nil, .described(by: "problem"))
            ) { html in
                // A parser drops one line break right after the tag; this is the one it may drop.
                html.newline()
                html.text(model.draft.text)
            }
            details(model.draft, &html)
            html(.div, .class("card-foot row between")) { html in
                html(.span, .class("row")) { html in
                    html.text("Or try one: ")
                    for example in Example.all {
                        html(.a, .class("chip"), .href(Link(.example(example.number))), text: example.label)
                    }
                }
                html(.button, .class("button"), .kind("primary"), .type("submit"), text: "Read it")
            }
        }
    }

    /// What the sender knows and the text may not say; folded away, because the text usually says it.
    private static func details(_ draft: Draft, _ html: inout HTML) {
        let isFilled = !draft.companyName.isEmpty || !draft.companyWebsite.isEmpty
        html(.details, .class("fold"), .flag("open", isFilled)) { html in
            html(.summary, text: "Say more about it")
            html(.div, .class("fields")) { html in
                html.field("Company", id: "company_name") {
                    $0(
                        .input, .class("input"), .id("company_name"), .name("company_name"),
                        .value(draft.companyName), .placeholder("if the text does not name it"),
                        .fixed("maxlength", "200"), .fixed("autocomplete", "off"))
                }
                html.field("Website", id: "company_website") {
                    $0(
                        .input, .class("input"), .id("company_website"), .name("company_website"),
                        .value(draft.companyWebsite), .placeholder("example.com"), .fixed("inputmode", "url"),
                        .fixed("maxlength", "2000"), .fixed("autocomplete", "off"))
                }
                html.field("What it is", id: "source_type") { html in
                    html(.select, .class("input"), .id("source_type"), .name("source_type")) { html in
                        for type in [SourceType.manual, .jobPost, .website] {
                            html(
                                .option, .value(type.rawValue), .flag("selected", type == draft.sourceType),
                                text: type == .manual ? "A text" : type.label)
                        }
                    }
                }
            }
        }
    }

    /// On an empty inbox: what will happen.
    private static func whatComes(_ html: inout HTML) {
        html.raw(
            """
            <ol class="steps column"><li>You paste a text. A lead comes of it, with a score and a tier.</li>\
            <li>Every line of the score points at the words that earned it.</li>\
            <li>The lead waits in the inbox, best first.</li></ol>

            """)
        html(.p, .class("small hush")) { html in
            html.text("A list of prospects? ")
            html(.a, .href(Link(.imports)), text: "Import a CSV")
            html.text(".")
        }
    }

    private static func inbox(_ model: Model, _ html: inout HTML) {
        html(.section, .class("aside beside"), .labelled(by: "inbox-title"), .flag("data-walk")) { html in
            html(.div, .class("row between")) { html in
                html(.h2, .id("inbox-title"), text: "Inbox")
                html(.a, .class("small"), .href(Link(.inbox())), text: "Open the inbox")
            }
            for group in model.groups {
                html.tierGroup(group, query: InboxQuery(), now: model.now, isCompact: true)
            }
        }
    }
}

extension HTML {
    /// A label over its control.
    mutating func field(
        _ label: String, id: String, hint: String? = nil, control: (inout HTML) -> Void
    ) {
        self(.div, .class("field")) { html in
            html(.label, .for(id), text: label)
            control(&html)
            if let hint { html(.span, .class("hint"), .id("\(id)-hint"), text: hint) }
        }
    }
}
