import Domain
import LoopbackServer
import Testing
import Vendors
import Wire

@Suite struct PatienceTests {
    struct Trouble: Sendable, CustomTestStringConvertible {
        let says: String
        let acts: @Sendable (Dialect) -> [LoopbackServer.Act]
        /// Requests made before giving up.
        var requests = 3
        var testDescription: String { says }
    }

    static let troubles = [
        Trouble(says: "an abrupt end", acts: { _ in [.reset] }),
        Trouble(
            says: "half an answer",
            acts: { vendor in
                [
                    .text("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + vendor.wrap(said("High"))),
                    .close,
                ]
            }),
        Trouble(says: "no JSON", acts: { _ in [.json("{\"cand")] }),
        Trouble(
            says: "a page",
            acts: { _ in
                [.answer(200, [("Content-Type", "text/html")], Array("<html>High</html>".utf8))]
            }),
        Trouble(says: "an empty body", acts: { _ in [.answer()] }),
        Trouble(says: "an array", acts: { _ in [.json("[1]")] }),
        Trouble(
            says: "another shape",
            acts: { _ in [.json("{\"candidates\":{},\"choices\":7,\"message\":[]}")] }),
        Trouble(
            says: "an error with status 200", acts: { _ in [.json("{\"error\":{\"message\":\"x\"}}")] }),
        Trouble(says: "500", acts: { _ in [.json("{\"error\":\"boom\"}", 500)] }),
        Trouble(
            says: "502 with a page", acts: { _ in [.answer(502, [], Array("<h1>Bad gateway".utf8))] }),
        Trouble(says: "503", acts: { _ in [.json("{}", 503)] }),
        Trouble(says: "429", acts: { _ in [.json("{}", 429)] }),
        Trouble(
            says: "a huge answer",
            acts: { _ in
                [.json("{\"x\":\"" + String(repeating: "a", count: 2 << 20) + "\"}")]
            }, requests: 1),
        Trouble(
            says: "401", acts: { _ in [.json("{\"error\":{\"code\":\"invalid_api_key\"}}", 401)] },
            requests: 1),
        Trouble(says: "402", acts: { _ in [.json("{}", 402)] }, requests: 1),
        Trouble(says: "404", acts: { _ in [.json("{\"error\":\"model not found\"}", 404)] }, requests: 1),
        Trouble(
            says: "no money",
            acts: { _ in
                [.json("{\"error\":{\"type\":\"x\",\"code\":\"insufficient_quota\"}}", 429)]
            }, requests: 1),
        Trouble(
            says: "a redirect to the metadata server",
            acts: { _ in
                [.answer(307, [("Location", "http://169.254.169.254/")])]
            }, requests: 1),
    ]

    @Test(arguments: Dialect.all, troubles) func `every trouble ends in no verdict after bounded tries`(
        _ vendor: Dialect, trouble: Trouble
    ) async throws {
        let acts = trouble.acts(vendor)
        let bench = try Bench(vendor.model) { _ in acts }
        #expect(await bench.judge() == nil)
        #expect(bench.server.requests.count == trouble.requests)
        #expect(bench.clock.failures.count == 1)
        let pauses: [Duration] = [.milliseconds(500), .milliseconds(1_000)]
        #expect(bench.clock.waits == Array(pauses.prefix(trouble.requests - 1)))
    }

    @Test(arguments: Dialect.all, [false, true]) func `a server that takes too long is given up each time`(
        _ vendor: Dialect, drips: Bool
    ) async throws {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        let bench = try Bench(vendor.model, patience: .short) { _ in
            drips ? [.text(head), .sendForEver(Array("1\r\n \r\n".utf8))] : [.wait]
        }
        #expect(await bench.judge() == nil)
        #expect(bench.clock.failures == [.unreachable(.timedOut)] && bench.clock.waits.count == 2)
    }

    @Test(arguments: Dialect.all) func `one good answer after two bad ones is a verdict`(
        _ vendor: Dialect
    ) async throws {
        let turns = Turns([[.reset], [.json("{}", 503)], [.json(vendor.wrap(said("High")))]])
        let bench = try Bench(vendor.model) { _ in turns.next() }
        #expect(await bench.judge()?.label == "High")
        #expect(bench.clock.failures.isEmpty)
    }

    @Test(arguments: [
        (["Retry-After": "7"], "{}", Duration.seconds(7)), (["Retry-After": "0.5"], "{}", .milliseconds(500)),
        (["retry-after-ms": "250", "Retry-After": "1"], "{}", .milliseconds(250)),
        // The bench's clock stands at 16 minutes and 40 seconds past the epoch.
        (["Retry-After": "Thu, 01 Jan 1970 00:16:52 GMT"], "{}", .seconds(12)),
        (["Retry-After": "Thu, 01 Jan 1970 00:00:00 GMT"], "{}", .zero),
        ([:], "{\"error\":{\"details\":[{\"@type\":\"x\"},{\"retryDelay\":\"3s\"}]}}", .seconds(3)),
        (["Retry-After": "soon"], "{}", .milliseconds(500)),
        (["Retry-After": "-1"], "{}", .milliseconds(500)),
    ]) func `a server's own pause is kept`(
        headers: [String: String], body: String, pause: Duration
    ) async throws {
        let limited = LoopbackServer.Act.json(body, 429, headers.map { ($0.key, $0.value) })
        let turns = Turns([[limited], [.json(Dialect.gemini.wrap(said("Low")))]])
        let bench = try Bench(Dialect.gemini.model) { _ in turns.next() }
        #expect(await bench.judge()?.label == "Low")
        #expect(bench.clock.waits == [pause])
    }

    @Test func `a server that wants an hour is left alone for it`() async throws {
        let turns = Turns([
            [.json("{}", 429, [("Retry-After", "1800")])], [.json(Dialect.ollama.wrap(said("Low")))],
        ])
        let bench = try Bench(Dialect.ollama.model) { _ in turns.next() }
        #expect(await bench.judge() == nil)
        #expect(await bench.judge() == nil)
        #expect(bench.server.requests.count == 1 && bench.clock.waits.isEmpty)
        bench.clock.advance(1_800)
        #expect(await bench.judge()?.label == "Low")
    }

    @Test func `a dead model is asked about three leads, not ten thousand`() async throws {
        let bench = try Bench(Dialect.ollama.model) { _ in [.reset] }
        for _ in 0..<10 { #expect(await bench.judge() == nil) }
        #expect(bench.server.requests.count == 9)
        #expect(bench.clock.failures.filter { $0 == .resting }.count == 7)
        bench.clock.advance(60)
        #expect(await bench.judge() == nil)
        #expect(bench.server.requests.count == 12)
        #expect(await bench.judge() == nil)
        #expect(bench.server.requests.count == 12)
    }

    @Test func `a cancelled question ends, and is not held against the model`() async throws {
        let bench = try Bench(Dialect.ollama.model) { _ in [.wait] }
        for _ in 0..<5 {
            let seen = bench.server.requests.count
            let task = Task { await bench.judge() }
            while bench.server.requests.count == seen { await Task.yield() }
            task.cancel()
            #expect(await task.value == nil)
        }
        #expect(bench.server.requests.count == 5 && bench.clock.failures.allSatisfy { $0 != .resting })
    }

    @Test(arguments: Dialect.all, [200, 400, 401, 403, 429, 500])
    func `a key never shows in what went wrong`(_ vendor: Dialect, status: Int) async throws {
        // The server repeats everything it was sent, as some do in their errors.
        let bench = try Bench(vendor.model) { request in
            let echo = request.headers.map { "\($0.name): \($0.value)" }.joined(separator: " ")
            let text = JSON.string("\(echo) \(request.text)").text
            return [
                .json(
                    "{\"error\":{\"message\":\(text),\"code\":\(text),\"type\":\"\(Dialect.secret)\"}}",
                    status)
            ]
        }
        #expect(await bench.judge() == nil)
        let failures = bench.clock.failures
        #expect(failures.count == 1)
        #expect(!"\(failures) \(failures.map { String(reflecting: $0) })".contains("hunter2"))
    }
}
