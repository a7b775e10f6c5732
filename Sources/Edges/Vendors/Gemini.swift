import Domain
import Wire

extension LanguageModel {
    /// A Gemini model (`generateContent`, v1beta; stateless, still fully supported beside Interactions).
    package static func gemini(
        baseURL: String = "https://generativelanguage.googleapis.com", key: String, model: String
    ) -> LanguageModel {
        let url = "\(baseURL.withoutTrailingSlash)/v1beta/models/\(model.percentEncoded)"
        // In a header: an address ends up in logs.
        let headers = [Header("x-goog-api-key", key)]
        return LanguageModel(
            name: "gemini:\(model)",
            probe: Probe(url: url, headers: headers) { $0["name"]?.stringValue?.hasSuffix(model) ?? false },
            request: { prompt in
                OutboundRequest(
                    method: "POST", url: url + ":generateContent",
                    headers: [Header("Content-Type", "application/json")] + headers,
                    body: geminiBody(prompt).bytes)
            }, read: readGemini)
    }

    private static func geminiBody(_ prompt: Prompt) -> JSON {
        [
            "systemInstruction": ["parts": [["text": .string(prompt.system)]]],
            "contents": [["role": "user", "parts": [["text": .string(prompt.user)]]]],
            "generationConfig": [
                "temperature": 0, "candidateCount": 1, "seed": 7,
                "maxOutputTokens": .int(Int64(prompt.answerTokens + reasoningTokens)),
                "responseMimeType": "application/json",
                "responseSchema": prompt.geminiSchema,
            ],
        ]
    }

    private static func readGemini(_ response: OutboundResponse) throws(ModelFailure) -> String {
        let answer = try JSON.object(in: response)
        guard answer["error"]?.objectValue == nil else { throw .malformed("the server failed midway") }
        guard let candidate = answer["candidates"]?[0] else {
            let isBlocked = answer["promptFeedback"]?["blockReason"] != nil
            throw isBlocked ? .declined("the prompt was blocked") : .malformed("no candidate in the answer")
        }
        switch candidate["finishReason"]?.stringValue {
        case "STOP", nil: break
        case "MAX_TOKENS": throw .malformed("the answer was cut off")
        default: throw .declined("the answer was blocked")
        }
        let parts = candidate["content"]?["parts"]?.arrayValue ?? []
        let texts = parts.filter { $0["thought"]?.boolValue != true }.compactMap { $0["text"]?.stringValue }
        guard !texts.isEmpty else { throw .malformed("no text in the answer") }
        return texts.joined()
    }
}

extension String {
    /// Without slashes at the end, so that a path can be put behind it.
    var withoutTrailingSlash: String {
        var text = self
        while text.hasSuffix("/") { text.removeLast() }
        return text
    }

    /// For one segment of a path (RFC 3986, unreserved characters kept).
    var percentEncoded: String {
        utf8.reduce(into: "") { text, byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default: text += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
    }
}
