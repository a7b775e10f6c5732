/// A setting that has no flag of its own.
///
/// `docs/settings.md` lists these; a test compares.
struct Setting: Sendable {
    let name: String
    let help: String
    var isSecret = false

    static let all: [Setting] = [
        Setting(
            name: "OLLAMA_BASE_URL",
            help: "an Ollama server that chooses labels and rewrites dossiers, as in http://127.0.0.1:11434"),
        Setting(name: "OLLAMA_MODEL_1B", help: "the model that chooses labels (default gemma3:1b)"),
        Setting(name: "OLLAMA_MODEL_4B", help: "the model that rewrites dossiers (default gemma3:4b)"),
        Setting(name: "GEMINI_API_KEY", help: "lets Gemini choose labels", isSecret: true),
        Setting(name: "GEMINI_BASE_URL", help: "another address that speaks Gemini's API"),
        Setting(name: "GEMINI_MODEL", help: "the Gemini model"),
        Setting(
            name: "OPENAI_API_KEY", help: "lets a server that speaks OpenAI's API choose labels",
            isSecret: true),
        Setting(name: "OPENAI_BASE_URL", help: "the address of that server"),
        Setting(name: "OPENAI_MODEL", help: "the model to ask there"),
    ]
}
