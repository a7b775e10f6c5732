import Crawl
import Domain
import Vendors

/// The language models a user configured: one that chooses labels, one that rewrites dossiers.
///
/// The first of Ollama, an OpenAI-compatible server and Gemini that is configured serves. None is needed.
struct Models: Sendable {
    struct Choice: Sendable {
        let model: LanguageModel
        /// The only endpoint this model's client may reach besides the open internet.
        let world: World
    }

    let labels: Choice?
    let rewriting: Choice?

    init(_ settings: SettingsSource, client: HTTPClient, world: World) {
        func choice(_ model: LanguageModel, at address: String) -> Choice {
            var own = world
            own.send = client.sender(Egress(isOpen: !address.hasPrefix("http://")).allowing(address))
            return Choice(model: model, world: own)
        }
        if let address = settings.value("OLLAMA_BASE_URL") {
            labels = choice(
                .ollama(baseURL: address, model: settings.value("OLLAMA_MODEL_1B") ?? "gemma3:1b"),
                at: address)
            rewriting = choice(
                .ollama(baseURL: address, model: settings.value("OLLAMA_MODEL_4B") ?? "gemma3:4b"),
                at: address)
        } else if let key = settings.value("OPENAI_API_KEY")
            ?? settings.value("OPENAI_BASE_URL").map({ _ in "" })
        {
            let address = settings.value("OPENAI_BASE_URL") ?? "https://api.openai.com/v1"
            labels = choice(
                .openAI(baseURL: address, key: key, model: settings.value("OPENAI_MODEL") ?? "gpt-4.1-mini"),
                at: address)
            rewriting = labels
        } else if let key = settings.value("GEMINI_API_KEY") {
            let address = settings.value("GEMINI_BASE_URL") ?? "https://generativelanguage.googleapis.com"
            labels = choice(
                .gemini(
                    baseURL: address, key: key, model: settings.value("GEMINI_MODEL") ?? "gemini-2.5-flash"),
                at: address)
            rewriting = labels
        } else {
            labels = nil
            rewriting = nil
        }
    }

    var judge: Judge? { labels.map { Judge.model(Asker($0.model, world: $0.world)) } }
    var rewriter: Rewriter? { rewriting.map { Rewriter.model(Asker($0.model, world: $0.world)) } }
}
