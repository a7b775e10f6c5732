import Domain
import Foundation
import Scoring
import Testing
import Wire

@testable import Pipeline
@testable import harrier

/// Instructions inside a captured text move no score by a point: not when they are read for facts, not when they are scored.
@Suite struct WholeChainInjectionTests {
    struct Attempt: Sendable, CustomTestStringConvertible {
        let id: String
        let text: String
        var testDescription: String { id }
    }

    static let attempts: [Attempt] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "ScoringTests/Fixtures/injections.jsonl")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { line in
            guard let json = try? JSON.parse(String(line)), let id = json["id"]?.stringValue,
                let text = json["text"]?.stringValue
            else { return nil }
            return Attempt(id: id, text: text)
        }
    }()

    /// Attempts in which the reader finds something: most by mistake, the claims because they state it.
    ///
    /// What these move, they move by words taken for facts, never by what they order. The list may only get shorter.
    private static let readAsFacts: Set = [
        "inj-002", "inj-003", "inj-018", "inj-021", "inj-022", "inj-024", "inj-028", "inj-031", "inj-033",
        "inj-034", "inj-035", "inj-036", "inj-037", "inj-038", "inj-039", "inj-041", "inj-045", "inj-047",
        "inj-049", "inj-051", "inj-057", "inj-064", "inj-066", "inj-068", "inj-084", "inj-085",
    ]

    @Test func `there are more than eighty attempts, and most say nothing at all`() {
        #expect(Self.attempts.count >= 80)
        #expect(Self.attempts.count - Self.readAsFacts.count >= 59)
    }

    @Test(arguments: attempts) func `an attempt before or after a post moves its score on no card`(
        _ attempt: Attempt
    ) throws {
        guard Self.readAsFacts.contains(attempt.id) else { return try check(attempt) }
        try withKnownIssue("words of it are read as facts", isIntermittent: true) { try check(attempt) }
    }

    private func check(_ attempt: Attempt) throws {
        let bench = try Bench.shared.get()
        for (index, post) in Bench.posts.enumerated() {
            for text in [post.text + "\n\n" + attempt.text, attempt.text + "\n\n" + post.text] {
                let after = bench.scores(of: text, from: post.source)
                for (card, before) in bench.untouched[index] {
                    guard let now = after[card] else { continue }
                    #expect(
                        now.total == before.total && now.lines.map(\.points) == before.lines.map(\.points),
                        "\(card), \(text.prefix(40))…: \(Self.difference(before, now))")
                }
            }
        }
    }

    /// Which lines moved, and by which words.
    private static func difference(_ before: ScoreResult, _ after: ScoreResult) -> String {
        zip(before.lines, after.lines).filter { $0.points != $1.points }.map { line, moved in
            "\(line.criterion) \(line.points) → \(moved.points) (\(moved.reason); \(moved.evidence.map(\.quote)))"
        }.joined(separator: "; ")
    }

    /// Reader and scorers as the product assembles them, and what the posts score untouched.
    private struct Bench: Sendable {
        static let shared = Result { try Bench() }
        static let posts = [
            Posts.skinLab,
            Capture(
                workspace: Workspace.defaultID, source: Snapshot.Source(type: .jobPost),
                text: "We're looking for someone to help with our marketing. Remote, flexible hours."),
        ]
        private static let moment = Timestamp(milliseconds: 1_763_625_600_000)

        private let interpreter: Interpreter
        private let scorers: [String: Scorer]
        private(set) var untouched: [[String: ScoreResult]] = []

        init() throws {
            let assembly = try Assembly(SettingsSource(environment: [:], file: [:]))
            interpreter = Interpreter(reader: try assembly.reader(try assembly.titles()))
            let cards = try assembly.cards()
            let names = ["raptorflow@1", "raptorflow-strict@1", "balanced@1"]
            scorers = Dictionary(
                uniqueKeysWithValues: names.compactMap { name in cards.builtIn(name).map { (name, $0) } })
            untouched = Self.posts.map { scores(of: $0.text, from: $0.source) }
        }

        func scores(of text: String, from source: Snapshot.Source) -> [String: ScoreResult] {
            let capture = Capture(workspace: Workspace.defaultID, source: source, text: text)
            let said = interpreter.interpret(capture, digest: "", phoneRegion: "IN")
            let texts = [SourceText(type: source.type, text: said.text, capturedAt: Self.moment)]
            return scorers.mapValues { scorer in
                scorer.score(
                    ScoringInput(facts: said.facts, texts: texts, icp: nil, offer: nil, asOf: Self.moment))
            }
        }
    }
}
