import Domain

/// The third and fourth steps: how far it is, and what came of it.
extension ImportPage {
    static func working(_ progress: Progress, _ html: inout HTML) {
        let (tally, total) = (progress.tally, progress.file.rowCount)
        html(.section, .class("card")) { html in
            html(.div, .class("card-head")) { fileHead(progress.file, &$0) }
            html(.div, .class("card-body progress")) { html in
                html(.div, .class("said")) { html in
                    html(.span) { html in
                        html(.b, text: Count.grouped(tally.done))
                        html.text(total.map { " of \(Count.of($0, "row"))" } ?? " rows")
                    }
                    if let rate = progress.rate { html(.span, text: "\(Count.grouped(rate)) a second") }
                    if let left = progress.secondsLeft {
                        html(.span, text: "\(Count.duration(seconds: left)) left")
                    }
                }
                html.track(tally, of: total)
                html.tally(tally)
            }
            html(
                .div, .class("card-foot small"),
                text: "You can close this page. It goes on, and picks up where it was if the machine stops.")
        }
        if let reject = progress.firstReject { html.reject(reject) }
    }

    static func done(_ result: Result, _ html: inout HTML) {
        html(.section, .class("card")) { html in
            html(.div, .class("card-head")) { html in
                fileHead(result.file, &html)
                html(.span, .class("end small hush"), text: "took \(Count.duration(seconds: result.seconds))")
            }
            html(.div, .class("card-body progress")) { html in
                html(.p, .class("why-now")) { html in
                    html(.b, text: "\(Count.of(result.tally.new + result.tally.known, "lead")) scored")
                    html.text(" in the list ")
                    html(.bdi, text: result.list)
                    html.text(result.tally.rejected == 0 ? ". Every row came in." : ".")
                }
                html.track(result.tally, of: result.tally.done)
                html.tally(result.tally)
            }
            html(.div, .class("card-foot row")) { html in
                html(.a, .class("button"), .kind("primary"), .href(Link(.inbox())), text: "Open the inbox")
                html(.a, .class("button"), .href(Link(.importScored(result.run))), text: "Scored leads, CSV")
                if result.tally.rejected > 0 {
                    html(
                        .a, .class("button"), .href(Link(.importRejected(result.run))),
                        text: "Refused rows, CSV")
                }
            }
        }
        tiers(result.tiers, &html)
        rejects(result, &html)
    }

    /// Each count opens its list.
    private static func tiers(_ tiers: [TierCount], _ html: inout HTML) {
        guard !tiers.isEmpty else { return }
        html(.div, .class("tally")) { html in
            for entry in tiers {
                html(.a, .href(Link(.inbox(InboxQuery(tier: entry.tier.key))))) { html in
                    html(.span, .class("n"), text: Count.grouped(entry.count))
                    html.tier(entry.tier)
                }
            }
        }
    }

    private static func rejects(_ result: Result, _ html: inout HTML) {
        guard !result.rejects.isEmpty else { return }
        html(.section, .class("card"), .labelled(by: "rejects-title")) { html in
            html(.div, .class("card-head")) { html in
                html(.h2, .id("rejects-title"), text: "Set aside")
                html(
                    .span, .class("note"),
                    text: "\(result.rejects.count) of \(Count.of(result.tally.rejected, "row"))")
            }
            html(.div, .class("table-wrap")) { html in
                html(.table, .class("table"), .flag("data-stack")) { html in
                    html.raw(
                        """
                        <thead><tr><th scope="col" class="num">Row</th><th scope="col">Column</th>\
                        <th scope="col">Stands there</th><th scope="col">What is wrong</th></tr></thead>
                        """)
                    html(.tbody) { html in
                        for reject in result.rejects { html.rejectRow(reject) }
                    }
                }
            }
        }
    }
}

extension HTML {
    /// New, known and refused rows as one bar; the room left over stays visible.
    fileprivate mutating func track(_ tally: ImportPage.Tally, of total: Int?) {
        let whole = max(total ?? tally.done, tally.done, 1)
        let share = { (rows: Int) in rows * 10_000 / whole }
        self(
            .svg, .class("track"), .role("progressbar"), .fixed("aria-valuemin", "0"),
            .fixed("aria-valuemax", "100"),
            .valueNow(total == nil ? nil : share(tally.done) / 100), .label("Rows read")
        ) { html in
            let (known, refused) = (tally.new + tally.known, tally.done)
            html(
                .rect, .class("p1"), .x(percent: 0), .width(percent: share(tally.new)),
                .fixed("height", "100%"))
            html(
                .rect, .class("p2"), .x(percent: share(tally.new)),
                .width(percent: share(known) - share(tally.new)), .fixed("height", "100%"))
            html(
                .rect, .class("against"), .x(percent: share(known)),
                .width(percent: share(refused) - share(known)), .fixed("height", "100%"),
                .fixed("fill", "url(#hatch)"))
        }
    }

    fileprivate mutating func tally(_ tally: ImportPage.Tally) {
        self(.div, .class("parts")) { html in
            html(.span, .class("p1"), text: "New \(Count.grouped(tally.new))")
            html(.span, .class("p2"), text: "Already known \(Count.grouped(tally.known))")
            html(.span, .class("pa"), text: "Refused \(Count.grouped(tally.rejected))")
        }
    }

    /// Says the place first: “Row 17, column mail”, the cell, then what is wrong with it.
    fileprivate mutating func reject(_ reject: ImportPage.Reject) {
        self(.div, .class("notice"), .kind("against")) { html in
            html(.b) { html in
                html.text("Row \(Count.grouped(reject.row))")
                if let column = reject.column {
                    html.text(", column ")
                    html(.code, text: column)
                }
                if let value = reject.value {
                    html.text(": ")
                    html(.q, text: WhyNow.short(value))
                }
                html.text(".")
            }
            html(.span, text: reject.reason)
        }
    }

    fileprivate mutating func rejectRow(_ reject: ImportPage.Reject) {
        self(.tr) { html in
            html(.td, .class("num"), .stackLabel("Row"), text: Count.grouped(reject.row))
            html(.td, .stackLabel("Column")) { $0(.code, text: reject.column ?? "the whole row") }
            html(.td, .class("example"), .stackLabel("Stands there")) { html in
                if let value = reject.value { html(.bdi, text: WhyNow.short(value)) }
            }
            html(.td, .stackLabel("What is wrong"), text: reject.reason)
        }
    }
}
