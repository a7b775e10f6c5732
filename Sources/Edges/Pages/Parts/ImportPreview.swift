import Domain

/// The second step: what the columns were taken for, and what to score against.
extension ImportPage {
    static func preview(_ preview: Preview, _ html: inout HTML) {
        if let problem = preview.problem { html.problem(problem) }
        html(
            .form, .class("split import-split"), .fixed("method", "post"), .action(.importStart(preview.run)),
            .flag("data-busy")
        ) { html in
            html(.div, .class("stack")) { html in
                columns(preview, &html)
                firstRows(preview, &html)
            }
            target(preview, &html)
        }
    }

    static func fileHead(_ file: File, _ html: inout HTML) {
        html(.h2, .fixed("dir", "auto"), text: file.name)
        var notes: [String] = []
        if let rows = file.rowCount { notes.append(Count.of(rows, "row")) }
        notes += [Count.bytes(file.byteCount), file.separator, file.encoding]
        html(.span, .class("note"), text: notes.joined(separator: ", "))
    }

    private static func columns(_ preview: Preview, _ html: inout HTML) {
        html(.section, .class("card")) { html in
            html(.div, .class("card-head")) { fileHead(preview.file, &$0) }
            html(.div, .class("table-wrap")) { html in
                html(.table, .class("table"), .flag("data-stack")) { html in
                    html.raw(
                        """
                        <thead><tr><th scope="col">Your column</th><th scope="col">Becomes</th>\
                        <th scope="col">Example</th><th scope="col">How sure</th></tr></thead>
                        """)
                    html(.tbody) { html in
                        for column in preview.columns { row(column, preview.attributes, &html) }
                    }
                }
            }
            html(
                .p, .class("card-foot small"),
                text:
                    "Guessed from the names and the first values. Change what is wrong; it applies to all rows."
            )
        }
    }

    private static func row(_ column: Column, _ attributes: [Choice], _ html: inout HTML) {
        let id = "column_\(column.index)"
        html(.tr) { html in
            html(.td, .stackLabel("Your column")) { html in
                html(.code, text: column.header.isEmpty ? "column \(column.index + 1)" : column.header)
            }
            html(.td, .stackLabel("Becomes")) { html in
                html(.label, .class("sr"), .for(id), text: "\(column.header) becomes")
                html.menu(id, attributes, chosen: column.choice)
            }
            html(.td, .class("example"), .stackLabel("Example")) { html in
                if let example = column.examples.first(where: { !$0.isEmpty }) {
                    html(.bdi, text: WhyNow.short(example))
                } else {
                    html(.span, .class("hush"), text: "empty")
                }
            }
            html(.td, .stackLabel("How sure")) { sureness(column.sureness, &$0) }
        }
    }

    private static func sureness(_ sureness: Sureness, _ html: inout HTML) {
        switch sureness {
        case .certain(let percent): html(.span, .class("hush"), text: "\(percent)% sure")
        case .guess(let why):
            html(.b, text: "a guess")
            html.text(": \(why)")
        case .none: html(.span, .class("hush"), text: "no guess")
        }
    }

    private static func firstRows(_ preview: Preview, _ html: inout HTML) {
        guard !preview.rows.isEmpty else { return }
        html(.section, .class("card")) { html in
            html(.div, .class("card-head")) { html in
                html(.h2, text: "The first rows")
                html(.span, .class("note"), text: "as they were read")
            }
            html(
                .div, .class("table-wrap"), .fixed("tabindex", "0"), .role("region"), .label("The first rows")
            ) { html in
                html(.table, .class("table nowrap")) { html in
                    html(.thead) { html in
                        html(.tr) { html in
                            for column in preview.columns {
                                html(.th, .fixed("scope", "col"), text: column.header)
                            }
                        }
                    }
                    html(.tbody) { html in
                        for row in preview.rows {
                            html(.tr) { html in
                                for cell in row { html(.td, .fixed("dir", "auto"), text: WhyNow.short(cell)) }
                            }
                        }
                    }
                }
            }
        }
    }

    private static func target(_ preview: Preview, _ html: inout HTML) {
        html(.aside, .class("aside card")) { html in
            html(.div, .class("card-head")) { $0(.h2, text: "Score them against") }
            html(.div, .class("card-body stack")) { html in
                html.field("Scorecard", id: "scorecard") {
                    $0.menu("scorecard", preview.scorecards, chosen: preview.scorecard)
                }
                let offer = preview.offer
                html.field("What you sell", id: "offer_name") { $0.line("offer_name", offer.name) }
                html.field("What it does for them", id: "offer_value_props", hint: "One a line.") {
                    $0.lines("offer_value_props", offer.valueProps)
                }
                html.field("Whom it suits", id: "offer_ideal_use_cases", hint: "One a line.") {
                    $0.lines("offer_ideal_use_cases", offer.idealUseCases)
                }
                html.field("List", id: "list", hint: "Leads of one list are found together.") {
                    $0.line("list", preview.list)
                }
            }
            html(.div, .class("card-foot row between")) { html in
                html(.a, .href(Link(.imports)), text: "Another file")
                html(.button, .class("button"), .kind("primary"), .type("submit")) { html in
                    html.text("Import")
                    if let rows = preview.file.rowCount { html.text(" " + Count.of(rows, "row")) }
                }
            }
        }
    }
}

extension HTML {
    /// A closed choice; its id is its name.
    mutating func menu(_ name: String, _ choices: [ImportPage.Choice], chosen: String) {
        self(.select, .class("input"), .id(name), .name(name)) { html in
            for choice in choices {
                html(.option, .value(choice.key), .flag("selected", choice.key == chosen), text: choice.label)
            }
        }
    }

    fileprivate mutating func line(_ name: String, _ value: String) {
        self(.input, .class("input"), .id(name), .name(name), .value(value), .fixed("maxlength", "200"))
    }

    fileprivate mutating func lines(_ name: String, _ value: String) {
        self(.textarea, .class("input"), .id(name), .name(name), .fixed("rows", "3")) { html in
            html.newline()
            html.text(value)
        }
    }
}
