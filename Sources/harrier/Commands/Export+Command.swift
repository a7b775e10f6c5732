import Domain
import Storage
import Tabular
import Wire

extension Command {
    /// `harrier export --format csv -o leads.csv`.
    static let export = Command(
        name: "export", summary: "write all leads with their scores as CSV or JSON lines",
        options: Premises.options + [
            Option(
                flag: "--format", value: "FORMAT", fallback: "csv", help: "the form",
                choices: ["csv", "jsonl"]),
            Option(flag: "--list", value: "NAME", help: "only this list"),
            Option(
                flag: "--workspace", value: "ID", environment: "HARRIER_WORKSPACE",
                help: "ws_…; the default one otherwise"),
            Option(
                flag: "--output", short: "-o", value: "FILE",
                help: "where to write; standard output otherwise"),
        ]
    ) { invocation in
        let premises = try await Premises.open(invocation)
        let workspace = try Workspaces.named(invocation)
        let sink = try OutputFile(invocation.value("--output"))
        let isCSV = invocation.value("--format") == "csv"
        var query = LeadQuery()
        (query.list, query.sort, query.limit) = (invocation.value("--list"), .oldest, 1000)
        if isCSV { sink.write(LeadExport.columns) }
        repeat {
            let page = query
            let (rows, scores, next) = try await premises.store.read(in: workspace) { tx in
                let found = try tx.leads(page)
                return (found.rows, try tx.latestScores(of: found.rows.map(\.lead.id)), found.next)
            }
            for row in rows {
                if isCSV {
                    sink.write(LeadExport.cells(row))
                } else {
                    sink.write(LeadExport.json(row, scores[row.lead.id]).bytes + [UInt8(ascii: "\n")])
                }
            }
            query.after = next
        } while query.after != nil
        try sink.close()
        return .ok
    }
}

/// A lead as `harrier export` writes it.
enum LeadExport {
    static let columns = [
        "lead", "number", "list", "stage", "company", "domain", "name", "role", "total", "tier", "scorecard",
        "scored_at", "reason",
    ]

    static func cells(_ row: LeadRow) -> [String] {
        [
            row.lead.id.description, String(row.lead.number), row.lead.list, row.lead.stage.rawValue,
            row.account?.name ?? "",
            row.account?.domain ?? "", row.contact?.name ?? "", row.contact?.role ?? "",
            row.standing?.total.description ?? "", row.standing?.tier.key ?? "",
            row.standing?.scorecard ?? "",
            row.standing?.scoredAt.description ?? "", row.standing?.reason ?? "",
        ]
    }

    /// Everything of the CSV and every line of the score with its evidence.
    static func json(_ row: LeadRow, _ score: Score?) -> JSON {
        var json: JSONObject = [
            "lead": .string(row.lead.id.description), "number": .int(Int64(row.lead.number)),
            "list": .string(row.lead.list),
            "stage": .string(row.lead.stage.rawValue), "company": JSON(row.account?.name),
            "domain": JSON(row.account?.domain),
            "name": JSON(row.contact?.name), "role": JSON(row.contact?.role),
        ]
        if let score { json["score"] = ScoreText.json(row, score) }
        return .object(json)
    }
}
