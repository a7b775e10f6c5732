import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// JSON lines in, JSON lines out, order kept: the form every stage has as a Unix filter.
struct LineFilter {
    /// Lines read before they are worked on side by side.
    private static let batch = 256

    /// Runs `work` over each line of standard input.
    ///
    /// A line that is no JSON object, or that `work` refuses, comes out as `{"id":…, "error":…, "line":…}` in its place.
    ///
    /// - Returns: `.partial` when a line came out as an error.
    static func run(_ work: @escaping @Sendable (JSON) throws -> JSON) async throws -> ExitCode {
        var (number, errors) = (0, 0)
        var lines: [String] = []
        func flush() async {
            let first = number - lines.count + 1
            let answers = await withTaskGroup(of: (Int, JSON, Bool).self, returning: [(JSON, Bool)].self) {
                group in
                for (offset, line) in lines.enumerated() {
                    group.addTask { Self.answer(line, first + offset, work, offset) }
                }
                var out = [(JSON, Bool)](repeating: (.null, true), count: lines.count)
                for await (offset, json, isFine) in group { out[offset] = (json, isFine) }
                return out
            }
            errors += answers.count { !$0.1 }
            Console.write(answers.flatMap { $0.0.bytes + [UInt8(ascii: "\n")] }, to: STDOUT_FILENO)
            lines.removeAll(keepingCapacity: true)
        }
        while let line = readLine() {
            number += 1
            lines.append(line)
            if lines.count == batch { await flush() }
        }
        await flush()
        return errors == 0 ? .ok : .partial
    }

    private static func answer(
        _ line: String, _ number: Int, _ work: (JSON) throws -> JSON, _ offset: Int
    ) -> (Int, JSON, Bool) {
        var id = JSON.null
        do {
            let json = try JSON.parse(line)
            id = json["id"] ?? .null
            return (offset, try work(json), true)
        } catch {
            return (offset, ["id": id, "error": .string("\(error)"), "line": .int(Int64(number))], false)
        }
    }
}
