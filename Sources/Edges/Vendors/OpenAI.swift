import Domain
import Synchronization
import Wire

extension LanguageModel {
    /// A model behind OpenAI's chat completions, or any server that speaks them (vLLM, llama.cpp, LM Studio).
    ///
    /// `baseURL` is `OPENAI_BASE_URL` with its version, as in `https://api.openai.com/v1`. An empty key sends
    /// none, as local servers like it.
    package static func openAI(
        baseURL: String = "https://api.openai.com/v1", key: String, model: String
    ) -> LanguageModel {
        let base = baseURL.withoutTrailingSlash
        let headers = key.isEmpty ? [] : [Header("Authorization", "Bearer \(key)")]
        let isOpenAIs = base.hasPrefix("https://api.openai.com/")
        let dialect = Dialect()
        return LanguageModel(
            name: "openai:\(model)",
            probe: Probe(url: base + "/models", headers: headers) { models in
                models["data"]?.arrayValue?.contains { $0["id"]?.stringValue == model } ?? false
            },
            request: { prompt in
                let body = openAIBody(prompt, model, isOpenAIs: isOpenAIs, hasSchemas: dialect.hasSchemas)
                return OutboundRequest(
                    method: "POST", url: base + "/chat/completions",
                    headers: [Header("Content-Type", "application/json")] + headers, body: body.bytes)
            }, read: readOpenAI,
            adapt: { response in
                // Older compatible servers refuse the schema outright and know only "some JSON".
                guard response.status == 400 || response.status == 422 else { return false }
                return dialect.giveUpSchemas()
            })
    }

    /// What a server turned out not to understand.
    private final class Dialect: Sendable {
        private let schemas = Mutex(true)

        var hasSchemas: Bool { schemas.withLock { $0 } }

        /// Returns whether that changes anything.
        func giveUpSchemas() -> Bool {
            schemas.withLock { hasSchemas in
                defer { hasSchemas = false }
                return hasSchemas
            }
        }
    }

    private static func openAIBody(
        _ prompt: Prompt, _ model: String, isOpenAIs: Bool, hasSchemas: Bool
    ) -> JSON {
        var body: JSONObject = [
            "model": .string(model),
            "messages": [
                ["role": "system", "content": .string(prompt.system)],
                ["role": "user", "content": .string(prompt.user)],
            ],
            "response_format": ["type": "json_object"],
        ]
        if hasSchemas {
            body["response_format"] = [
                "type": "json_schema",
                "json_schema": ["name": "answer", "strict": true, "schema": prompt.schema],
            ]
        }
        if isOpenAIs {
            // Its reasoning models count their thoughts as tokens and refuse a temperature.
            body["max_completion_tokens"] = .int(Int64(prompt.answerTokens + reasoningTokens))
            body["store"] = false
        } else {
            body["max_tokens"] = .int(Int64(prompt.answerTokens))
            body["temperature"] = 0
            body["seed"] = 7
        }
        return .object(body)
    }

    /// Room for a reasoning model to think; at its lowest effort it takes a few hundred.
    static let reasoningTokens = 2_000

    private static func readOpenAI(_ response: OutboundResponse) throws(ModelFailure) -> String {
        let answer = try JSON.object(in: response)
        guard answer["error"]?.objectValue == nil else { throw .malformed("the server failed midway") }
        guard let choice = answer["choices"]?[0], let message = choice["message"] else {
            throw .malformed("no choice in the answer")
        }
        if let refusal = message["refusal"], !refusal.isNull { throw .declined("the model refused") }
        switch choice["finish_reason"]?.stringValue {
        case "content_filter": throw .declined("content filter")
        case "length": throw .malformed("the answer was cut off")
        default: break
        }
        guard let content = message["content"]?.stringValue else { throw .malformed("no text in the answer") }
        return content
    }
}
