import Domain
import Lexicon
import Wire

extension RubricReader {
    /// The words a predicate may open with.
    private static let kinds = [
        "always", "fact", "size", "industry", "place", "technology", "title", "phrases", "signal",
        "excluded_domain", "distinct", "extracted", "all", "any", "not",
    ]

    var predicate: Field<Predicate> { .object { fields throws(FieldError) in try predicate(&fields) } }

    private func predicate(_ fields: inout Fields) throws(FieldError) -> Predicate {
        let named = Self.kinds.filter { fields.object[$0] != nil }
        guard named.count == 1, let kind = named.first else {
            guard named.isEmpty, let key = fields.object.keys.first else {
                throw fields.place.fault(
                    .invalid,
                    "asks two things (\(named.joined(separator: ", "))); join them with “all” or “any”")
            }
            throw fields.place.unknown(key, among: Self.kinds)
        }
        switch kind {
        case "fact": return .fact(try factTest(&fields))
        case "title": return .title(try fields.read("title", .object(Self.titleTest)))
        case "phrases": return .phrases(try phraseTest(&fields))
        case "all": return .all(try fields.read("all", .list(predicate)))
        case "any": return .any(try fields.read("any", .list(predicate)))
        case "not": return .not(try fields.read("not", predicate))
        default: return try plainPredicate(kind, &fields)
        }
    }

    private func plainPredicate(_ kind: String, _ fields: inout Fields) throws(FieldError) -> Predicate {
        switch kind {
        case "size": return .size(try fields.read("size", Self.wish(RubricReader.range)).map { [$0] })
        case "industry": return .industry(try fields.read("industry", industryWish))
        case "place": return .place(try fields.read("place", placeWish))
        case "technology": return .technology(try fields.read("technology", Self.technologies))
        case "signal":
            let kinds = try fields.read("signal", .list(.filledString))
            return .signal(kinds: kinds, days: try fields.readIfPresent("days", .int(in: 1...3650)))
        case "distinct":
            let attribute = try fields.read("distinct", .choice(Attribute.self))
            return .distinct(attribute, atLeast: try fields.read("at_least", .int(in: 1...1000)))
        case "extracted":
            let attributes = try fields.read("extracted", .list(.choice(Attribute.self)))
            let atLeast = try fields.read("at_least", .int(in: 1...1000))
            guard atLeast <= attributes.count else {
                throw fields.invalid("at_least", "only \(attributes.count) attributes are named")
            }
            return .extracted(attributes, atLeast: atLeast)
        case "excluded_domain":
            try isTrue("excluded_domain", &fields)
            return .excludedDomain
        default:
            try isTrue("always", &fields)
            return .always
        }
    }

    private func isTrue(_ key: String, _ fields: inout Fields) throws(FieldError) {
        guard try fields.read(key, .bool) else { throw fields.invalid(key, "can only be true") }
    }

    /// `"icp"` for what the profile wants, or a value of the card's own.
    private static func wish<Value>(_ own: Field<Value>) -> Field<Value?> {
        Field<Value?>(expects: "\"icp\" or \(own.expects)") { json, place throws(FieldError) in
            if json == "icp" { return nil }
            return try own.read(json, place)
        }
    }

    private var industryWish: Field<IndustryWish?> {
        Self.wish(
            Field(expects: "a list of industries") { json, place throws(FieldError) in
                let names = try Field.list(.filledString).read(json, place)
                for (index, name) in names.enumerated() where taxonomy.industries.node(named: name) == nil {
                    throw place.element(index).unknown(name, among: taxonomy.industries.nodes.map(\.key))
                }
                return IndustryWish(names, in: taxonomy.industries)
            })
    }

    private var placeWish: Field<PlaceWish?> {
        Self.wish(
            Field(expects: "a list of places") { json, place throws(FieldError) in
                PlaceWish(try Field.list(.filledString).read(json, place), in: taxonomy.places)
            })
    }

    private static var technologies: Field<TechnologyList> {
        let expects = "must, nice, avoid, offer or a list of names"
        return Field(expects: expects) { json, place throws(FieldError) in
            if json.arrayValue != nil { return .named(try Field.list(.filledString).read(json, place)) }
            switch json.stringValue {
            case "must": return .must
            case "nice": return .nice
            case "avoid": return .avoid
            case "offer": return .offer
            default: throw place.expected(expects, json)
            }
        }
    }

    private func factTest(_ fields: inout Fields) throws(FieldError) -> FactTest {
        let attribute = try fields.read("fact", .choice(Attribute.self))
        let isPlain = fields.object.count == 1
        let one = try fields.readIfPresent("equals", .filledString)
        let many = try fields.readIfPresent("in", .list(.filledString))
        guard one == nil || many == nil else { throw fields.invalid("in", "is there beside “equals”") }
        var functions = FactTest.FunctionWish.any
        if fields.object["function"] != nil {
            let wish = Self.wish(.list(.choice(JobFunction.self)))
            functions = try fields.read("function", wish).map { .among($0) } ?? .profile
        }
        let conditions = FactTest.Conditions(
            values: (one.map { [$0] } ?? many).map { Set($0.map { Fold.string($0) }) },
            strengths: try fields.readIfPresent("strength", .list(.choice(Strength.self))).map(Set.init),
            functions: functions,
            seniorities: try fields.read("seniority", .list(.choice(Seniority.self)), default: []),
            isQuoted: try fields.read("quoted", .bool, default: false),
            isPersonal: try fields.read("personal", .bool, default: false),
            atMost: try fields.readIfPresent("at_most", .choice(Strength.self)))
        return FactTest(attribute: attribute, conditions: isPlain ? nil : conditions)
    }

    private static func titleTest(_ fields: inout Fields) throws(FieldError) -> TitleTest {
        let test = TitleTest(
            isDecisionMaker: try fields.readIfPresent("decision_maker", .bool),
            seniorities: try fields.read("seniority", .list(.choice(Seniority.self)), default: []),
            functions: try fields.read("function", .list(.choice(JobFunction.self)), default: []))
        guard test != TitleTest() else { throw fields.place.fault(.invalid, "asks nothing of the title") }
        return test
    }

    private func phraseTest(_ fields: inout Fields) throws(FieldError) -> PhraseTest {
        let test = PhraseTest(
            phrases: try fields.read("phrases", Self.phrases),
            profile: try fields.readIfPresent("icp", .choice(PhraseTest.ProfileWords.self)),
            sources: Set(try fields.read("sources", .list(.choice(SourceType.self)), default: [])),
            near: try fields.readIfPresent("near", Self.phrases),
            notNear: try fields.readIfPresent("not_near", Self.phrases))
        guard !test.phrases.entries.isEmpty || test.profile != nil else {
            throw fields.invalid("phrases", "looks for nothing")
        }
        return test
    }

    private static var phrases: Field<PhraseBook<Void>> {
        Field(expects: "a list of phrases") { json, place throws(FieldError) in
            var book = PhraseBook<Void>()
            for (index, source) in try Field.list(.filledString).read(json, place).enumerated() {
                do throws(PhraseError) { book.add(try Phrase(source), ()) } catch {
                    throw place.element(index).fault(.invalid, error.description)
                }
            }
            return book
        }
    }
}
