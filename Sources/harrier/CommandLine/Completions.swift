/// Shell completions, made from the registry.
enum Completions {
    static let shells = ["bash", "zsh", "fish"]

    static func script(for shell: String, _ commands: [Command]) -> String {
        switch shell {
        case "fish": fish(commands)
        case "zsh": "autoload -U +X bashcompinit && bashcompinit\n" + bash(commands)
        default: bash(commands)
        }
    }

    private static func bash(_ commands: [Command]) -> String {
        let cases = commands.map { command in
            "        \(command.name)) words=\"\(command.allOptions.map(\.flag).joined(separator: " "))\" ;;"
        }
        return """
            _harrier() {
                local current="${COMP_WORDS[COMP_CWORD]}" words=""
                if [ "$COMP_CWORD" -eq 1 ]; then
                    words="\(commands.map(\.name).joined(separator: " "))"
                else
                    case "${COMP_WORDS[1]}" in
            \(cases.joined(separator: "\n"))
                    esac
                fi
                COMPREPLY=($(compgen -W "$words" -- "$current"))
                [ "${#COMPREPLY[@]}" -gt 0 ] || COMPREPLY=($(compgen -f -- "$current"))
            }
            complete -o filenames -F _harrier harrier
            """
    }

    private static func fish(_ commands: [Command]) -> String {
        commands.flatMap { command in
            ["complete -c harrier -n __fish_use_subcommand -a \(command.name) -d '\(command.summary)'"]
                + command.allOptions.map { option in
                    "complete -c harrier -n '__fish_seen_subcommand_from \(command.name)' "
                        + "-l \(option.flag.dropFirst(2)) -d '\(option.help.replacing("'", with: "’"))'"
                }
        }.joined(separator: "\n")
    }
}
