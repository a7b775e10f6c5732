import Domain

extension HTML {
    /// A tier's heading and its leads; the compact form stands beside something else and has no preview.
    mutating func tierGroup(
        _ group: TierGroup, query: InboxQuery, now: Timestamp, current: ID<Lead>? = nil,
        isCompact: Bool = false
    ) {
        let tier = group.band.tier
        self(.section, .class("tier-group"), .labelled(by: "tier-\(tier.key)")) { html in
            html(.h2, .id("tier-\(tier.key)")) { html in
                html.tier(tier)
                if let action = group.band.action, !group.rows.isEmpty { html.text(" \(action) ") }
                html(.span, .class("note")) { html in
                    html.text(group.range)
                    if group.rows.isEmpty, group.count > 0 {
                        html.text(" ")
                        html(
                            .a, .href(Link(.inbox(query.with { $0.tier = tier.key }))), text: "Open the list")
                    }
                }
            }
            if !group.rows.isEmpty {
                html(.ul, .class("leads")) { html in
                    for row in group.rows {
                        html.leadRow(row, now: now, isCurrent: row.lead == current, hasPreview: !isCompact)
                    }
                }
            }
            html.continuation(group, query)
        }
        newline()
    }

    /// The way to the rest of a tier.
    private mutating func continuation(_ group: TierGroup, _ query: InboxQuery) {
        guard !group.rows.isEmpty else { return }
        let all = query.with { $0.tier = group.band.tier.key }
        if let cursor = group.next {
            var next = all
            next.cursor = cursor
            more(next, "Show more")
        } else if group.rows.count < group.count, query.tier == nil {
            more(all, "Show all \(Count.grouped(group.count))")
        }
    }

    private mutating func more(_ query: InboxQuery, _ words: String) {
        self(.p, .class("small more")) { $0(.a, .href(Link(.inbox(query))), text: words) }
    }

    /// One lead: the figure, the name, the reason, the bar, how it moved, how old that is.
    mutating func leadRow(_ row: LeadRow, now: Timestamp, isCurrent: Bool, hasPreview: Bool) {
        self(
            .li, .class("lead-row"), .flag("data-walk-item"),
            .when(isCurrent, .fixed("aria-current", "true")),
            .when(hasPreview, .hxGet(.preview(row.lead))), .when(hasPreview, .fixed("hx-trigger", "walk")),
            .when(hasPreview, .fixed("hx-target", "#peek"))
        ) { html in
            html(.span, .class("score"), text: row.total?.inList ?? "–")
            html(.span, .class("who")) { html in
                html(.a, .href(Link(.lead(row.lead))), .fixed("dir", "auto"), text: row.name)
                html(.span, .class("sub")) { html in
                    html(.bdi, text: row.about)
                    if row.stage != .new { html(.span, .class("stage-mark"), text: row.stage.label) }
                }
            }
            html(.span, .class("why"), .fixed("dir", "auto")) { $0.phrases(row.whyNow) }
            if let bar = row.bar { html.scoreBar(bar) }
            html(.span, .class("delta"), text: row.change?.asChange ?? "")
            let moment = Moment(time: row.at, now: now)
            html.time(moment, says: moment.age, .class("age"))
        }
    }
}

extension TierGroup {
    /// `3 leads, 80 and up`, `4 leads, 60 to below 80`.
    fileprivate var range: String {
        let leads =
            rows.count < count && !rows.isEmpty
            ? "\(rows.count) of \(Count.grouped(count))" : Count.of(count, "lead")
        guard let below else { return "\(leads), \(band.startsAt.short) points and up" }
        if band.startsAt <= .zero { return "\(leads) under \(below.short) points." }
        return "\(leads), \(band.startsAt.short) to under \(below.short)"
    }
}
