import Domain
import LoopbackServer
import Testing
import Vendors
import Wire

@Suite struct JudgeTests {
    @Test(arguments: Dialect.all) func `a verdict is a label of the set, a reason and who said it`(
        _ vendor: Dialect
    ) async throws {
        let bench = try Bench(vendor.model) { _ in [.json(vendor.wrap(said("Medium", " Head of\n Sales.  ")))]
        }
        let verdict = try #require(await bench.judge())
        #expect(
            verdict.label == "Medium" && verdict.reason == "Head of Sales." && verdict.judge == vendor.name)
        #expect(verdict.promptVersion == "judge@1")
        let request = try #require(bench.server.requests.first)
        #expect(request.method == "POST" && request.target == vendor.path)
        #expect(request.header("Content-Type") == "application/json")
        if let key = vendor.key { #expect(request.header(key.name) == key.value) }
        #expect(!request.target.contains(Dialect.secret) && !request.text.contains(Dialect.secret))
    }

    @Test(arguments: Dialect.all) func `the same question is worded the same way`(
        _ vendor: Dialect
    ) async throws {
        let bench = try Bench(vendor.model) { _ in [.json(vendor.wrap(said("Low")))] }
        _ = await bench.judge()
        _ = await bench.judge()
        #expect(bench.server.requests.count == 2)
        #expect(bench.server.requests[0].body == bench.server.requests[1].body)
    }

    @Test(
        arguments: Dialect.all,
        [
            "Very High", "Low: not highly relevant", "", "High Medium", "1", "null", "95",
        ]) func `a label outside the set is no verdict`(_ vendor: Dialect, label: String) async throws
    {
        let bench = try Bench(vendor.model) { _ in [.json(vendor.wrap(said(label)))] }
        #expect(await bench.judge() == nil)
        #expect(bench.server.requests.count == 3)
        #expect(bench.clock.failures == [.malformed("a label outside the set")])
    }

    @Test func `a label is taken whatever its case, as the set spells it`() async throws {
        let bench = try Bench(Dialect.ollama.model) { _ in [.json(Dialect.ollama.wrap(said("hIGH")))] }
        #expect(await bench.judge()?.label == "High")
    }

    @Test(
        arguments: Dialect.all,
        [
            "", "High", "\"High\"", "[]", "{}", "{\"label\":\"High\"", "{\"label\":\"High\"}",
            "{\"reason\":\"x\"}",
            "{\"label\":\"High\",\"reason\":\"\"}", "{\"label\":[\"High\"],\"reason\":\"x\"}",
            "{\"label\":\"Low\",\"label\":\"High\",\"reason\":\"x\"}",
            "Sure! {\"label\":\"High\",\"reason\":\"x\"}",
            "{\"label\":\"High\",\"reason\":\"x\"} trailing", String(repeating: "[", count: 5_000),
        ]) func `words that are not the object asked for are no verdict`(
            _ vendor: Dialect, words: String
        ) async throws
    {
        let bench = try Bench(vendor.model) { _ in [.json(vendor.wrap(words))] }
        #expect(await bench.judge() == nil)
        #expect(bench.clock.failures.count == 1)
    }

    @Test(arguments: Dialect.all) func `an answer cut off at the token limit is no verdict`(
        _ vendor: Dialect
    ) async throws {
        let bench = try Bench(vendor.model) { _ in [.json(vendor.cutOff(said("High")))] }
        #expect(await bench.judge() == nil)
        #expect(bench.clock.failures == [.malformed("the answer was cut off")])
    }

    @Test(arguments: Dialect.all) func `a long reason is cut to its limit and shows nothing hidden`(
        _ vendor: Dialect
    ) async throws {
        let reason = "a\u{202E}b\u{0}\u{E0041}" + String(repeating: "é", count: 900)
        let bench = try Bench(vendor.model) { _ in [.json(vendor.wrap(said("Low", reason)))] }
        let verdict = try #require(await bench.judge())
        #expect(verdict.reason.unicodeScalars.count == 300 && verdict.reason.hasPrefix("abéé"))
    }

    @Test func `a code fence around the object is forgiven`() async throws {
        let words = "```json\n\(said("High"))\n```"
        let bench = try Bench(Dialect.openAI.model) { _ in [.json(Dialect.openAI.wrap(words))] }
        #expect(await bench.judge()?.label == "High")
    }

    @Test func `a question without labels is not asked`() async throws {
        let bench = try Bench(Dialect.ollama.model) { _ in [.close] }
        #expect(await bench.judge(.sample(labels: [])) == nil)
        #expect(bench.server.connections == 0)
    }
}
