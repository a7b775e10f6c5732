import Domain
import Synchronization
import Wire

/// Asks one model, with patience that ends: time-outs, retries with growing pauses, and a rest for a model
/// that keeps failing, so that ten thousand leads do not each wait for a dead server.
package final class Asker: Sendable {
    /// How patient to be.
    package struct Patience: Sendable {
        /// Longest time for one attempt.
        package var attempt: Duration = .seconds(20)
        package var retries = 2
        /// Pause before the first retry; each later one doubles it.
        package var firstPause: Duration = .milliseconds(500)
        /// A server that asks for a longer pause is not asked again.
        package var longestPause: Duration = .seconds(20)
        /// Questions under way at once; a small server answers them one by one in any case.
        package var width = 4
        /// Questions in a row that fail before the model is left alone.
        package var failuresBeforeRest = 3
        package var rest: Duration = .seconds(60)

        package init() {}
    }

    /// Largest answer read; a verdict has under 2 KB with all its wrapping.
    private static let largestAnswer = 1 << 20

    /// However long a server asks for: its owner may have mended it meanwhile.
    private static let longestRest: Duration = .seconds(3_600)

    let model: LanguageModel
    private let world: World
    private let patience: Patience
    /// Waits; a test does not.
    private let pause: @Sendable (Duration) async throws -> Void
    /// Between 0 and 1, so that many waiting askers do not come back at the same moment.
    private let jitter: @Sendable () -> Double
    /// Told of every question that got no answer.
    private let record: @Sendable (ModelFailure) -> Void
    private let health = Mutex(Health())
    private let gate: Gate

    private struct Health {
        var failures = 0
        var restsUntil: Timestamp?
    }

    package init(
        _ model: LanguageModel, world: World, patience: Patience = Patience(),
        pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        jitter: @escaping @Sendable () -> Double = { .random(in: 0...1) },
        record: @escaping @Sendable (ModelFailure) -> Void = { _ in }
    ) {
        self.model = model
        self.world = world
        self.patience = patience
        self.pause = pause
        self.jitter = jitter
        self.record = record
        gate = Gate(width: patience.width)
    }

    /// Asks until `check` accepts an answer; nil when patience ends or the task is cancelled.
    func ask<Answer: Sendable>(
        _ prompt: Prompt, check: @Sendable (JSON) throws(ModelFailure) -> Answer
    ) async -> Answer? {
        // Waiting for a turn counts against no time-out, and the model may have gone to rest meanwhile.
        await gate.pass { await askNow(prompt, check) }
    }

    private func askNow<Answer: Sendable>(
        _ prompt: Prompt, _ check: (JSON) throws(ModelFailure) -> Answer
    ) async -> Answer? {
        guard isAwake() else {
            record(.resting)
            return nil
        }
        var failure = ModelFailure.malformed("not asked")
        for attempt in 0...patience.retries {
            let step = await step(prompt, check)
            switch step {
            case .answer(let answer):
                health.withLock { $0 = Health() }
                return answer
            case .end(let reason): return giveUp(reason)
            case .again(let reason, let wait):
                failure = reason
                guard attempt < patience.retries else { break }
                guard let wait = pauseLength(attempt, asked: wait) else {
                    return giveUp(reason, restFor: wait)
                }
                do { try await pause(wait) } catch { return giveUp(.unreachable(.cancelled)) }
            }
        }
        return giveUp(failure)
    }

    private enum Step<Answer> {
        case answer(Answer)
        case end(ModelFailure)
        case again(ModelFailure, after: Duration?)
    }

    /// One attempt; a server that taught us its dialect is asked once more at once.
    private func step<Answer>(
        _ prompt: Prompt, _ check: (JSON) throws(ModelFailure) -> Answer
    ) async -> Step<Answer> {
        do {
            var response = try await send(prompt)
            if response.status != 200, model.adapt(response) { response = try await send(prompt) }
            guard response.status == 200 else { return rejection(response) }
            return .answer(try check(try Self.object(in: model.read(response))))
        } catch {
            switch error {
            case .unreachable(let failure) where !failure.isTransient: return .end(error)
            case .declined: return .end(error)
            default: return .again(error, after: nil)
            }
        }
    }

    private func send(_ prompt: Prompt) async throws(ModelFailure) -> OutboundResponse {
        var request = model.request(prompt)
        request.timeout = patience.attempt
        request.maximumBytes = Self.largestAnswer
        do { return try await world.send(request) } catch { throw .unreachable(error) }
    }

    /// Whether a server's no may become a yes.
    private func rejection<Answer>(_ response: OutboundResponse) -> Step<Answer> {
        let code = Self.code(response)
        let failure = ModelFailure.rejected(status: response.status, code: code)
        let isTransient = [408, 409, 425, 429, 500, 502, 503, 504, 529].contains(response.status)
        // Out of money is not out of breath.
        guard isTransient, code != "insufficient_quota" else { return .end(failure) }
        return .again(failure, after: RetryAfter.read(response, now: world.now()))
    }

    /// The server's own word for its no, when it is one plain word; sentences may quote the key.
    private static func code(_ response: OutboundResponse) -> String? {
        guard let error = try? JSON.parse(response.body)["error"] else { return nil }  // no JSON, no word
        let words = ["code", "status", "type"].compactMap { error[$0]?.stringValue }
        return words.first { word in
            word.utf8.count <= 40
                && word.utf8.allSatisfy {
                    $0 == 0x5F || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                }
        }
    }

    /// A model's own words as the JSON object it was asked for; a code fence around it is forgiven.
    private static func object(in text: String) throws(ModelFailure) -> JSON {
        var lines = text.split(separator: "\n")
        if lines.first?.hasPrefix("```") == true { lines.removeFirst() }
        if lines.last?.hasPrefix("```") == true { lines.removeLast() }
        do {
            let json = try JSON.parse(lines.joined(separator: "\n"), limits: .answer)
            if json.objectValue != nil { return json }
        } catch {}  // both are the same mistake
        throw .malformed("the model wrote no JSON object")
    }

    /// Nil when the server asks for more patience than there is.
    private func pauseLength(_ attempt: Int, asked: Duration?) -> Duration? {
        if let asked { return asked <= patience.longestPause ? asked : nil }
        let full = patience.firstPause * (1 << attempt)
        return full * (0.5 + jitter() / 2)
    }

    private func isAwake() -> Bool {
        let now = world.now()
        return health.withLock { health in
            guard let until = health.restsUntil else { return true }
            guard until <= now else { return false }
            // One question goes through; another failure and it rests again.
            health.restsUntil = nil
            return true
        }
    }

    private func giveUp<Answer>(_ failure: ModelFailure, restFor asked: Duration? = nil) -> Answer? {
        record(failure)
        let now = world.now()
        health.withLock { health in
            guard failure != .unreachable(.cancelled) else { return }
            health.failures += 1
            if health.failures >= patience.failuresBeforeRest || asked != nil {
                let rest = min(asked ?? patience.rest, Self.longestRest)
                health.restsUntil = now.advanced(bySeconds: rest.components.seconds)
            }
        }
        return nil
    }
}

extension JSONLimits {
    /// A model's answer: flat and short, and no key said twice.
    static let answer = JSONLimits(depth: 8, bytes: 64 << 10, duplicates: .refuse)
}
