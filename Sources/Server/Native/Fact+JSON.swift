import Domain
import Wire

extension JSON {
    init(_ fact: Fact) {
        self = [
            "attribute": .string(fact.attribute.rawValue), "value": JSON(fact.value),
            "text": .string(fact.value.canonical), "strength": .string(fact.strength.rawValue),
            "evidence": fact.evidence.map { JSON($0) } ?? .null,
        ]
    }

    /// A fact with who said it and when.
    init(_ known: KnownFact) {
        var json = JSON(known.fact).objectValue ?? [:]
        json["snapshot"] = .id(known.testimony.snapshot)
        json["valid_from"] = .time(known.testimony.validFrom)
        json["seen_at"] = .time(known.testimony.seenAt)
        json["reader"] = .string(known.testimony.reader)
        json["is_current"] = .bool(known.isCurrent)
        self = .object(json)
    }

    /// The value in the form of its kind: a text, a flag, a range, an amount, a role or a person.
    init(_ value: FactValue) {
        switch value {
        case .text(let text): self = .string(text)
        case .flag(let flag): self = .bool(flag)
        case .range(let range): self = ["from": .count(range.lowerBound), "to": .count(range.upperBound)]
        case .money(let money):
            self = [
                "amount": .int(money.amount), "currency": .text(money.currency),
                "period": .text(money.period?.rawValue), "words": .string(money.words),
            ]
        case .role(let role):
            self = [
                "title": .string(role.title), "function": .string(role.function.rawValue),
                "seniority": .string(role.seniority.rawValue),
            ]
        case .person(let name, let role): self = ["name": .string(name), "role": .text(role)]
        }
    }
}

extension Schema {
    static let fact = named("Fact", .object(factProperties))

    static let knownFact = named(
        "KnownFact",
        .object(
            factProperties + [
                .required("snapshot", .id(Snapshot.self), "Who said it."),
                .required("valid_from", .time, "When it was true."),
                .required("seen_at", .time, "When we knew."),
                .required("reader", .string, "As in reading@1."),
                .required("is_current", .boolean, "False once a newer fact superseded it."),
            ]))

    private static let factProperties: [Property] = [
        .required("attribute", .choice(Attribute.allCases.map(\.rawValue))),
        .required("value", .anything, "In the form of its kind."), .required("text", .string),
        .required("strength", .choice(Strength.allCases.map(\.rawValue))),
        .required("evidence", evidence.nullable),
    ]
}
