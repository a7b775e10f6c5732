import Crawl
import Domain
import LoopbackServer
import Synchronization
import Testing
import Vendors
import Wire

/// One vendor's published shapes, for a server that speaks them.
struct Dialect: Sendable, CustomTestStringConvertible {
    let name: String
    let path: String
    /// Header and value that carry the key; nil for a vendor without one.
    let key: (name: String, value: String)?
    let model: @Sendable (_ url: String) -> LanguageModel
    /// Wraps a model's words in a whole answer.
    let wrap: @Sendable (_ content: String) -> String
    /// An answer that stopped at the token limit.
    let cutOff: @Sendable (_ content: String) -> String

    var testDescription: String { name }

    static let secret = "sk-hunter2-secret"
    static let all = [ollama, openAI, gemini]

    static let ollama = Dialect(
        name: "ollama:gemma3:1b", path: "/api/chat", key: nil,
        model: { .ollama(baseURL: $0, model: "gemma3:1b") },
        wrap: { ollama($0, "stop") }, cutOff: { ollama($0, "length") })

    static let openAI = Dialect(
        name: "openai:local-7b", path: "/v1/chat/completions", key: ("Authorization", "Bearer \(secret)"),
        model: { .openAI(baseURL: $0 + "/v1/", key: secret, model: "local-7b") },
        wrap: { openAI($0, "stop") }, cutOff: { openAI($0, "length") })

    static let gemini = Dialect(
        name: "gemini:gemini-3-flash", path: "/v1beta/models/gemini-3-flash:generateContent",
        key: ("x-goog-api-key", secret),
        model: { .gemini(baseURL: $0, key: secret, model: "gemini-3-flash") },
        wrap: { gemini($0, "STOP") }, cutOff: { gemini($0, "MAX_TOKENS") })

    private static func ollama(_ content: String, _ reason: String) -> String {
        """
        {"model":"gemma3:1b","created_at":"2026-11-20T08:12:00.123456789Z","message":{"role":"assistant",\
        "content":\(JSON.string(content).text)},"done":true,"done_reason":"\(reason)","total_duration":5}
        """
    }

    private static func openAI(_ content: String, _ reason: String) -> String {
        """
        {"id":"c1","object":"chat.completion","created":1,"model":"local-7b","choices":[{"index":0,"finish_reason":\
        "\(reason)","message":{"role":"assistant","content":\(JSON.string(content).text),"refusal":null}}],\
        "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}
        """
    }

    private static func gemini(_ content: String, _ reason: String) -> String {
        """
        {"candidates":[{"content":{"role":"model","parts":[{"text":"hm","thought":true},{"text":\
        \(JSON.string(content).text)}]},"finishReason":"\(reason)","index":0}],"usageMetadata":{},"modelVersion":"x"}
        """
    }
}

/// A world, an asker and what they did, on a clock that moves only when told.
final class Bench: Sendable {
    let server: LoopbackServer
    let asker: Asker
    let world: World
    let clock: Clock

    init(
        _ model: @Sendable (String) -> LanguageModel, patience: Asker.Patience = .long,
        _ answer: @escaping @Sendable (LoopbackServer.Request) -> [LoopbackServer.Act]
    ) throws {
        let server = try LoopbackServer(answer)
        let clock = Clock()
        self.server = server
        self.clock = clock
        world = World(
            now: { clock.now }, newKey: { 1 }, send: HTTPClient().sender(.off.allowing(server.url)))
        asker = Asker(
            model(server.url), world: world, patience: patience, pause: clock.pause, jitter: { 1 },
            record: clock.record)
    }

    /// Time that passes when told, and notes of what happened in it.
    final class Clock: Sendable {
        private struct State {
            var seconds: Int64 = 1_000
            var waits: [Duration] = []
            var failures: [ModelFailure] = []
        }
        private let state = Mutex(State())

        var now: Timestamp { Timestamp(milliseconds: state.withLock { $0.seconds } * 1_000) }
        var waits: [Duration] { state.withLock { $0.waits } }
        var failures: [ModelFailure] { state.withLock { $0.failures } }
        var pause: @Sendable (Duration) async throws -> Void {
            { wait in
                try Task.checkCancellation()
                self.state.withLock { $0.waits.append(wait) }
            }
        }
        var record: @Sendable (ModelFailure) -> Void {
            { failure in self.state.withLock { $0.failures.append(failure) } }
        }
        func advance(_ seconds: Int64) { state.withLock { $0.seconds += seconds } }
    }

    func judge(_ question: JudgeQuestion = .sample()) async -> JudgeVerdict? {
        await Judge.model(asker).judge(question)
    }
}

extension JudgeQuestion {
    static func sample(
        text: String = "We look for a CRM.", labels: [String] = ["High", "Medium", "Low"]
    ) -> JudgeQuestion {
        JudgeQuestion(
            labels: labels, offerName: "Harrier", offerValueProps: "Leads with reasons",
            offerIdealUseCases: "B2B SaaS",
            prospect: [.init("name", "Ada"), .init("role", "CEO"), .init("company", "Acme")], text: text)
    }
}

/// A model's words for a verdict.
func said(_ label: String, _ reason: String = "CEO of a SaaS company.") -> String {
    JSON.object(["label": .string(label), "reason": .string(reason)]).text
}

extension Asker.Patience {
    /// Gives up on silence at once.
    static let short = Asker.Patience(attempt: .milliseconds(60))
    /// Never gives up on a slow machine; every other figure is the product's own.
    static let long = Asker.Patience(attempt: .seconds(600))

    private init(attempt: Duration) {
        self.init()
        self.attempt = attempt
    }
}

/// One answer after another; the last stays.
final class Turns: Sendable {
    private let turns: Mutex<[[LoopbackServer.Act]]>

    init(_ turns: [[LoopbackServer.Act]]) {
        self.turns = Mutex(turns)
    }

    func next() -> [LoopbackServer.Act] {
        turns.withLock { $0.count > 1 ? $0.removeFirst() : $0.first ?? [.close] }
    }
}
