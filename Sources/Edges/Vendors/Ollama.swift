import Domain
import Wire

extension LanguageModel {
    /// A model on an Ollama server (`POST /api/chat`, docs/api.md of ollama/ollama).
    ///
    /// `baseURL` is `OLLAMA_BASE_URL`, as in `http://localhost:11434`; `model` as in `gemma3:1b`.
    package static func ollama(baseURL: String, model: String) -> LanguageModel {
        let base = baseURL.withoutTrailingSlash
        return LanguageModel(
            name: "ollama:\(model)",
            probe: Probe(url: base + "/api/tags", headers: []) { ollamaHas(model, $0) },
            request: { prompt in
                OutboundRequest(
                    method: "POST", url: base + "/api/chat",
                    headers: [Header("Content-Type", "application/json")],
                    body: ollamaBody(prompt, model).bytes)
            }, read: readOllama)
    }

    /// Context that holds the longest prompt; Ollama would cut a longer one without a word.
    private static let context: Int64 = 8_192

    private static func ollamaBody(_ prompt: Prompt, _ model: String) -> JSON {
        [
            "model": .string(model), "stream": false, "think": false, "keep_alive": "10m",
            "messages": [
                ["role": "system", "content": .string(prompt.system)],
                ["role": "user", "content": .string(prompt.user)],
            ],
            "format": prompt.schema,
            "options": [
                "temperature": 0, "seed": 7, "num_ctx": .int(context),
                "num_predict": .int(Int64(prompt.answerTokens)),
            ],
        ]
    }

    /// Reads one answer, or the lines of a streamed one from a server that streams regardless.
    private static func readOllama(_ response: OutboundResponse) throws(ModelFailure) -> String {
        var content = ""
        var isDone = false
        for line in response.body.split(separator: UInt8(ascii: "\n")) {
            let part = try JSON.object(in: line)
            // A failure after the first token comes as a line of its own, with status 200.
            if part["error"] != nil { throw .malformed("the server failed midway") }
            content += part["message"]?["content"]?.stringValue ?? ""
            guard part["done"]?.boolValue == true else { continue }
            isDone = true
            if part["done_reason"]?.stringValue == "length" { throw .malformed("the answer was cut off") }
        }
        guard isDone else { throw .malformed("the answer broke off") }
        return content
    }

    private static func ollamaHas(_ model: String, _ tags: JSON) -> Bool {
        // A name without a tag means the tag "latest".
        let full = model.contains(":") ? model : model + ":latest"
        return tags["models"]?.arrayValue?.contains { $0["name"]?.stringValue == full } ?? false
    }
}
