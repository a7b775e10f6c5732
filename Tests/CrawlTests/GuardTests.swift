@testable import Crawl
import Domain
import LoopbackServer
import Testing

@Suite struct GuardTests {
    /// Every spelling of this machine that a page might try.
    @Test(arguments: [
        "127.0.0.1", "localhost", "LOCALHOST.", "127.1", "0x7f.1", "0177.0.0.1", "2130706433", "0.0.0.0",
        "[::1]",
        "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "127.0.0.2", "１２７.0.0.1",
    ]) func `this machine is out of reach under any name`(host: String) async throws {
        let server = try LoopbackServer { _ in [.answer()] }
        // Some spellings fail at the resolver already, depending on the machine.
        #expect(await failure("http://\(host):\(server.port)/", .open) != nil)
        #expect(server.connections == 0)
    }

    @Test(arguments: [
        "http://169.254.169.254/latest/meta-data", "http://[fd00:ec2::254]/", "http://10.0.0.1:8080/",
        "http://192.168.0.1/", "http://100.100.100.200/", "https://172.16.0.9/", "http://224.0.0.1/",
        "http://[fe80::1]/", "http://255.255.255.255/",
    ]) func `private and metadata addresses are refused before a byte is sent`(url: String) async {
        guard case .refused(let reason)? = await failure(url, .open) else {
            Issue.record("\(url) was not refused")
            return
        }
        #expect(reason.contains("no public address"))
    }

    @Test(arguments: [
        "", "acme.com", "file:///etc/passwd", "ftp://acme.com/", "gopher://acme.com:70/",
        "javascript:alert(1)",
        "http://", "http://user:secret@acme.com/", "http://acme.com:0/",
        "http://acme.com:99999/",
        "http://acme.com:25/", "http://acme.com:22/", "http://ac me.com/", "http://acme.com/\u{0}",
        "//acme.com/",
        "http://acme.com\r\nX: y/", "dict://127.0.0.1:11211/",
        "http://" + String(repeating: "a", count: 9_000),
    ]) func `what is no plain web address is refused without a look-up`(url: String) async {
        guard case .refused(let reason)? = await failure(url, .open) else {
            Issue.record("\(url) was not refused")
            return
        }
        #expect(!reason.contains("secret"))
    }

    @Test(arguments: [
        "http://169.254.169.254/", "http://[::1]:PORT/", "http://127.0.0.2:PORT/", "http://localhost:PORT/",
        "//10.0.0.1/", "file:///etc/passwd", "gopher://127.0.0.1/", "http://u:p@127.0.0.1:PORT/", "http://",
        "http://0x7f000001/",
    ]) func `a redirect is held to the same rules`(location: String) async throws {
        let server = try LoopbackServer { request in
            [.answer(302, [("Location", location.replacing("PORT", with: request.header("X-Port") ?? ""))])]
        }
        let egress = Egress.open.allowing(server.url)
        let request = OutboundRequest(url: server.url, headers: [Header("X-Port", "\(server.port)")])
        guard case .refused? = await failure(request, egress) else {
            Issue.record("\(location) was followed")
            return
        }
        #expect(server.connections == 1)
    }

    @Test func `the hatch is for who asked for it, and for no redirect from elsewhere`() async throws {
        let model = try LoopbackServer { _ in [.answer()] }
        let page = try LoopbackServer { _ in [.answer(302, [("Location", model.url)])] }
        let egress = Egress.open.allowing(page.url).allowing(model.url)
        guard case .refused? = await failure(page.url, egress) else {
            Issue.record("the model server was reached by a redirect")
            return
        }
        #expect(page.connections == 1 && model.connections == 0)
    }

    @Test func `with egress off only the configured loopback endpoint answers`() async throws {
        let server = try LoopbackServer { _ in [.answer()] }
        #expect(await failure(server.url, .off) != nil)
        #expect(await failure("http://1.1.1.1/", .off.allowing(server.url)) != nil)
        // A configured endpoint elsewhere stays shut as well.
        #expect(await failure("http://10.255.255.1:9/", .off.allowing("http://10.255.255.1:9")) != nil)
        #expect(server.connections == 0)
        #expect(await failure(server.url, .off.allowing(server.url)) == nil)
        #expect(
            await failure("http://localhost:\(server.port)", .off.allowing("http://localhost:\(server.port)"))
                == nil)
        #expect(server.connections == 2)
    }

    @Test(arguments: [
        ("GET", [Header("X", "a\r\nY: b")]), ("GET", [Header("X\r\nY", "b")]), ("GET", [Header("", "b")]),
        ("GET", [Header("X", "a\u{0}")]), ("GET / HTTP/1.1\r\nX: y", []), ("", []), ("get", []),
        ("GET", [Header("X:", "b")]), ("GET", [Header("X y", "b")]),
    ]) func `a request cannot smuggle lines`(method: String, headers: [Header]) async throws {
        let server = try LoopbackServer { _ in [.answer()] }
        let request = OutboundRequest(method: method, url: server.url, headers: headers)
        guard case .refused? = await failure(request, .open.allowing(server.url)) else {
            Issue.record("sent")
            return
        }
        #expect(server.connections == 0)
    }

    @Test func `the record of a call names its origin and nothing that could be secret`() async throws {
        let records = Records()
        var settings = HTTPClient.Settings()
        settings.record = records.add
        let client = HTTPClient(settings)
        let request = OutboundRequest(
            url: "http://127.0.0.1:1/path?key=hunter2", headers: [Header("Authorization", "Bearer hunter2")],
            body: Array("hunter2".utf8))
        await #expect(throws: OutboundFailure.self) { try await client.send(request, .off) }
        let all = records.all
        #expect(all.count == 1 && all[0].origin == "http://127.0.0.1:1" && all[0].failure != nil)
        #expect(!"\(all)".contains("hunter2"))
    }
}
