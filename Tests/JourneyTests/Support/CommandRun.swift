import TestSupport

/// One run of `harrier` to its end.
struct CommandRun: Sendable {
    let code: Int32
    let output: String
    let errors: String
    /// The most memory it held.
    let peakMegabytes: Int

    init(
        _ arguments: [String], input: String = "", environment: [String: String] = [:],
        in folder: TemporaryFolder
    ) async throws {
        (code, output, errors, peakMegabytes) = try await onThread {
            let child = try Child(
                Binary.harrier, arguments,
                environment: ["HARRIER_DATA": folder.file("data")].merging(environment) { $1 },
                directory: folder.path)
            return Self.finish(child, Array(input.utf8))
        }
    }

    /// Feeds and empties all streams at once: a full pipe must hold up none of the others.
    private static func finish(_ child: Child, _ input: [UInt8]) -> (Int32, String, String, Int) {
        let errors = Collected()
        errors.start { Stream.readAll(child.errors) }
        let writing = Collected()
        writing.start {
            Stream.write(input, to: child.input)
            child.endInput()
            return []
        }
        let output = Stream.readAll(child.output)
        _ = writing.value
        let code = child.wait()
        return (
            code, String(decoding: output, as: UTF8.self), String(decoding: errors.value, as: UTF8.self),
            child.peakMegabytes
        )
    }

    var lines: [Substring] { output.split(separator: "\n") }
}
