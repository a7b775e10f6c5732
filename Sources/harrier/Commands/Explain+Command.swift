import Domain
import Storage
import Wire

extension Command {
    /// `harrier explain lead_…`.
    static let explain = Command(
        name: "explain",
        summary: "show why a lead scores as it does, line by line, with the words behind each line",
        positionals: [Positional(name: "LEAD", help: "lead_… or its number")],
        options: Premises.options + [
            Option(
                flag: "--workspace", value: "ID", environment: "HARRIER_WORKSPACE",
                help: "ws_…; the default one otherwise")
        ]
    ) { invocation in
        let premises = try await Premises.open(invocation)
        let workspace = try Workspaces.named(invocation)
        let word = invocation.positionals[0]
        let found = try await premises.store.read(in: workspace) { tx in
            let row =
                try ID<Lead>(word).map { try tx.lead($0) } ?? Int(word).flatMap { try tx.lead(number: $0) }
            guard let row else { return (LeadRow, Score)?.none }
            return try tx.latestScores(of: [row.lead.id])[row.lead.id].map { (row, $0) }
        }
        guard let (row, score) = found else {
            throw CommandFailure(.failed, "there is no scored lead “\(word)” in this workspace")
        }
        Console.print(invocation.wantsJSON ? ScoreText.json(row, score).text : ScoreText.text(row, score))
        return .ok
    }
}

/// `--workspace` as an id.
enum Workspaces {
    static func named(_ invocation: Invocation) throws -> ID<Workspace> {
        guard let name = invocation.value("--workspace") else { return Workspace.defaultID }
        guard let id = ID<Workspace>(name) else {
            throw CommandFailure(
                .usage, "--workspace must be an id such as \(Workspace.defaultID), not “\(name)”")
        }
        return id
    }
}

/// A score as a ledger in text.
enum ScoreText {
    static func text(_ row: LeadRow, _ score: Score) -> String {
        var out = [
            "\(row.account?.name ?? row.contact?.name ?? row.lead.id.description)  \(score.result.total) of 100  \(score.result.tier.label)"
        ]
        out.append("\(score.scorecard), \(score.scoredAt)")
        var sum = Points.zero
        for dimension in score.result.dimensions {
            out.append("\n\(dimension.label)  \(dimension.points) of \(dimension.of)")
            for line in dimension.lines {
                sum += line.points
                out.append(
                    "  \(pad(line.points))  \(pad(sum))  \(line.reason)"
                        + (line.judge.map { "  [\($0)]" } ?? ""))
                out += line.evidence.map { "                      “\($0.quote)”" }
            }
        }
        out.append("\n  \(pad(score.result.total))  total")
        return out.joined(separator: "\n")
    }

    private static func pad(_ points: Points) -> String {
        let text = points.description
        return String(repeating: " ", count: max(0, 8 - text.count)) + text
    }

    static func json(_ row: LeadRow, _ score: Score) -> JSON {
        [
            "lead": .string(row.lead.id.description), "scorecard": .string(score.scorecard),
            "total": JSON(hundredths: score.result.total.hundredths), "tier": .string(score.result.tier.key),
            "scored_at": .string(score.scoredAt.description),
            "lines": .array(
                score.result.lines.map { line in
                    [
                        "criterion": .string(line.criterion),
                        "points": JSON(hundredths: line.points.hundredths),
                        "of": JSON(hundredths: line.of.hundredths), "reason": .string(line.reason),
                        "judge": JSON(line.judge),
                        "evidence": .array(
                            line.evidence.map { evidence in
                                [
                                    "snapshot": JSON(evidence.snapshot?.description),
                                    "start": .int(Int64(evidence.span.start)),
                                    "end": .int(Int64(evidence.span.end)), "quote": .string(evidence.quote),
                                ]
                            }),
                    ]
                }),
        ]
    }
}
