import Domain
import Wire

extension Rubric {
    /// Reads and checks a whole scorecard; the first fault refuses it.
    ///
    /// `name` is what messages call the document, as in `data/scorecards/raptorflow@1.json`.
    package static func load(
        _ bytes: [UInt8], named name: String, taxonomy: Taxonomy
    ) throws(RubricError) -> Rubric {
        let field = Field<Rubric>.object { fields throws(FieldError) in
            var reader = RubricReader(taxonomy: taxonomy)
            return try reader.rubric(&fields)
        }
        do { return try field.read(file: bytes, named: name) } catch { throw RubricError(error) }
    }
}

/// Turns a scorecard document into a rubric.
struct RubricReader {
    let taxonomy: Taxonomy
    var credits: [String: Credit] = [:]

    init(taxonomy: Taxonomy) { self.taxonomy = taxonomy }

    mutating func rubric(_ fields: inout Fields) throws(FieldError) -> Rubric {
        let name = try fields.read("name", .filledString)
        let version = try fields.read("version", .int(in: 1...1_000_000))
        let label = try fields.read("label", .filledString)
        let why = try fields.read("why", .filledString)
        let combination = try fields.read("combine", .choice(Rubric.Combination.self))
        let roundsTotal = try fields.read("rounding", .object(Self.rounding))
        for (key, credit) in try fields.read("credit", .map(.object(Self.credit)), default: []) {
            credits[key] = credit
        }
        let defaults = try fields.readIfPresent("icp", .object(Self.profile)) ?? ICP.Criteria()
        let reader = self
        let dimensions = try fields.read(
            "dimensions",
            .list(.object { f throws(FieldError) in try reader.dimension(&f, in: combination) }))
        let bands = try fields.read("tiers", .list(.object(Self.band)))
        guard !bands.isEmpty else { throw fields.invalid("tiers", "names none") }
        let ranked = bands.enumerated().map { rank, band in band.ranked(rank) }
        let disqualifiers = try fields.read(
            "disqualify",
            .list(.object { f throws(FieldError) in try reader.disqualifier(&f, bands: ranked) }), default: []
        )
        var checks = RubricChecks(place: fields.place, combination: combination)
        try checks.run(dimensions: dimensions, bands: ranked, disqualifiers: disqualifiers)
        try checkCreditsAreUsed(dimensions, at: fields.place)
        return Rubric(
            name: name, version: version, label: label, why: why, combination: combination,
            roundsTotal: roundsTotal, defaults: defaults, dimensions: dimensions,
            disqualifiers: disqualifiers,
            bands: ranked, hints: checks.hints, taxonomy: taxonomy,
            needs: Self.needs(dimensions, disqualifiers))
    }

    private static func needs(_ dimensions: [Dimension], _ disqualifiers: [Rubric.Disqualifier]) -> Needs {
        var needs: Needs = []
        for criterion in dimensions.flatMap(\.criteria) { needs.formUnion(criterion.form.needs) }
        for disqualifier in disqualifiers { needs.formUnion(disqualifier.predicate.needs) }
        return needs
    }

    private func checkCreditsAreUsed(_ dimensions: [Dimension], at place: FieldPlace) throws(FieldError) {
        let used = Set(dimensions.flatMap(\.criteria).compactMap(\.form.creditName))
        for name in credits.keys.sorted() where !used.contains(name) {
            throw place.member("credit").member(name).fault(.invalid, "no criterion uses this table")
        }
    }

    private static func rounding(_ fields: inout Fields) throws(FieldError) -> Bool {
        enum Total: String, CaseIterable { case none, wholeHalfUp = "whole_half_up" }
        _ = try fields.read("why", .filledString)
        return try fields.read("total", .choice(Total.self)) == .wholeHalfUp
    }

    private static func credit(_ fields: inout Fields) throws(FieldError) -> Credit {
        _ = try fields.read("why", .filledString)
        return Credit(
            stated: try fields.read("stated", .int(in: 0...100)),
            inferred: try fields.read("inferred", .int(in: 0...100)),
            unknown: try fields.read("unknown", .int(in: 0...100)),
            contradicted: try fields.read("contradicted", .int(in: 0...100)))
    }

    private static func profile(_ fields: inout Fields) throws(FieldError) -> ICP.Criteria {
        _ = try fields.read("why", .filledString)
        var profile = ICP.Criteria()
        profile.industries = try fields.read("industries", .list(.filledString), default: [])
        profile.geographies = try fields.read("geographies", .list(.filledString), default: [])
        profile.departments = try fields.read("departments", .list(.filledString), default: [])
        profile.hiringKeywords = try fields.read("hiring_keywords", .list(.filledString), default: [])
        profile.painKeywords = try fields.read("pain_keywords", .list(.filledString), default: [])
        profile.keywords = try fields.read("keywords", .list(.filledString), default: [])
        profile.tech.must = try fields.read("must_have", .list(.filledString), default: [])
        profile.tech.nice = try fields.read("nice_to_have", .list(.filledString), default: [])
        profile.tech.avoid = try fields.read("avoid", .list(.filledString), default: [])
        profile.sizes = try fields.readIfPresent("sizes", range)
        return profile
    }

    /// `{ "from": 1, "to": 20 }`.
    static var range: Field<ClosedRange<Int>> {
        .object { fields throws(FieldError) in
            let from = try fields.read("from", .int(in: 1...Sizes.unbounded))
            let to = try fields.read("to", .int(in: 1...Sizes.unbounded), default: Sizes.unbounded)
            guard from <= to else { throw fields.invalid("to", "must not be below “from”") }
            return from...to
        }
    }

    private struct PlainBand {
        let key: String
        let label: String
        let from: Points
        let to: Points
        let why: String

        func ranked(_ rank: Int) -> Rubric.Band {
            Rubric.Band(tier: Tier(key: key, label: label, rank: rank), from: from, to: to, why: why)
        }
    }

    private static func band(_ fields: inout Fields) throws(FieldError) -> PlainBand {
        PlainBand(
            key: try fields.read("key", .filledString), label: try fields.read("label", .filledString),
            from: try fields.read("from", .points), to: try fields.read("to", .points),
            why: try fields.read("why", .filledString))
    }

    private func disqualifier(
        _ fields: inout Fields, bands: [Rubric.Band]
    ) throws(FieldError) -> Rubric.Disqualifier {
        let tier = try fields.read("max_tier", .filledString)
        guard let rank = bands.firstIndex(where: { $0.tier.key == tier }) else {
            throw fields.place.member("max_tier").unknown(tier, among: bands.map(\.tier.key))
        }
        return Rubric.Disqualifier(
            key: try fields.read("key", .filledString), predicate: try fields.read("when", predicate),
            rank: rank, say: try fields.read("say", Self.template),
            why: try fields.read("why", .filledString))
    }
}

extension Field where Value == Points {
    /// Points with at most two decimals, within what a card of 100 can use.
    static var points: Field {
        Field(expects: "points from -100 to 100 with at most two decimals") { $0.hundredthsOfAPoint }
    }
}

extension JSON {
    fileprivate var hundredthsOfAPoint: Points? {
        guard let number = doubleValue, abs(number) <= 100 else { return nil }
        let scaled = (number * 100).rounded()
        return scaled / 100 == number ? Points(hundredths: Int(scaled)) : nil
    }
}
