import Domain

/// The score as a ledger: lines by dimension, the sum so far, a rule above the total.
extension LeadPage {
    static func ledgerCard(_ model: Model, _ score: Scored, _ ledger: Ledger, _ html: inout HTML) {
        let lines = LedgerLines(model: model, ledger: ledger)
        html(.section, .class("card ledger-card"), .labelled(by: "ledger-title")) { html in
            html(.div, .class("card-head")) { html in
                html(.h2, .id("ledger-title"), text: "How \(score.result.total.words) adds up")
                html(.span, .class("note"), text: words(scorecard: score.scorecard))
            }
            html.raw(
                """
                <div class="ledger-head" aria-hidden="true"><span>Choose a line to see its words</span>\
                <span>Points</span><span>So far</span></div>
                """)
            html(.div, .class("ledger"), .flag("data-building", score.isNew)) { html in
                for group in ledger.groups where !group.entries.isEmpty {
                    lines.group(group, &html)
                }
                html(.p, .class("ledger-total")) { html in
                    html(.span) { html in
                        html.text("Total ")
                        html.tierBadge(score.result.tier)
                    }
                    html(.span, .class("num"), text: score.result.total.words)
                }
            }
            if ledger.sum != score.result.total { mismatch(ledger.sum, score.result.total, &html) }
            html(.div, .class("card-foot small")) { html in
                html(.p) { $0.phrases(outlook(score, ledger)) }
                html(.p, .class("hush")) { html in
                    html.text("Scored ")
                    let moment = Moment(time: score.scoredAt, now: model.now)
                    html.time(moment, says: moment.spoken)
                    html.text(". Same inputs, same score, on every machine.")
                }
            }
        }
    }

    /// `raptorflow@4` in words.
    private static func words(scorecard: String) -> String {
        let parts = scorecard.split(separator: "@", maxSplits: 1)
        guard parts.count == 2 else { return scorecard }
        return "\(parts[0]), version \(parts[1])"
    }

    /// A figure that does not add up is not hidden.
    private static func mismatch(_ sum: Points, _ total: Points, _ html: inout HTML) {
        html(.div, .class("notice"), .kind("against"), .role("alert")) { html in
            html(.b, text: "These lines come to \(sum.words).")
            html(.span, text: "The stored total is \(total.words). Do not trust this score; report it.")
        }
    }

    /// What the tier rests on, or what would raise it.
    private static func outlook(_ score: Scored, _ ledger: Ledger) -> [Phrase] {
        let tier = score.result.tier
        guard let above = score.bands.above(tier) else {
            guard let band = score.bands.band(of: tier) else { return [] }
            return [.ours("\(tier.label) starts at \(band.startsAt.words).")]
        }
        let gap = above.startsAt - score.result.total
        // At the edge and yet below it: a disqualifying line holds the tier down, and says so itself.
        guard gap > .zero else { return [.ours("\(above.tier.label) starts at \(above.startsAt.words).")] }
        return [.ours("\(gap.words) short of \(above.tier.label). ")] + way(over: gap, ledger)
    }

    /// The cheapest single line that would close the gap, where there is one.
    private static func way(over gap: Points, _ ledger: Ledger) -> [Phrase] {
        let helpers = ledger.entries.filter { $0.line.kind == .absent && $0.line.of - $0.line.points >= gap }
        guard let best = helpers.min(by: { $0.line.of - $0.line.points < $1.line.of - $1.line.points }) else {
            return []
        }
        return [.strong("Line \(best.key) alone could add \((best.line.of - best.line.points).words).")]
    }
}
