extension Command {
    /// `harrier completions bash`.
    static let completions = Command(
        name: "completions", summary: "print a shell completion script",
        discussion: "bash: source <(harrier completions bash)   fish: harrier completions fish | source",
        positionals: [Positional(name: "SHELL", help: "bash, zsh or fish")]
    ) { invocation in
        let shell = invocation.positionals[0]
        guard Completions.shells.contains(shell) else {
            throw CommandFailure(.usage, "no completions for “\(shell)”; there are bash, zsh and fish")
        }
        Console.print(Completions.script(for: shell, Harrier.commands))
        return .ok
    }
}
