import Domain

/// `GET /app/leads/{lead}`: one lead, opened.
///
/// The score comes first as a sentence and a bar, then as a ledger beside the text it was read from. A line of the
/// ledger and the words it rests on carry the same letter; pointing at either lights the other by style sheet
/// alone. Below: what is known and who said so, and what was done.
///
/// Posts: stage, notes, dismissal and restoration of the lead (`AppRoute`). Every form works without scripts; with
/// htmx only the next-step bar, the activity list and the toast are replaced, so a pinned line stays pinned.
package enum LeadPage {
    /// The whole document.
    package static func html(_ model: Model) -> HTML {
        let ledger = model.score.map { Ledger($0.result) }
        return Shell(frame: model.frame, title: model.name, room: .inbox).page { html in
            html.topbar(model.frame) { html in
                html(.p, .class("topbar-title")) { html in
                    html(.a, .class("crumb"), .href(Link(.inbox())), text: "Inbox /")
                    html.text(" ")
                    html(.bdi, text: model.name)
                }
            }
            head(model, ledger, &html)
            nextStep(model, &html)
            html(.div, .class("evidence"), .flag("data-ledger-first")) { html in
                if let score = model.score, let ledger { ledgerCard(model, score, ledger, &html) }
                html(.div, .class("under")) { html in
                    sourceCard(model, ledger, &html)
                    if let dossier = model.dossier { dossierCard(dossier, &html) }
                    factsCard(model, &html)
                    activityCard(model, &html)
                }
            }
        }
    }

    /// Name and reason on the left, figure and bar on the right.
    private static func head(_ model: Model, _ ledger: Ledger?, _ html: inout HTML) {
        html(.header, .class("lead-head")) { html in
            html(.div, .class("stack")) { html in
                identity(model, &html)
                html(.p, .class("why-now")) { html in
                    html(.b, text: "Why now:")
                    html.text(" ")
                    html.phrases(
                        model.score.map { $0.whyNow ?? WhyNow.phrases($0.result, reasons: 2) }
                            ?? [.ours("not scored yet.")])
                }
            }
            if let score = model.score, let ledger { figure(score, ledger, &html) }
        }
        html.newline()
    }

    private static func identity(_ model: Model, _ html: inout HTML) {
        html(.div, .class("lead-id")) { html in
            html(.span, .class("monogram"), .fixed("aria-hidden", "true"), text: monogram(model.name))
            html(.div) { html in
                html(.h1, .fixed("dir", "auto"), text: model.name)
                html(.p, .class("sub small")) { html in
                    var parts = model.about.map { words in { (html: inout HTML) in html(.bdi, text: words) } }
                    if let website = model.website { parts.append { $0.site(website) } }
                    if let owner = model.owner { parts.append { $0.text("owner \(owner)") } }
                    for (index, part) in parts.enumerated() {
                        if index > 0 { html.text(" · ") }
                        part(&html)
                    }
                }
            }
        }
    }

    private static func figure(_ score: Scored, _ ledger: Ledger, _ html: inout HTML) {
        let bar = ScoreBar(ledger, ceiling: score.ceiling)
        html(.div, .class("lead-score")) { html in
            html(.div, .class("figures")) { html in
                html(.span, .class("score score-xl")) { html in
                    html.text(score.result.total.words)
                    html.text(" ")
                    html(.small, text: "/ \(score.ceiling.short)")
                }
                html(.span, .class("figure-side")) { html in
                    html.tierBadge(score.result.tier)
                    if let change = score.change, change != .zero {
                        html(.span, .class("small hush num"), text: "\(change.asChange) since the last score")
                    }
                }
            }
            html.scoreBar(bar, gate: score.bands.gate(for: score.result.tier), isLarge: true)
            html.barParts(bar)
        }
    }

    /// The first letters of the first two words.
    static func monogram(_ name: String) -> String {
        let words = name.split { !$0.isLetter && !$0.isNumber }
        return words.prefix(2).compactMap(\.first).map { $0.uppercased() }.joined()
    }
}

extension HTML {
    /// A web site by its bare name; plain words when the address is not one.
    mutating func site(_ website: String) {
        let name = website.split(separator: "//", maxSplits: 1).last.map(String.init) ?? website
        let bare = name.hasSuffix("/") ? String(name.dropLast()) : name
        guard let link = Link(website: website) else {
            self(.bdi, text: bare)
            return
        }
        self(.a, .href(link), .fixed("rel", "noreferrer nofollow"), text: bare)
    }
}
