@testable import Crawl
import Domain
import Testing

@Suite struct HopTests {
    private let post = OutboundRequest(
        method: "POST", url: "https://api.acme.com/v1/chat",
        headers: [
            Header("Authorization", "Bearer key"), Header("x-goog-api-key", "key"), Header("Accept", "a"),
            Header("Content-Type", "application/json"),
        ], body: [1])

    struct Redirect: Sendable {
        let says: String
        let status: Int
        let location: String
        let method: String
        let headers: [String]
        let body: [UInt8]
    }

    @Test(arguments: [
        Redirect(
            says: "the same server keeps everything", status: 307, location: "/v2", method: "POST",
            headers: ["Authorization", "x-goog-api-key", "Accept", "Content-Type"], body: [1]),
        Redirect(
            says: "see other fetches", status: 303, location: "/v2", method: "GET",
            headers: ["Authorization", "x-goog-api-key", "Accept"], body: []),
        Redirect(
            says: "another server gets no credentials", status: 302, location: "https://evil.com/",
            method: "GET",
            headers: ["Accept"], body: []),
        Redirect(
            says: "another port is another server", status: 302, location: "https://api.acme.com:444/",
            method: "GET",
            headers: ["Accept"], body: []),
        Redirect(
            says: "plain http is another server", status: 301, location: "http://api.acme.com/",
            method: "GET",
            headers: ["Accept"], body: []),
    ]) func redirected(_ test: Redirect) throws {
        let next = try #require(try Hop(post).redirected(by: reply(test.status, test.location)))
        #expect(
            next.method == test.method && next.headers.map(\.name) == test.headers && next.body == test.body)
    }

    @Test func `another server never gets the body`() throws {
        let hop = try Hop(post)
        #expect(throws: OutboundFailure.self) { try hop.redirected(by: reply(307, "https://evil.com/")) }
        #expect(throws: OutboundFailure.self) {
            try hop.redirected(by: reply(308, "http://api.acme.com/v1/chat"))
        }
    }

    private func reply(_ status: Int, _ location: String) -> Exchange.Reply {
        Exchange.Reply(status: status, headers: [Header("Location", location)], body: [])
    }
}
