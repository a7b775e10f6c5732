import Domain
import Pipeline
import Tabular

#if canImport(Glibc)
    import Glibc
#endif

extension Command {
    /// `harrier score leads.csv`.
    static let score = Command(
        name: "score", summary: "score a CSV of prospects, or JSON lines, without a server",
        discussion: """
            Reads any sensible CSV and writes it back with score, tier and reason. Rows that cannot be used are listed with
            their number and reason in OUT.rejected.csv and never stop the rest.
            With --jsonl: reads {"id", "text", "company_name"?, "company_website"?, "source_type"?} or the fields of a prospect,
            a line each, from standard input, and writes {"id", "total", "tier", "lines"} in the same order.
            """,
        positionals: [Positional(name: "FILE.csv", help: "the list; - for standard input", isOptional: true)],
        options: [
            Option(
                flag: "--scorecard", value: "NAME", environment: "HARRIER_SCORECARD",
                help: "as in intent@1 (default for rows) or raptorflow@1 (default for texts)"),
            Option(flag: "--offer", value: "FILE", help: "JSON with name, value_props, ideal_use_cases"),
            Option(
                flag: "--icp", value: "FILE", help: "JSON with industries, size_buckets, locations and so on"),
            Option(
                flag: "--output", short: "-o", value: "OUT.csv",
                help: "where to write; standard output otherwise"),
            Option(
                flag: "--region", value: "CC", environment: "HARRIER_PHONE_REGION", fallback: "IN",
                help: "country of national telephone numbers"),
            Option(flag: "--jsonl", help: "JSON lines in and out"),
        ]
    ) { invocation in
        if invocation.isOn("--jsonl") {
            let scoring = try await StandaloneScoring(invocation, fallback: "raptorflow@1")
            return try await LineFilter.run { try ScoreLines.answer($0, scoring) }
        }
        guard let path = invocation.positionals.first else {
            throw CommandFailure(
                .usage, "score needs FILE.csv, or --jsonl: \(Help.usage(invocation.command))")
        }
        let scoring = try await StandaloneScoring(invocation, fallback: "intent@1")
        let assembly = try Assembly.data(invocation)
        return try await TableScoring(
            scoring: scoring, headers: try assembly.headers(), input: path,
            output: invocation.value("--output"),
            isQuiet: invocation.wantsJSON
        ).run(json: invocation.wantsJSON)
    }
}
