import Domain

/// The captured text with the words that earned points marked, and where it came from.
extension LeadPage {
    /// The anchor of a mark, by its place in the text.
    static func markID(_ number: Int) -> String { "w-\(number)" }

    static func sourceCard(_ model: Model, _ ledger: Ledger?, _ html: inout HTML) {
        html(.article, .class("card"), .id("source")) { html in
            guard let shown = model.shown else {
                html(.div, .class("empty")) { html in
                    html(.h2, text: "No text is stored for this lead")
                    html(.p, text: "Paste what the company wrote, and the score will point at its words.")
                    html(.a, .class("button"), .href(Link(.home)), text: "Paste a text")
                }
                return
            }
            sourceHead(model, shown, &html)
            html(.div, .class("card-body stack")) { html in
                let text = SourceText(shown.text)
                sourceMeta(shown, text, model.now, &html)
                let marks = ledger.map { Mark.split($0.claims(in: shown.id), within: text.scalarCount) } ?? []
                let entries = ledger?.entries ?? []
                html(.div, .class("source")) {
                    MarkedText(text: text, marks: marks, entries: entries).write(to: &$0)
                }
                searched(model, entries.filter { $0.line.kind == .absent }, &html)
            }
        }
    }

    private static func sourceHead(_ model: Model, _ shown: Snapshot, _ html: inout HTML) {
        html(.div, .class("card-head")) { html in
            let moment = Moment(time: shown.capturedAt, now: model.now)
            html(.h2) { html in
                html.text("\(shown.source.type.label), captured ")
                html.time(moment, says: moment.dayName)
            }
            guard model.sources.count > 1 else { return }
            let place = (model.sources.firstIndex { $0.snapshot == shown.id } ?? 0) + 1
            html(.span, .class("note"), text: "\(place) of \(model.sources.count) sources")
            html(.span, .class("end row")) { html in
                for source in model.sources.prefix(chipLimit) {
                    html(
                        .a, .class("chip"), .href(Link(.lead(model.lead, source: source.snapshot))),
                        .when(source.snapshot == shown.id, .fixed("aria-current", "true"))
                    ) { html in
                        html.text("\(source.type.label) ")
                        html(.span, .class("n"), text: Moment(time: source.capturedAt, now: model.now).age)
                    }
                }
            }
        }
    }

    /// Chips of sources in one row; the rest are reached through the facts that quote them.
    private static let chipLimit = 6

    private static func sourceMeta(
        _ shown: Snapshot, _ text: SourceText, _ now: Timestamp, _ html: inout HTML
    ) {
        html(.p, .class("source-meta")) { html in
            if let url = shown.source.url {
                html(.span) { $0.site(url) }
            }
            let moment = Moment(time: shown.capturedAt, now: now)
            html(.span) { html in
                html.text("captured ")
                html.time(moment, says: moment.toTheMinute)
            }
            html(.span, text: Count.of(text.scalarCount, "character"))
            html(.code, .title("Snapshot \(shown.id), SHA-256 \(shown.hash)"), text: shown.id.description)
        }
    }

    /// Lines without words have a place to point at too: what was searched, and that it held nothing.
    private static func searched(_ model: Model, _ absent: [Ledger.Entry], _ html: inout HTML) {
        guard !absent.isEmpty, !model.sources.isEmpty else { return }
        let keys = absent.map(\.key)
        html(.div, .class("stack tight")) { html in
            html(.h3, .class("hush"), text: "Searched for \(named(keys)), found nothing")
            html(.div, .class("searched")) { html in
                for source in model.sources {
                    html(.span, .class("chip"), .lines(keys.joined(separator: " "))) { html in
                        html.text("\(source.type.label) ")
                        html(.span, .class("n"), text: "0")
                    }
                }
            }
        }
    }

    /// Lines by their letters, or by their number when there are too many to read.
    private static func named(_ keys: [String]) -> String {
        if keys.count > 4 { return "\(keys.count) lines" }
        return (keys.count == 1 ? "line " : "lines ") + Count.list(keys)
    }
}
