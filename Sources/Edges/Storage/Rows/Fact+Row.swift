import Domain
import Wire

extension Fact {
    /// As stored in a testimony: `[attribute, value, strength, start, end, quote, snapshot]`.
    ///
    /// Nothing after the strength when there is no evidence; no quote when it is the value's own text; no snapshot when
    /// it is the testimony's.
    func packed(in snapshot: ID<Snapshot>) -> JSON {
        var parts: [JSON] = [.string(attribute.rawValue), value.packed, .string(strength.code)]
        guard let evidence else { return .array(parts) }
        parts += [.int(Int64(evidence.span.start)), .int(Int64(evidence.span.end))]
        let isElsewhere = evidence.snapshot.map { $0 != snapshot } ?? false
        if evidence.quote != value.canonical || isElsewhere { parts.append(.string(evidence.quote)) }
        if isElsewhere, let other = evidence.snapshot { parts.append(.int(other.key)) }
        return .array(parts)
    }

    /// Nil for an attribute this version does not know.
    init?(packed: JSON, in snapshot: ID<Snapshot>) {
        guard let attribute = packed[0]?.stringValue.flatMap(Attribute.init(rawValue:)),
            let value = packed[1].flatMap(FactValue.init(packed:)),
            let strength = packed[2]?.stringValue.flatMap(Strength.init(code:))
        else { return nil }
        var evidence: Evidence?
        if let start = packed[3]?.intValue, let end = packed[4]?.intValue {
            evidence = Evidence(
                snapshot: packed[6]?.intValue.map(ID.init(key:)) ?? snapshot,
                span: Span(Int(start), Int(end)),
                quote: packed[5]?.stringValue ?? value.canonical)
        }
        self.init(attribute, value, strength, evidence: evidence)
    }
}

extension FactValue {
    /// Texts and flags as they are, the others as an array that opens with a letter for the kind.
    var packed: JSON {
        switch self {
        case .text(let text): .string(text)
        case .flag(let flag): .bool(flag)
        case .range(let range): ["r", .int(Int64(range.lowerBound)), .int(Int64(range.upperBound))]
        case .money(let money):
            [
                "m", .string(money.words), .int(money.amount), money.currency.map(JSON.string) ?? .null,
                money.period.map { .string($0.rawValue) } ?? .null,
            ]
        case .role(let role):
            ["o", .string(role.title), .string(role.function.rawValue), .string(role.seniority.rawValue)]
        case .person(let name, let role): ["p", .string(name), role.map(JSON.string) ?? .null]
        }
    }

    init?(packed: JSON) {
        switch packed {
        case .string(let text): self = .text(text)
        case .bool(let flag): self = .flag(flag)
        case .array(let parts):
            guard let kind = parts.first?.stringValue, let value = Self.value(kind, packed) else {
                return nil
            }
            self = value
        default: return nil
        }
    }

    private static func value(_ kind: String, _ packed: JSON) -> FactValue? {
        switch (kind, packed[1]?.stringValue) {
        case ("r", _):
            guard let low = packed[1]?.intValue, let high = packed[2]?.intValue, low <= high else {
                return nil
            }
            return .range(Int(low)...Int(high))
        case ("m", .some(let words)):
            return .money(
                Money(
                    words: words, amount: packed[2]?.intValue ?? 0, currency: packed[3]?.stringValue,
                    period: packed[4]?.stringValue.flatMap(Money.Period.init(rawValue:))))
        case ("o", .some(let title)):
            return .role(
                Role(
                    title: title,
                    function: packed[2]?.stringValue.flatMap(JobFunction.init(rawValue:)) ?? .other,
                    seniority: packed[3]?.stringValue.flatMap(Seniority.init(rawValue:)) ?? .individual))
        case ("p", .some(let name)): return .person(name: name, role: packed[2]?.stringValue)
        default: return nil
        }
    }
}

extension Strength {
    /// One letter, as packed rows have it.
    var code: String {
        switch self {
        case .stated: "s"
        case .inferred: "i"
        case .unknown: "u"
        case .contradicted: "c"
        }
    }

    init?(code: String) {
        guard let strength = Self.allCases.first(where: { $0.code == code }) else { return nil }
        self = strength
    }
}
