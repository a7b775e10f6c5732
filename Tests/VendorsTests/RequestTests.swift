import Domain
import LoopbackServer
import Testing
import Vendors
import Wire

@Suite struct RequestTests {
    private let closed: JSON = [
        "type": "object",
        "properties": [
            "label": ["type": "string", "enum": ["High", "Medium", "Low"]], "reason": ["type": "string"],
        ],
        "required": ["label", "reason"], "additionalProperties": false,
    ]

    @Test func `ollama gets the schema as its format and context enough for the prompt`() async throws {
        let body = try await body(.ollama)
        #expect(body["model"] == "gemma3:1b" && body["stream"] == false)
        #expect(body["format"] == closed)
        #expect(body["format"]?["properties"]?.objectValue?.keys == ["label", "reason"])
        #expect(body["options"]?["temperature"] == 0 && body["options"]?["num_ctx"] == 8_192)
        #expect(body["messages"]?.arrayValue?.map { $0["role"]?.stringValue } == ["system", "user"])
    }

    @Test func `an OpenAI server gets a strict schema`() async throws {
        let body = try await body(.openAI)
        let format = body["response_format"]
        #expect(body["model"] == "local-7b" && format?["type"] == "json_schema")
        #expect(format?["json_schema"]?["strict"] == true && format?["json_schema"]?["schema"] == closed)
        #expect(body["max_tokens"] != nil && body["max_completion_tokens"] == nil)
    }

    @Test func `gemini gets an ordered schema in its own spelling`() async throws {
        let config = try #require(try await body(.gemini)["generationConfig"])
        #expect(config["responseMimeType"] == "application/json" && config["responseJsonSchema"] == nil)
        let schema = config["responseSchema"]
        #expect(schema?["type"] == "OBJECT" && schema?["propertyOrdering"] == ["label", "reason"])
        #expect(schema?["properties"]?["label"] == ["type": "STRING", "enum": ["High", "Medium", "Low"]])
    }

    @Test(arguments: [400, 422]) func `a server without schemas is asked for plain JSON, from then on`(
        status: Int
    ) async throws {
        let bench = try Bench(Dialect.openAI.model) { request in
            request.text.contains("json_schema")
                ? [.json("{\"error\":{\"message\":\"unknown response_format\"}}", status)]
                : [.json(Dialect.openAI.wrap(said("High")))]
        }
        #expect(await bench.judge()?.label == "High")
        #expect(await bench.judge()?.label == "High")
        let formats = try bench.server.requests.map {
            try JSON.parse($0.body)["response_format"]?["type"]?.stringValue
        }
        #expect(formats == ["json_schema", "json_object", "json_object"])
        #expect(bench.clock.waits.isEmpty)
    }

    @Test func `a stream is read whole, and its failure midway is no verdict`() async throws {
        let first =
            "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"{\\\"label\\\":\\\"Hi\"},\"done\":false}\n"
        let second =
            "{\"message\":{\"content\":\"gh\\\",\\\"reason\\\":\\\"CEO\\\"}\"},\"done\":true,\"done_reason\":\"stop\"}\n"
        let whole = try Bench(Dialect.ollama.model) { _ in [.json(first + second)] }
        #expect(await whole.judge()?.label == "High")
        let failed = try Bench(Dialect.ollama.model) { _ in [.json(first + "{\"error\":\"out of memory\"}\n")]
        }
        #expect(await failed.judge() == nil)
        #expect(failed.clock.failures == [.malformed("the server failed midway")])
        let broken = try Bench(Dialect.ollama.model) { _ in [.json(first)] }
        #expect(await broken.judge() == nil)
        #expect(broken.clock.failures == [.malformed("the answer broke off")])
    }

    @Test(arguments: [
        (Dialect.gemini, "{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}"),
        (Dialect.gemini, "{\"candidates\":[{\"finishReason\":\"SAFETY\",\"index\":0}]}"),
        (
            Dialect.openAI,
            "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":null,\"refusal\":\"no\"}}]}"
        ),
        (
            Dialect.openAI,
            "{\"choices\":[{\"finish_reason\":\"content_filter\",\"message\":{\"content\":\"\"}}]}"
        ),
    ]) func `a refusal is taken as given`(vendor: Dialect, answer: String) async throws {
        let bench = try Bench(vendor.model) { _ in [.json(answer)] }
        #expect(await bench.judge() == nil)
        #expect(bench.server.requests.count == 1)
    }

    struct Health: Sendable {
        let vendor: Dialect
        let acts: [LoopbackServer.Act]
        let status: ModelStatus
    }

    @Test(arguments: [
        Health(vendor: .ollama, acts: [.json("{\"models\":[{\"name\":\"gemma3:1b\"}]}")], status: .ready),
        Health(
            vendor: .ollama, acts: [.json("{\"models\":[{\"name\":\"gemma3:4b\"}]}")], status: .modelMissing),
        Health(vendor: .openAI, acts: [.json("{\"data\":[{\"id\":\"local-7b\"}]}")], status: .ready),
        Health(vendor: .openAI, acts: [.json("{}", 401)], status: .keyRefused),
        Health(vendor: .gemini, acts: [.json("{\"name\":\"models/gemini-3-flash\"}")], status: .ready),
        Health(vendor: .gemini, acts: [.json("{}", 404)], status: .modelMissing),
        Health(
            vendor: .gemini, acts: [.json("{}", 500)],
            status: .unavailable(.rejected(status: 500, code: nil))),
        Health(
            vendor: .ollama, acts: [.answer(200, [], [60])],
            status: .unavailable(.malformed("the server sent no JSON object"))),
    ]) func `a probe says what is missing`(_ test: Health) async throws {
        let bench = try Bench(test.vendor.model) { _ in test.acts }
        #expect(await test.vendor.model(bench.server.url).status(bench.world) == test.status)
        #expect(bench.server.requests.map(\.method) == ["GET"])
    }

    private func body(_ vendor: Dialect) async throws -> JSON {
        let bench = try Bench(vendor.model) { _ in [.json(vendor.wrap(said("High")))] }
        _ = await bench.judge()
        return try JSON.parse(try #require(bench.server.requests.first).body)
    }
}
