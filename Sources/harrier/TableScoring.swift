import Domain
import Pipeline
import Tabular
import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// `harrier score FILE.csv`: rows stream through two cores and come out in order; memory stays flat.
struct TableScoring {
    let scoring: StandaloneScoring
    let headers: HeaderLexicon
    let input: String
    let output: String?
    let isQuiet: Bool

    private static let chunkBytes = 1 << 20
    /// Rows one task scores; small enough to keep both cores busy to the end.
    private static let slice = 1000
    /// Slices under way at once.
    private static let width = 4

    func run(json: Bool) async throws -> ExitCode {
        let file = try InputFile(input)
        let sink = try OutputFile(output)
        let rejects = RejectFile(beside: output)
        var table = ProspectTable(lexicon: headers)
        var progress = Progress(total: file.count, isShown: !isQuiet && Console.isTerminal)
        var state = State()
        do {
            while let chunk = try file.next(Self.chunkBytes) {
                progress.bytes += chunk.count
                try await take(table.read(chunk), table, &state, sink, rejects)
                progress.show(rows: state.rows)
            }
            try await take(table.finish(), table, &state, sink, rejects)
        } catch let problem as TableProblem {
            throw CommandFailure(.failed, "\(input): \(problem)")
        }
        progress.end()
        try sink.close()
        try rejects.close()
        report(state, table, rejects, json: json)
        return rejects.count == 0 ? .ok : .partial
    }

    private struct State {
        var rows = 0
        var hasHeader = false
        var tiers: [String: Int] = [:]
    }

    private struct Line: Sendable {
        let cells: [String]
        let prospect: Prospect
    }

    private func take(
        _ rows: [ProspectRow], _ table: ProspectTable, _ state: inout State, _ sink: OutputFile,
        _ rejects: RejectFile
    ) async throws {
        guard !rows.isEmpty else { return }
        if !state.hasHeader, let guess = table.guess {
            state.hasHeader = true
            if !isQuiet { Console.error(GuessReport.text(guess)) }
            sink.write(guess.columns.map(\.title) + ["score", "tier", "reason"])
        }
        var lines: [Line] = []
        lines.reserveCapacity(rows.count)
        for row in rows {
            switch row {
            case .prospect(let prospect, let source):
                lines.append(Line(cells: source.cells, prospect: prospect))
            case .skipped: continue
            case .fault(let fault): rejects.add(fault)
            }
        }
        state.rows += lines.count
        try await score(lines, &state, sink)
    }

    private func score(_ lines: [Line], _ state: inout State, _ sink: OutputFile) async throws {
        let slices = stride(from: 0, to: lines.count, by: Self.slice).map { start in
            lines[start..<min(start + Self.slice, lines.count)]
        }
        try await withThrowingTaskGroup(of: (Int, [UInt8], [String: Int]).self) { group in
            var (started, written) = (0, 0)
            var done: [Int: [UInt8]] = [:]
            while written < slices.count {
                while started < slices.count, started - written < Self.width {
                    let (index, slice) = (started, slices[started])
                    group.addTask { Self.render(slice, index, scoring) }
                    started += 1
                }
                guard let (index, bytes, tiers) = try await group.next() else { return }
                done[index] = bytes
                state.tiers.merge(tiers, uniquingKeysWith: +)
                while let bytes = done.removeValue(forKey: written) {
                    sink.write(bytes)
                    written += 1
                }
            }
        }
    }

    private static func render(
        _ lines: ArraySlice<Line>, _ index: Int, _ scoring: StandaloneScoring
    ) -> (Int, [UInt8], [String: Int]) {
        var writer = CSVWriter()
        var tiers: [String: Int] = [:]
        for line in lines {
            let result = scoring.score(line.prospect)
            tiers[result.tier.label, default: 0] += 1
            writer.write(
                line.cells + [result.total.description, result.tier.label, scoring.scorer.reasoning(result)])
        }
        return (index, writer.bytes, tiers)
    }

    private func report(_ state: State, _ table: ProspectTable, _ rejects: RejectFile, json: Bool) {
        if json, output != nil {
            Console.print(
                JSON.object([
                    "rows": .int(Int64(state.rows)), "rejected": .int(Int64(rejects.count)),
                    "tiers": .object(
                        JSONObject(
                            state.tiers.sorted { $0.key < $1.key }.map { ($0.key, .int(Int64($0.value))) })),
                ]).text)
        } else if !isQuiet {
            let tiers = state.tiers.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
                "\($0.key) \($0.value)"
            }
            Console.error("Scored \(state.rows) rows: \(tiers.joined(separator: ", ")).")
            if rejects.count > 0 {
                Console.error("\(rejects.count) rows could not be used; \(rejects.path) says which and why.")
            }
        }
    }
}
