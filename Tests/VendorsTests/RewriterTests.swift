import Domain
import LoopbackServer
import Testing
import Vendors
import Wire

@Suite struct RewriterTests {
    private let given = [
        Artifact.Sentence(text: "Acme hires 2 marketers.", citations: [evidence("hiring two")]),
        Artifact.Sentence(text: "It raised $12M.", citations: [evidence("raised $12M"), evidence("in May")]),
    ]

    struct Answer: Sendable, CustomTestStringConvertible {
        let says: String
        let sentences: JSON
        var kept: [String] = []
        var quotes: [[String]] = []
        var testDescription: String { says }
    }

    @Test(arguments: [
        Answer(
            says: "each sentence keeps the evidence of its sources",
            sentences: [
                ["from": [1], "text": "2 marketers\n wanted."],
                ["from": [2, 1], "text": "With $12M raised."],
            ],
            kept: ["2 marketers wanted.", "With $12M raised."],
            quotes: [["hiring two"], ["raised $12M", "in May", "hiring two"]]),
        Answer(
            says: "what names no source, or an unknown one, is dropped",
            sentences: [
                ["from": [], "text": "Acme is great."], ["from": [3], "text": "Acme is big."],
                ["from": [0], "text": "Acme is bold."], ["from": [1, 9], "text": "Acme is new."],
                ["text": "Acme is old."], ["from": ["1"], "text": "Acme is red."],
                ["from": [1], "text": "Acme hires."],
            ], kept: ["Acme hires."], quotes: [["hiring two"]]),
        Answer(
            says: "a figure that no source holds is dropped",
            sentences: [
                ["from": [1], "text": "Acme hires 20 marketers."], ["from": [2], "text": "It raised $12M."],
            ],
            kept: ["It raised $12M."], quotes: [["raised $12M", "in May"]]),
        Answer(says: "nothing kept is no answer", sentences: [["from": [], "text": "x"]]),
        Answer(says: "an empty list is no answer", sentences: []),
        Answer(says: "another shape is no answer", sentences: "Acme hires."),
        Answer(
            says: "a paragraph is no sentence",
            sentences: [["from": [1], "text": .string(String(repeating: "a ", count: 300))]]),
    ]) func rewrite(_ test: Answer) async throws {
        let words = JSON.object(["sentences": test.sentences]).text
        let bench = try Bench(Dialect.gemini.model) { _ in [.json(Dialect.gemini.wrap(words))] }
        let rewriter = Rewriter.model(bench.asker)
        let sentences = await rewriter.rewrite(given) ?? []
        #expect(sentences.map(\.text) == test.kept)
        #expect(sentences.map { $0.citations.map(\.quote) } == test.quotes)
        #expect(rewriter.name == "gemini:gemini-3-flash+rewrite@1")
    }

    @Test(arguments: Dialect.all) func `sentences go out numbered, as data`(_ vendor: Dialect) async throws {
        let words = "{\"sentences\":[{\"from\":[1],\"text\":\"Acme hires.\"}]}"
        let bench = try Bench(vendor.model) { _ in [.json(vendor.wrap(words))] }
        #expect(await Rewriter.model(bench.asker).rewrite(given)?.count == 1)
        let sent = try #require(bench.server.requests.first).text
        #expect(sent.contains("\\\"number\\\":2") && sent.contains("It raised $12M."))
        #expect(await Rewriter.model(bench.asker).rewrite([]) == nil)
        #expect(bench.server.requests.count == 1)
    }
}

private func evidence(_ quote: String) -> Evidence {
    Evidence(snapshot: ID(key: 1), span: Span(0, quote.unicodeScalars.count), quote: quote)
}
