import Domain

/// What is known, who said it and when; values that disagree stand under one name.
extension LeadPage {
    static func factsCard(_ model: Model, _ html: inout HTML) {
        let known = KnownFact.gather(model.facts)
        html(.section, .class("card"), .labelled(by: "facts-title")) { html in
            html(.div, .class("card-head")) { html in
                html(.h2, .id("facts-title"), text: "Facts")
                html(.span, .class("note"), text: summary(known))
            }
            if known.isEmpty {
                html(.p, .class("card-body hush"), text: "Nothing was read from the sources yet.")
            }
            html(.div, .class("fact-families")) { html in
                for family in Attribute.Family.allCases {
                    let rows = known.filter { $0.attribute.family == family }
                    guard !rows.isEmpty else { continue }
                    html(.div) { html in
                        html(.h3, .class("facts-head"), text: family.label)
                        html(.dl, .class("facts")) { html in
                            for row in rows { fact(row, model, &html) }
                        }
                    }
                }
            }
        }
    }

    private static func summary(_ known: [KnownFact]) -> String {
        let values = known.reduce(0) { $0 + $1.values.count }
        let disputed = known.filter(\.isDisputed).count
        return disputed == 0 ? "\(values) known" : "\(values) known, \(disputed) in dispute"
    }

    private static func fact(_ known: KnownFact, _ model: Model, _ html: inout HTML) {
        html(.div) { html in
            html(.dt, text: known.attribute.label)
            for sourced in known.values {
                html(.dd) { html in
                    value(sourced.fact, &html)
                    html(.span, .class("src")) { origin(sourced, model, &$0) }
                }
            }
        }
    }

    private static func value(_ fact: Fact, _ html: inout HTML) {
        switch fact.attribute {
        case .email: html.mail(fact.words)
        case .website, .profileURL: html.site(fact.words)
        default: html(.bdi, text: fact.words)
        }
    }

    /// `“We are a team of nine”, job post, 13 Nov`.
    private static func origin(_ sourced: SourcedFact, _ model: Model, _ html: inout HTML) {
        if let evidence = sourced.fact.evidence, evidence.quote != sourced.fact.words {
            html(.q, .fixed("dir", "auto"), text: WhyNow.short(evidence.quote))
            html.text(" · ")
        }
        if sourced.fact.strength != .stated { html.text("\(sourced.fact.strength.rawValue) · ") }
        let moment = Moment(time: sourced.seenAt, now: model.now)
        if let source = model.sources.first(where: { $0.snapshot == sourced.snapshot }) {
            let words = source.type.label.lowercased()
            if source.snapshot == model.shown?.id {
                html.text(words)
            } else {
                html(.a, .href(Link(.lead(model.lead, source: source.snapshot))), text: words)
            }
            html.text(", ")
        }
        html.time(moment, says: moment.spoken)
    }
}

/// Everything the sources say about one attribute.
struct KnownFact {
    var attribute: Attribute
    /// Different values, newest first; of equal ones the newest.
    var values: [LeadPage.SourcedFact]

    /// Attributes that have one value: two are a contradiction.
    var isDisputed: Bool {
        guard values.count > 1 else { return false }
        return switch attribute {
        case .companyName, .teamSize, .sizeBucket, .industry, .remote, .website, .isMarketingHire, .roleType:
            true
        default: false
        }
    }

    /// By attribute in the order of `Attribute`; what was looked for and not found is no fact.
    static func gather(_ facts: [LeadPage.SourcedFact]) -> [KnownFact] {
        var values: [Attribute: [LeadPage.SourcedFact]] = [:]
        var seen: Set<Said> = []
        for sourced in facts.sorted(by: { $0.seenAt > $1.seenAt }) where sourced.fact.strength != .unknown {
            let said = Said(attribute: sourced.fact.attribute, words: sourced.fact.words)
            if seen.insert(said).inserted { values[sourced.fact.attribute, default: []].append(sourced) }
        }
        return Attribute.allCases.compactMap { attribute in
            values[attribute].map { KnownFact(attribute: attribute, values: $0) }
        }
    }

    private struct Said: Hashable {
        var attribute: Attribute
        var words: String
    }
}
