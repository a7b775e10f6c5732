import Domain
import Wire

extension RubricReader {
    func match(_ fields: inout Fields) throws(FieldError) -> Form.Match {
        let name = try fields.read("credit", .filledString)
        guard let credit = credits[name] else {
            throw fields.place.member("credit").unknown(name, among: credits.keys.sorted())
        }
        let each = try fields.readIfPresent(
            "each",
            .object { f throws(FieldError) in
                _ = try f.read("why", .filledString)
                return try f.read("at_most", .int(in: 1...12))
            })
        return Form.Match(
            points: try fields.read("points", .points), credit: credit, creditName: name,
            predicate: try fields.read("when", predicate), each: each)
    }

    func rung(_ fields: inout Fields) throws(FieldError) -> Form.Rung {
        Form.Rung(
            points: try fields.read("points", .points), predicate: try fields.read("when", predicate),
            say: try fields.read("say", Self.template), why: try fields.read("why", .filledString))
    }

    func proportion(_ fields: inout Fields) throws(FieldError) -> Form.Proportion {
        let points = try fields.read("points", .points)
        let named = try fields.readIfPresent(
            "fields",
            .list(
                .object { f throws(FieldError) in
                    (name: try f.read("name", .filledString), predicate: try f.read("when", predicate))
                }))
        let lists = try fields.readIfPresent("technologies", .list(Self.technologyList))
        switch (named, lists) {
        case (let named?, nil) where !named.isEmpty:
            return Form.Proportion(points: points, parts: .fields(named))
        case (nil, let lists?) where !lists.isEmpty:
            return Form.Proportion(points: points, parts: .technologies(lists))
        default: throw fields.place.fault(.invalid, "needs either “fields” or “technologies”, not empty")
        }
    }

    /// A list of the profile, by name.
    private static var technologyList: Field<TechnologyList> {
        Field(expects: "must or nice") { json in
            switch json.stringValue {
            case "must": .must
            case "nice": .nice
            default: nil
            }
        }
    }

    static func similarity(_ fields: inout Fields) throws(FieldError) -> Form.Similarity {
        Form.Similarity(
            points: try fields.read("points", .points), textA: try fields.read("text_a", .filledString),
            textB: try fields.read("text_b", .filledString))
    }

    func window(_ fields: inout Fields) throws(FieldError) -> Form.Window {
        enum Kind: String, CaseIterable { case count, max, sum }
        let points = try fields.read("points", .points)
        let kind = try fields.read("aggregate", .choice(Kind.self))
        let halfLife = try fields.readIfPresent("half_life_days", .int(in: 1...3650))
        let atLeast = try fields.readIfPresent("at_least", .int(in: 1...1000))
        let each = try fields.readIfPresent("each", .points)
        let aggregate: Form.Window.Aggregate
        switch (kind, atLeast, each) {
        case (.count, let atLeast?, nil) where halfLife == nil: aggregate = .count(atLeast: atLeast)
        case (.max, nil, nil): aggregate = .max
        case (.sum, nil, let each?): aggregate = .sum(each: each)
        default:
            throw fields.invalid(
                "aggregate",
                "count needs “at_least” and no half-life; sum needs “each”; max needs neither")
        }
        let sources = try fields.read("of", .list(predicate))
        guard !sources.isEmpty else { throw fields.invalid("of", "names nothing to look at") }
        for (index, source) in sources.enumerated() where !source.hasTime {
            throw fields.place.member("of").element(index).fault(
                .invalid, "only facts, phrases and signals have a time")
        }
        return Form.Window(
            points: points, sources: sources, aggregate: aggregate,
            days: try fields.read("days", .int(in: 1...3650)), halfLifeDays: halfLife)
    }

    func labelBy(_ fields: inout Fields) throws(FieldError) -> Form.LabelBy {
        let labels = try fields.read("labels", .list(.object(Self.labelBand)))
        try refuseTwins(labels, at: fields.place.member("labels"))
        let rules = try fields.read("rules", .list(.object { f throws(FieldError) in try rule(&f, labels) }))
        guard !labels.isEmpty else { throw fields.invalid("labels", "names no label") }
        try refuseTwins(fields.object["rules"], at: fields.place.member("rules"))
        guard let last = rules.last, case .always = last.predicate else {
            throw fields.invalid("rules", "the last rule must be “always”, so that every lead gets a label")
        }
        return Form.LabelBy(labels: labels, rules: rules)
    }

    private func refuseTwins(_ labels: [Form.LabelBy.Band], at place: FieldPlace) throws(FieldError) {
        for (index, label) in labels.enumerated()
        where labels[..<index].contains(where: { $0.label == label.label }) {
            throw place.element(index).fault(.invalid, "“\(label.label)” is there twice")
        }
    }

    private static func labelBand(_ fields: inout Fields) throws(FieldError) -> Form.LabelBy.Band {
        _ = try fields.read("why", .filledString)
        let band = Form.LabelBy.Band(
            label: try fields.read("label", .filledString), from: try fields.read("from", .points),
            to: try fields.read("to", .points), usual: try fields.read("at", .points))
        guard band.from <= band.usual, band.usual <= band.to else {
            throw fields.invalid("at", "must lie between “from” and “to”")
        }
        return band
    }

    private func rule(
        _ fields: inout Fields, _ labels: [Form.LabelBy.Band]
    ) throws(FieldError) -> Form.LabelBy.Rule {
        _ = try fields.read("why", .filledString)
        let name = try fields.read("label", .filledString)
        guard let index = labels.firstIndex(where: { $0.label == name }) else {
            throw fields.place.member("label").unknown(name, among: labels.map(\.label))
        }
        let points = try fields.read("points", .points)
        guard labels[index].from <= points, points <= labels[index].to else {
            throw fields.invalid(
                "points", "\(name) gives \(labels[index].from) to \(labels[index].to), not \(points)")
        }
        return Form.LabelBy.Rule(
            predicate: try fields.read("when", predicate), label: index, points: points,
            because: try fields.read("because", Self.template))
    }
}

extension Predicate {
    /// Whether what it finds has a date.
    fileprivate var hasTime: Bool {
        switch self {
        case .fact, .phrases, .signal: true
        default: false
        }
    }
}
