import Domain

extension HTML {
    /// The side panel: the figure, the bar, and the words behind the strongest lines.
    mutating func preview(_ preview: LeadPreview) {
        self(.div, .class("peek-head")) { html in
            html(.div, .class("peek-title")) { html in
                html(.div) { html in
                    html(.h2, .fixed("dir", "auto"), text: preview.name)
                    if let website = preview.website { html(.p, .class("hush small")) { $0.site(website) } }
                }
                if let score = preview.score {
                    html(.span, .class("score score-xl"), text: score.total.inList)
                }
            }
            if let score = preview.score {
                let bar = ScoreBar(score, ceiling: preview.ceiling)
                html(.div, .class("row")) { html in
                    html.tierBadge(score.tier)
                    html(.span, .class("small hush"), text: preview.stage.label)
                }
                html.scoreBar(bar, gate: preview.bands.gate(for: score.tier), isLarge: true)
                html.barParts(bar)
            }
        }
        self(.div, .class("card-body stack peek-body")) { html in
            html(.h3, text: "Why now")
            html.chips(preview)
            if let person = preview.person, let name = person.name {
                html(.h3, text: "Whom")
                html(.p, text: person.role.map { "\(name), \($0)" } ?? name)
            }
        }
        self(.div, .class("card-foot row")) { html in
            html(.a, .class("button"), .kind("primary"), .href(Link(.lead(preview.lead))), text: "Open")
            guard let next = preview.stage.next else { return }
            html(.form, .fixed("method", "post"), .action(.stage(preview.lead))) { html in
                html(
                    .button, .class("button"), .type("submit"), .name("stage"), .value(next.rawValue),
                    .key("e")
                ) { html in
                    html.text(next.act)
                    html.keyHint("e")
                }
            }
        }
    }

    /// Chips in a panel; the lead page has all lines.
    private static let chipLimit = 4

    private mutating func chips(_ preview: LeadPreview) {
        let lines = (preview.score?.lines ?? [])
            .filter { !$0.evidence.isEmpty && $0.points != .zero }
            .sorted { $0.points.hundredths.magnitude > $1.points.hundredths.magnitude }
        self(.div, .class("quotes")) { html in
            for line in lines.prefix(Self.chipLimit) {
                guard let evidence = line.evidence.first else { continue }
                html(
                    .a, .class("evidence-chip"), .href(Link(.lead(preview.lead))),
                    .flag("data-against", line.points < .zero)
                ) { html in
                    html(.span, .fixed("dir", "auto"), text: WhyNow.short(evidence.quote))
                    html(.span, .class("from"), text: line.points.signed)
                }
            }
            if lines.isEmpty {
                html(
                    .p, .class("evidence-chip"), .flag("data-absent"),
                    text: "Nothing in the text speaks for a call.")
            }
        }
    }
}
