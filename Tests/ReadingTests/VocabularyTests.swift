import Domain
import Testing
import Wire

@testable import Reading

@Suite struct VocabularyTests {
    private enum Kind: String, CaseIterable { case red, blue }

    private func refusal(_ entries: String) -> String? {
        let text = #"{"about": "a", "source": "s", "entries": [\#(entries)]}"#
        do {
            _ = try Vocabulary.book("lexicon/x.json", { _ in Array(text.utf8) }, of: Kind.self)
            return nil
        } catch { return "\(error)" }
    }

    @Test func aWellFormedEntryIsRead() {
        #expect(refusal(#"{"say": ["a", "b c"], "gives": "red", "why": "w"}"#) == nil)
    }

    @Test(arguments: [
        (#"{"say": "a", "gives": "red"}"#, "entries[0].why"),
        (#"{"say": "a", "gives": "green", "why": "w"}"#, "entries[0].gives"),
        (#"{"say": "a", "gives": "red", "why": "w"}, {"sey": "a", "gives": "red"}"#, "entries[1]"),
        (#"{"say": "a", "gives": "red", "why": "w", "weight": 2}"#, "entries[0].weight"),
        (#"{"say": "(a", "gives": "red", "why": "w"}"#, "entries[0].say"),
        (#"{"say": "a", "gives": "red", "why": " "}"#, "entries[0].why"),
    ]) func aWrongEntryIsRefusedByName(_ entries: String, _ place: String) throws {
        let message = try #require(refusal(entries))
        #expect(message.hasPrefix("data/lexicon/x.json: "))
        #expect(message.contains(place))
    }
}
