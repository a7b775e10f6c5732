import Domain
import Pipeline
import Tabular
import Wire

/// `harrier score --jsonl`: one object in, one scored object out.
enum ScoreLines {
    static func answer(_ json: JSON, _ scoring: StandaloneScoring) throws -> JSON {
        let result = try json["text"] == nil ? scoring.score(prospect(json)) : text(json, scoring)
        return [
            "id": json["id"] ?? .null, "total": JSON(hundredths: result.total.hundredths),
            "tier": .string(result.tier.key),
            "lines": .array(result.lines.map(line)),
        ]
    }

    private static func text(_ json: JSON, _ scoring: StandaloneScoring) throws -> ScoreResult {
        var fields = try Fields.lenient(json)
        let source = Snapshot.Source(
            type: try fields.read("source_type", .choice(SourceType.self), default: .manual),
            url: try fields.readIfPresent("source_url", .string),
            companyName: try fields.read("company_name", .string, default: ""),
            companyWebsite: try fields.readIfPresent("company_website", .string))
        return scoring.score(try fields.read("text", .string), from: source)
    }

    private static func prospect(_ json: JSON) throws -> Prospect {
        var fields = try Fields.lenient(json)
        var values: [ProspectAttribute: String] = [:]
        for attribute in ProspectAttribute.allCases {
            values[attribute] = try fields.readIfPresent(attribute.rawValue, .string)
        }
        guard !values.isEmpty else {
            throw CommandFailure(
                .failed, "has neither text nor a field of a prospect (name, role, company, …)")
        }
        return Prospect(values)
    }

    private static func line(_ line: ScoreLine) -> JSON {
        var json: JSONObject = [
            "criterion": .string(line.criterion), "points": JSON(hundredths: line.points.hundredths),
            "of": JSON(hundredths: line.of.hundredths), "reason": .string(line.reason),
            "evidence": .array(
                line.evidence.map { evidence in
                    [
                        "start": .int(Int64(evidence.span.start)), "end": .int(Int64(evidence.span.end)),
                        "quote": .string(evidence.quote),
                    ]
                }),
        ]
        if let judge = line.judge { json["judge"] = .string(judge) }
        return .object(json)
    }
}
