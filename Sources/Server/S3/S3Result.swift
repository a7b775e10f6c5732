import Domain
import Storage
import Tabular
import Wire

/// A scored prospect as S3 shows it (S3-06).
struct S3Result: Sendable {
    let row: LeadRow
    let standing: LeadRow.Standing
    let score: Score?
    let industry: String

    /// Only scored leads are results (S3-27).
    static func gather(_ rows: [LeadRow], in tx: ReadTransaction) throws -> [S3Result] {
        let scored = rows.filter { $0.standing != nil }
        let scores = try tx.latestScores(of: scored.map(\.lead.id))
        let subjects = scored.flatMap { row in
            [row.account.map { Subject.account($0.id) }, row.contact.map { Subject.contact($0.id) }]
                .compactMap(\.self)
        }
        let said = Dictionary(grouping: try tx.testimonies(of: Array(Set(subjects))), by: \.subject)
        return scored.compactMap { row in
            guard let standing = row.standing else { return nil }
            let own = row.contact.flatMap { said[.contact($0.id)] } ?? []
            let shared = row.account.flatMap { said[.account($0.id)] } ?? []
            let facts = FactView.current(shared + own)
            return S3Result(
                row: row, standing: standing, score: scores[row.lead.id],
                industry: facts.first { $0.attribute == .industry }?.value.canonical ?? "")
        }
    }

    /// `Medium intent: VP Marketing role at technology company …` (S3-26): the tier's word, so that it never disagrees
    /// with the number beside it, and the reason of the label line.
    private var reasoning: String {
        guard let line = score?.result.lines.first(where: { $0.judge != nil }) else { return standing.reason }
        let why = line.reason.firstRange(of: ": ").map { line.reason[$0.upperBound...] } ?? line.reason[...]
        return "\(standing.tier.label) intent: \(why)."
    }

    var json: JSON {
        [
            "lead_id": .int(Int64(row.lead.number)), "name": .string(row.contact?.name ?? ""),
            "company": .string(row.account?.name ?? ""), "role": .string(row.contact?.role ?? ""),
            "industry": .string(industry), "score": .int(Int64(standing.total.rounded)),
            "intent": .string(standing.tier.label), "reasoning": .string(reasoning),
        ]
    }

    static let columns = ["lead_id", "name", "company", "role", "industry", "score", "intent", "reasoning"]

    var cells: [String] {
        [
            String(row.lead.number), row.contact?.name ?? "", row.account?.name ?? "",
            row.contact?.role ?? "", industry,
            String(standing.total.rounded), standing.tier.label, reasoning,
        ]
    }

    static let schema = Schema.named(
        "S3Result",
        .object([
            .required("lead_id", .integer), .required("name", .string), .required("company", .string),
            .required("role", .string), .required("industry", .string), .required("score", .integer),
            .required("intent", .choice(["High", "Medium", "Low"])), .required("reasoning", .string),
        ]))

    /// `skipped` and `rejected` appear only when there are any, so that a clean upload answers as the original does.
    static func upload(_ summary: ImportSummary) -> JSON {
        var answer: JSONObject = ["inserted": .int(Int64(summary.inserted))]
        if summary.skipped > 0 { answer["skipped"] = .int(Int64(summary.skipped)) }
        if !summary.rejected.isEmpty {
            answer["rejected"] = .array(
                summary.rejected.prefix(100).map { row in
                    [
                        "row": .int(Int64(row.number)), "column": JSON(row.column),
                        "reason": .string(row.reason),
                    ]
                })
        }
        return .object(answer)
    }
}

/// A CSV in the making, safe for spreadsheets.
struct CSVRows {
    private var writer = CSVWriter()

    init(_ header: [String]) { writer.write(header) }

    mutating func add(_ cells: [String]) { writer.write(cells) }

    var bytes: [UInt8] { writer.bytes }
}
