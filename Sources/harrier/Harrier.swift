import Domain

#if canImport(Glibc)
    import Glibc
#endif

/// The executable: understands the command line, runs one command, tells the shell how it went.
@main
struct Harrier {
    /// The version of the product; `CHANGELOG.md` says what is in it.
    static let version = "0.1.0"

    /// Every command, in the order help shows them.
    static let commands: [Command] = [
        .serve, .score, .read, .title, .explain, .export, .backup, .restore, .doctor, .completions,
    ]

    static func main() async {
        // A reader that goes away (`| head`) ends a write with EPIPE instead of killing us unasked.
        signal(SIGPIPE, SIG_IGN)
        do {
            let settings = try SettingsSource.current()
            let parser = ArgumentParser(commands: commands, settings: settings)
            switch try parser.parse(Array(CommandLine.arguments.dropFirst())) {
            case .version: Console.print("harrier \(version)")
            case .help(let command): Console.print(command.map(Help.page) ?? Help.overview(commands))
            case .run(let invocation): exit(try await invocation.command.run(invocation).rawValue)
            }
            exit(ExitCode.ok.rawValue)
        } catch let failure as CommandFailure {
            Console.error("harrier: \(failure)")
            exit(failure.code.rawValue)
        } catch {
            Console.error("harrier: \(error)")
            exit(ExitCode.failed.rawValue)
        }
    }
}
