import Domain

/// Writes the lines of a ledger; knows which words are on this page and which in another snapshot.
struct LedgerLines {
    var model: LeadPage.Model
    /// Where the first mark of each line is, by the line's place.
    private var anchors: [Int: String] = [:]

    init(model: LeadPage.Model, ledger: Ledger) {
        self.model = model
        guard let shown = model.shown else { return }
        let marks = Mark.split(ledger.claims(in: shown.id), within: shown.text.unicodeScalars.count)
        for (index, mark) in marks.enumerated() {
            for owner in mark.owners where anchors[owner] == nil {
                anchors[owner] = LeadPage.markID(index + 1)
            }
        }
    }

    func group(_ group: Ledger.Group, _ html: inout HTML) {
        let dimension = group.dimension
        let sum = group.entries.reduce(Points.zero) { $0 + $1.line.points }
        html(.div, .class("ledger-group")) { html in
            html(.h3) { html in
                html.text(dimension.label)
                html.text(" ")
                let most = dimension.of
                html(
                    .span, .class("num"), text: most > .zero ? "\(sum.words) of \(most.short)" : sum.words)
            }
            html(.ol, .class("lines")) { html in
                for entry in group.entries { line(entry, &html) }
            }
        }
    }

    private func line(_ entry: Ledger.Entry, _ html: inout HTML) {
        let line = entry.line
        html(
            .li, .class("line"), .line(entry.key), .kind(line.kind.styled),
            .covers(entry.covers.isEmpty ? nil : entry.covers.joined(separator: " "))
        ) { html in
            html(.button, .class("line-hit"), .type("button"), .fixed("aria-pressed", "false")) { html in
                html(
                    .span, .class("line-key"), .fixed("aria-hidden", "true"),
                    text: line.kind.sign ?? entry.key)
                html(.span, .class("line-reason")) {
                    $0.phrases(Phrase.reading(line.reason, quotes: line.evidence.map(\.quote)))
                }
                html(.span, .class("line-points"), text: line.points.signed)
                html(.span, .class("line-sum"), text: entry.sumSoFar.words)
                html(.span, .class("line-quote")) { quotes(entry, &$0) }
            }
            html(.div, .class("line-more")) { more(entry, &$0) }
        }
    }

    /// Quotes shown on a line, besides those its reason holds; all of them are marked in the text.
    private static let quotesOnALine = 2

    private func quotes(_ entry: Ledger.Entry, _ html: inout HTML) {
        let line = entry.line
        switch line.kind {
        case .cap:
            if !entry.covers.isEmpty {
                html.text("\(Count.list(entry.covers)) came to \(entry.covered.words)")
            }
        case .absent:
            if line.of > line.points { html.text("Worth \((line.of - line.points).signed)") }
        case .award, .against, .rounding, .disqualified:
            let quotes = line.evidence.map(\.quote).filter { !line.reason.contains($0) }
            for (index, quote) in quotes.prefix(Self.quotesOnALine).enumerated() {
                if index > 0 { html.text(", ") }
                html(.q, .fixed("dir", "auto"), text: WhyNow.short(quote))
            }
            let rest = quotes.count - Self.quotesOnALine
            if rest > 0 { html(.span, .class("line-kind"), text: " and \(rest) more") }
        }
    }

    /// What pinning a line opens: how the points came about, and where the words are.
    private func more(_ entry: Ledger.Entry, _ html: inout HTML) {
        let line = entry.line
        html.text(account(of: line))
        if let anchor = anchors[entry.place] {
            html.text(" ")
            html(.a, .href(Link(fragment: anchor)), text: "See it in the text")
        }
        for source in elsewhere(line) {
            html.text(" ")
            html(
                .a, .href(Link(.lead(model.lead, source: source.snapshot))),
                text: "See it in the \(source.type.label.lowercased())")
        }
    }

    private func account(of line: ScoreLine) -> String {
        var words: String
        switch line.kind {
        case .cap: return "A cap keeps one loud reason from drowning the rest."
        case .rounding: return "Rounds the weighted sum to 1/100 point, so that the column adds up."
        case .disqualified: words = "Holds the tier down, whatever the points."
        case .against where line.points < .zero:
            words = "Evidence against: it takes points away while it stands."
        case .absent: words = "Nothing is quoted, because nothing was found."
        case .award, .against:
            words =
                line.strength.words + (line.of > .zero ? " \(line.points.words) of \(line.of.words)." : "")
        }
        if let judge = line.judge { words += " Judged by \(judge)." }
        return words
    }

    private func elsewhere(_ line: ScoreLine) -> [LeadPage.Source] {
        let snapshots = Set(line.evidence.compactMap(\.snapshot)).subtracting(
            [model.shown?.id].compactMap { $0 })
        return model.sources.filter { snapshots.contains($0.snapshot) }
    }
}

extension ScoreLine.Kind {
    /// How the style sheet draws it; nil is a plain award.
    fileprivate var styled: String? {
        switch self {
        case .award: nil
        case .cap, .rounding: "cap"
        case .against, .disqualified: "against"
        case .absent: "absent"
        }
    }

    /// What stands in the letter's place on a line that has no words.
    fileprivate var sign: String? {
        switch self {
        case .cap: "⌐"
        case .rounding: "≈"
        case .award, .against, .absent, .disqualified: nil
        }
    }
}

extension Strength {
    fileprivate var words: String {
        switch self {
        case .stated: "Stated in so many words:"
        case .inferred: "Concluded, not stated:"
        case .unknown: "Not known:"
        case .contradicted: "The words say the opposite:"
        }
    }
}
