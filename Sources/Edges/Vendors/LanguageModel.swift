import Domain
import Wire

/// A language model behind somebody's API: how to word a request to it and how to read its answer.
package struct LanguageModel: Sendable {
    /// Vendor and model, as in `ollama:gemma3:1b`.
    package let name: String
    /// Words a request.
    let request: @Sendable (Prompt) -> OutboundRequest
    /// Finds the model's own words in a successful answer.
    let read: @Sendable (OutboundResponse) throws(ModelFailure) -> String
    /// Told of a refusal; true when the next request will be worded so that another try can help.
    let adapt: @Sendable (OutboundResponse) -> Bool
    /// Asks, without cost, whether server and model are there.
    let probe: Probe

    init(
        name: String, probe: Probe, request: @escaping @Sendable (Prompt) -> OutboundRequest,
        read: @escaping @Sendable (OutboundResponse) throws(ModelFailure) -> String,
        adapt: @escaping @Sendable (OutboundResponse) -> Bool = { _ in false }
    ) {
        self.name = name
        self.probe = probe
        self.request = request
        self.read = read
        self.adapt = adapt
    }
}

/// A question to a language model whose answer is one JSON object.
package struct Prompt: Hashable, Sendable {
    /// What to do; the only part that holds instructions.
    package var system: String
    /// What to do it with: data in a delimited block.
    package var user: String
    /// The answer's properties in the order they must be written.
    package var answer: [Property]
    /// Most tokens the answer may take.
    package var answerTokens: Int

    /// One property of the answer.
    package struct Property: Hashable, Sendable {
        package var name: String
        package var shape: Shape
    }

    /// What values a property may have.
    package indirect enum Shape: Hashable, Sendable {
        case text
        case oneOf([String])
        case list(of: [Property])
        case numbers
    }
}

/// Why a language model gave no usable answer; never carries a key, a prompt or an answer.
package enum ModelFailure: Error, Hashable, Sendable, CustomStringConvertible {
    case unreachable(OutboundFailure)
    /// The server said no; `code` is its own word for why, when it gave a plain one.
    case rejected(status: Int, code: String?)
    /// The answer is not what was asked for.
    case malformed(String)
    /// The model or its owner declined to answer.
    case declined(String)
    /// Not asked: it failed too often a moment ago.
    case resting

    package var description: String {
        switch self {
        case .unreachable(let failure): "unreachable: \(failure)"
        case .rejected(let status, let code): "status \(status)" + (code.map { " (\($0))" } ?? "")
        case .malformed(let what): "malformed answer: \(what)"
        case .declined(let why): "declined: \(why)"
        case .resting: "not asked, because it failed repeatedly a moment ago"
        }
    }
}

extension JSON {
    /// The body of an answer, which must be one JSON object.
    static func object(in response: OutboundResponse) throws(ModelFailure) -> JSON {
        try object(in: response.body[...])
    }

    /// Bytes that must be one JSON object.
    static func object(in bytes: ArraySlice<UInt8>) throws(ModelFailure) -> JSON {
        do {
            let json = try JSON.parse(Array(bytes))
            if json.objectValue != nil { return json }
        } catch {}  // what is no JSON and what is no object are the same to the caller
        throw .malformed("the server sent no JSON object")
    }
}
