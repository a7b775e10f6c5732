import Crawl
import Domain
import LoopbackServer
import Testing

@Suite struct HTTPClientTests {
    @Test func `an answer comes back whole, and the request names the product`() async throws {
        let server = try LoopbackServer { _ in
            [.answer(201, [("X-One", " a "), ("Set-Cookie", "id=1"), ("x-one", "b")], Array("héllo".utf8))]
        }
        let response = try await send(
            OutboundRequest(url: server.url + "/a?b=c#d"), .open.allowing(server.url))
        #expect(response.status == 201 && response.body == Array("héllo".utf8))
        #expect(
            response.header("X-ONE") == "a"
                && response.headers.filter { $0.name.lowercased() == "x-one" }.count == 2)
        #expect(response.finalURL == server.url + "/a?b=c#d")
        #expect(server.requests[0].target == "/a?b=c" && server.requests[0].method == "GET")
        #expect(server.requests[0].header("User-Agent")?.hasPrefix("Harrier/") == true)
    }

    @Test func `a body and headers arrive as given`() async throws {
        let server = try LoopbackServer { _ in [.answer()] }
        let body = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
        let request = OutboundRequest(
            method: "POST", url: server.url,
            headers: [Header("Content-Type", "application/x"), Header("X-Empty", ""), Header("X-Key", "k")],
            body: body)
        _ = try await send(request, .open.allowing(server.url))
        let seen = server.requests[0]
        #expect(seen.method == "POST" && seen.body == body && seen.header("Content-Type") == "application/x")
        #expect(seen.header("X-Key") == "k" && seen.header("X-Empty") == "" && seen.header("Expect") == nil)
    }

    @Test(arguments: ["PUT", "DELETE", "PATCH", "POST", "HEAD"])
    func `every method arrives, with an empty body too`(method: String) async throws {
        let server = try LoopbackServer { _ in [.answer(204)] }
        let request = OutboundRequest(method: method, url: server.url)
        let response = try await send(request, .open.allowing(server.url))
        #expect(response.status == 204 && server.requests.map(\.method) == [method])
    }

    @Test func `relative redirects are followed and cookies are not kept`() async throws {
        let server = try LoopbackServer { request in
            switch request.target {
            case "/a": [.answer(301, [("Location", "b/c?d"), ("Set-Cookie", "id=1; Path=/")])]
            case "/b/c?d": [.answer(308, [("location", "/é end")])]
            default: [.answer(200, [], Array(request.target.utf8))]
            }
        }
        let response = try await send(OutboundRequest(url: server.url + "/a"), .open.allowing(server.url))
        #expect(String(decoding: response.body, as: UTF8.self) == "/%c3%a9%20end")
        #expect(response.finalURL == server.url + "/%c3%a9%20end")
        #expect(server.requests.count == 3 && server.requests.allSatisfy { $0.header("Cookie") == nil })
    }

    @Test func `endless redirects end`() async throws {
        let server = try LoopbackServer { _ in [.answer(302, [("Location", "/again")])] }
        #expect(
            await failure(server.url, .open.allowing(server.url)) == .refused(reason: "more than 5 redirects")
        )
        #expect(server.requests.count == 6)
    }

    @Test func `a redirect without a target is an answer`() async throws {
        let server = try LoopbackServer { _ in [.answer(302, [], [1])] }
        #expect(try await send(OutboundRequest(url: server.url), .open.allowing(server.url)).status == 302)
    }

    @Test func `a peer that never answers is given up in time`() async throws {
        let server = try LoopbackServer { _ in [.wait] }
        let request = OutboundRequest(url: server.url, timeout: .milliseconds(100))
        #expect(await failure(request, .open.allowing(server.url)) == .timedOut)
    }

    @Test func `a peer that keeps sending is given up in time`() async throws {
        // Progress resets an inactivity clock; the limit here is on the whole.
        let server = try LoopbackServer { _ in
            [
                .text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
                .sendForEver(Array("1\r\nx\r\n".utf8)),
            ]
        }
        let request = OutboundRequest(url: server.url, timeout: .milliseconds(200), maximumBytes: 1 << 40)
        #expect(await failure(request, .open.allowing(server.url)) == .timedOut)
    }

    @Test func `redirects share one time limit`() async throws {
        let server = try LoopbackServer {
            $0.target == "/" ? [.answer(302, [("Location", "/next")])] : [.wait]
        }
        let request = OutboundRequest(url: server.url, timeout: .milliseconds(150))
        #expect(await failure(request, .open.allowing(server.url)) == .timedOut)
    }

    @Test func `a cancelled request ends at once and hangs up`() async throws {
        let server = try LoopbackServer { _ in [.wait] }
        let url = server.url
        let task = Task { await failure(url, .open.allowing(url)) }
        while server.requests.isEmpty { await Task.yield() }
        task.cancel()
        #expect(await task.value == .cancelled)
        for await _ in server.hangUps { break }
    }

    @Test func `a task cancelled beforehand sends nothing`() async throws {
        let server = try LoopbackServer { _ in [.wait] }
        let url = server.url
        let task = Task { () async -> OutboundFailure? in
            while !Task.isCancelled { await Task.yield() }
            return await failure(url, .open.allowing(url))
        }
        task.cancel()
        #expect(await task.value == .cancelled)
        #expect(server.requests.isEmpty)
    }

    @Test func `a client that goes away answers what it was asked`() async throws {
        let server = try LoopbackServer { _ in [.wait] }
        var client: HTTPClient? = HTTPClient()
        let send = client?.sender(.open.allowing(server.url))
        client = nil  // the sender keeps it alive
        let request = OutboundRequest(url: server.url, timeout: .milliseconds(50))
        await #expect(throws: OutboundFailure.timedOut) { _ = try await send?(request) }
    }

    @Test func `many requests share a few connections and none is lost`() async throws {
        let server = try LoopbackServer { [.answer(200, [], Array($0.target.utf8))] }
        let client = HTTPClient()
        let url = server.url
        let answers = await withTaskGroup(of: String?.self) { group in
            for index in 0..<400 {
                group.addTask {
                    let request = OutboundRequest(url: "\(url)/\(index)")
                    let response = try? await client.send(request, .open.allowing(url))  // nil fails below
                    return response.map { String(decoding: $0.body, as: UTF8.self) }
                }
            }
            return await group.reduce(into: Set<String>()) { all, answer in
                if let answer { all.insert(answer) }
            }
        }
        #expect(answers == Set((0..<400).map { "/\($0)" }))
        #expect(server.connections <= 8)
    }
}
