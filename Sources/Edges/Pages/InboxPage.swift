import Domain

/// `GET /app/leads`: the leads by tier, each row a reason to call.
///
/// `j` and `k` walk the rows; with htmx the side panel follows (`GET /app/leads/{lead}/preview`). Search, stage and
/// order stand in the address, so a list can be linked to.
package enum InboxPage {
    /// The whole document.
    package static func html(_ model: Model) -> HTML {
        Shell(frame: model.frame, title: "Inbox", room: .inbox).page { html in
            html.topbar(model.frame, title: "Inbox", words: model.query.words)
            html(.div, .class("stack")) { html in
                html(.div, .class("row between")) { html in
                    html(.p, .class("inbox-says")) { $0.phrases(says(model)) }
                    if model.total > 0 { html.walkingKeys() }
                }
                if model.total > 0 || model.query.isFiltered { filters(model, &html) }
                if model.total == 0 {
                    empty(model, &html)
                } else {
                    leads(model, &html)
                }
            }
        }
    }

    /// The side panel alone, for `GET /app/leads/{lead}/preview`.
    package static func fragment(_ preview: LeadPreview) -> HTML {
        var html = HTML()
        html.preview(preview)
        return html
    }

    private static func leads(_ model: Model, _ html: inout HTML) {
        html(.div, .class("split")) { html in
            html(.div, .flag("data-walk")) { html in
                for group in model.groups where !group.rows.isEmpty || model.query.tier == nil {
                    html.tierGroup(group, query: model.query, now: model.now, current: model.preview?.lead)
                }
            }
            if let preview = model.preview {
                html(.aside, .class("aside peek card"), .id("peek"), .label("Preview")) {
                    $0.preview(preview)
                }
            }
        }
    }

    private static func says(_ model: Model) -> [Phrase] {
        let narrowed = model.query.isFiltered ? " match" : " in the inbox"
        guard let best = model.groups.first(where: { $0.count > 0 }) else {
            return [.strong(model.query.isFiltered ? "Nothing matches." : "No leads yet.")]
        }
        let count = Count.of(model.total, "lead") + narrowed + "."
        guard !model.query.isFiltered, let action = best.band.action else { return [.strong(count)] }
        return [.strong("\(Count.grouped(best.count)) to \(action.lowercased())."), .ours(" " + count)]
    }

    private static func filters(_ model: Model, _ html: inout HTML) {
        html(.div, .class("row"), .role("group"), .label("Filters")) { html in
            let query = model.query
            chip(
                query.with { ($0.stage, $0.tier) = (nil, nil) }, "All",
                count: query.isFiltered ? nil : model.total,
                isOn: query.stage == nil && query.tier == nil, &html)
            for stage in Lead.Stage.allCases
            where model.stageCounts.map({ $0[stage, default: 0] > 0 }) ?? true {
                chip(
                    query.with { $0.stage = stage }, stage.label, count: model.stageCounts?[stage],
                    isOn: query.stage == stage, &html)
            }
            if let tier = query.tier, let group = model.groups.first(where: { $0.band.tier.key == tier }) {
                chip(query.with { $0.tier = nil }, "\(group.band.tier.label) only ×", isOn: true, &html)
            }
            if !query.words.isEmpty {
                chip(query.with { $0.words = "" }, "“\(WhyNow.short(query.words))” ×", isOn: true, &html)
            }
            html(.span, .class("end row")) { html in
                for sort in InboxQuery.Sort.allCases {
                    chip(query.with { $0.sort = sort }, sort.label, isOn: query.sort == sort, &html)
                }
            }
        }
    }

    private static func chip(
        _ query: InboxQuery, _ words: String, count: Int? = nil, isOn: Bool, _ html: inout HTML
    ) {
        html(
            .a, .class("chip"), .href(Link(.inbox(query))), .when(isOn, .fixed("aria-current", "true"))
        ) { html in
            html.text(words)
            if let count {
                html.text(" ")
                html(.span, .class("n"), text: Count.grouped(count))
            }
        }
    }

    private static func empty(_ model: Model, _ html: inout HTML) {
        html(.section, .class("card empty")) { html in
            if model.query.isFiltered {
                html(.h2, text: "Nothing matches")
                html(.p, text: "No lead has these words in its name, or none is at this stage.")
                html(.a, .class("button"), .href(Link(.inbox())), text: "Show all leads")
            } else {
                html(.h2, text: "Nothing to call about yet")
                html(
                    .p,
                    text:
                        "A lead comes from anything a company wrote. Paste a job post, or bring a CSV of prospects."
                )
                html(.div, .class("row")) { html in
                    html(.a, .class("button"), .kind("primary"), .href(Link(.home)), text: "Paste a text")
                    html(.a, .class("button"), .href(Link(.example(1))), text: "Try an example")
                    html(.a, .class("button"), .href(Link(.imports)), text: "Import a CSV")
                }
            }
        }
    }
}

extension HTML {
    /// The keys of a list, where there is a keyboard.
    mutating func walkingKeys() {
        raw(
            """
            <div class="keys" aria-hidden="true"><span><kbd class="key">j</kbd><kbd class="key">k</kbd> move</span>\
            <span><kbd class="key">↵</kbd> open</span><span><kbd class="key">?</kbd> all keys</span></div>
            """)
    }
}
