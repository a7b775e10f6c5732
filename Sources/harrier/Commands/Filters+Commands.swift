import Domain
import Reading
import Wire

extension Command {
    /// `harrier read < texts.jsonl`.
    static let read = Command(
        name: "read", summary: "find the facts in texts: JSON lines in, JSON lines out",
        discussion: """
            Reads {"id", "text"} a line and writes {"id", "facts": [{"attribute", "value", "start", "end", "strength"}]} in the same
            order. Offsets count Unicode scalars, end exclusive; start is null for conclusions that rest on no single place.
            """,
        options: [
            Option(
                flag: "--all",
                help: "also what sellers listen for: chaos flags, silver bullets, SPIN, buyers, regions"),
            Option(
                flag: "--region", value: "CC", environment: "HARRIER_PHONE_REGION", fallback: "IN",
                help: "country of national telephone numbers"),
        ]
    ) { invocation in
        let assembly = try Assembly.data(invocation)
        let reader = try assembly.reader(try assembly.titles())
        let region = invocation.value("--region") ?? "IN"
        let isAll = invocation.isOn("--all")
        return try await LineFilter.run { json in
            var fields = try Fields.lenient(json)
            let text = try fields.read("text", .string)
            let facts = reader.read(text, context: ReadingContext(phoneRegion: region))
            return [
                "id": json["id"] ?? .null,
                "facts": .array(
                    facts.filter { isAll || FactLine.stable.contains($0.attribute) }.map(FactLine.json)),
            ]
        }
    }

    /// `harrier title < titles.jsonl`.
    static let title = Command(
        name: "title", summary: "parse titles and headlines: JSON lines in, JSON lines out",
        discussion: """
            Reads {"id", "title"} a line and writes {"id", "current_titles", "function", "seniority", "is_decision_maker", "company"}.
            """
    ) { invocation in
        let parser = try Assembly.data(invocation).titles()
        return try await LineFilter.run { json in
            var fields = try Fields.lenient(json)
            let parsed = parser.parse(try fields.read("title", .string))
            return [
                "id": json["id"] ?? .null, "current_titles": JSON(parsed.currentTitles),
                "function": .string(parsed.function.rawValue),
                "seniority": .string(parsed.seniority.rawValue),
                "is_decision_maker": .bool(parsed.isDecisionMaker), "company": JSON(parsed.company),
            ]
        }
    }
}

/// A fact as `harrier read` writes it.
enum FactLine {
    /// What every version writes; `--all` adds what sellers listen for.
    static let stable: Set<Attribute> = [
        .companyName, .teamSize, .sizeBucket, .industry, .city, .country, .remote, .website,
        .fundingMentioned,
        .revenueMentioned, .technology, .roleHired, .isMarketingHire, .roleType, .pain, .person, .email,
        .phone,
    ]

    static func json(_ fact: Fact) -> JSON {
        var json: JSONObject = [
            "attribute": .string(fact.attribute.rawValue), "value": value(fact.value),
            "start": JSON(fact.evidence?.span.start), "end": JSON(fact.evidence?.span.end),
            "strength": .string(fact.strength.rawValue),
        ]
        switch fact.value {
        case .role(let role):
            json["function"] = .string(role.function.rawValue)
            json["seniority"] = .string(role.seniority.rawValue)
        case .person(_, let role?): json["role"] = .string(role)
        default: break
        }
        return .object(json)
    }

    private static func value(_ value: FactValue) -> JSON {
        if case .flag(let flag) = value { .bool(flag) } else { .string(value.canonical) }
    }
}
