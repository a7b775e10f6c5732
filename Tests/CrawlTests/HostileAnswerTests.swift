import CZlib
import Crawl
import Domain
import LoopbackServer
import Testing

@Suite struct HostileAnswerTests {
    struct Answer: Sendable, CustomTestStringConvertible {
        let says: String
        let acts: [LoopbackServer.Act]
        let isExpected: @Sendable (OutboundFailure?) -> Bool
        var testDescription: String { says }
    }

    static let isNetwork: @Sendable (OutboundFailure?) -> Bool = { failure in
        if case .network? = failure { true } else { false }
    }
    static let isTooLarge: @Sendable (OutboundFailure?) -> Bool = { failure in
        if case .tooLarge? = failure { true } else { false }
    }
    static let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

    @Test(arguments: [
        Answer(says: "garbage", acts: [.text("\u{1}\u{2}garbage\r\n\r\n"), .close], isExpected: isNetwork),
        Answer(says: "nothing", acts: [.close], isExpected: isNetwork),
        Answer(says: "a reset", acts: [.reset], isExpected: isNetwork),
        Answer(says: "half a head", acts: [.text("HTTP/1.1 200 OK\r\nX: y"), .close], isExpected: isNetwork),
        Answer(
            says: "a body cut short",
            acts: [.text("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"), .close],
            isExpected: isNetwork),
        Answer(says: "a chunk cut short", acts: [.text(chunked + "5\r\nab"), .close], isExpected: isNetwork),
        Answer(
            says: "a chunk size of letters", acts: [.text(chunked + "zz\r\nab\r\n0\r\n\r\n")],
            isExpected: isNetwork),
        Answer(
            says: "a chunk size past all bounds", acts: [.text(chunked + "ffffffffffffffffff\r\nab\r\n")],
            isExpected: isNetwork),
        Answer(
            says: "a negative length",
            acts: [.text("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nabc"), .close],
            isExpected: { _ in true }),
        Answer(
            says: "a declared body over the limit",
            acts: [.text("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"), .wait],
            isExpected: isTooLarge),
        Answer(
            says: "an endless body",
            acts: [.text("HTTP/1.1 200 OK\r\n\r\n"), .sendForEver([UInt8](repeating: 65, count: 9_999))],
            isExpected: isTooLarge),
        Answer(
            says: "endless chunks",
            acts: [
                .text(chunked),
                .sendForEver(Array("400\r\n".utf8) + [UInt8](repeating: 65, count: 1_024) + [13, 10]),
            ],
            isExpected: isTooLarge),
        Answer(
            says: "endless headers",
            acts: [.text("HTTP/1.1 200 OK\r\n"), .sendForEver(Array("X-Header: y\r\n".utf8))],
            isExpected: isTooLarge),
        Answer(
            says: "one endless header", acts: [.text("HTTP/1.1 200 OK\r\nX: "), .sendForEver([65])],
            isExpected: { $0 != nil }),
        Answer(
            says: "endless interim answers",
            acts: [.sendForEver(Array("HTTP/1.1 103 Hint\r\nLink: x\r\n\r\n".utf8))],
            isExpected: isTooLarge),
        Answer(
            says: "no gzip where gzip is said",
            acts: [.answer(200, [("Content-Encoding", "gzip")], [1, 2, 3, 4, 5])],
            isExpected: isNetwork),
        Answer(
            says: "an unknown encoding", acts: [.answer(200, [("Content-Encoding", "rot13")], [1])],
            isExpected: isNetwork),
    ]) func `a broken or greedy server cannot break or fill us`(_ answer: Answer) async throws {
        let server = try LoopbackServer { _ in answer.acts }
        let request = OutboundRequest(url: server.url, timeout: .seconds(60), maximumBytes: 200_000)
        let failure = await failure(request, .open.allowing(server.url))
        #expect(answer.isExpected(failure), "\(String(describing: failure))")
    }

    @Test func `compressed answers are unpacked`() async throws {
        let text = Array("Harrier ".utf8) + [UInt8](repeating: 65, count: 5_000)
        for encoding in ["gzip", "deflate"] {
            let server = try LoopbackServer { _ in
                [.answer(200, [("Content-Encoding", encoding)], pack(text, encoding))]
            }
            let response = try await send(OutboundRequest(url: server.url), .open.allowing(server.url))
            #expect(response.body == text)
        }
    }

    @Test(arguments: ["gzip", "deflate"])
    func `a bomb is put out by the ratio, and by the size`(encoding: String) async throws {
        let bomb = pack([UInt8](repeating: 0, count: 40 << 20), encoding)
        #expect(bomb.count < 50_000)
        let server = try LoopbackServer { _ in [.answer(200, [("Content-Encoding", encoding)], bomb)] }
        let generous = OutboundRequest(url: server.url, maximumBytes: 1 << 30)
        guard case .refused(let reason)? = await failure(generous, .open.allowing(server.url)) else {
            Issue.record("unpacked")
            return
        }
        #expect(reason.contains("100 times"))
        let strict = OutboundRequest(url: server.url, maximumBytes: 500_000)
        #expect(await failure(strict, .open.allowing(server.url)) == .tooLarge(limit: 500_000))
    }

    @Test func `chunks, trailers and interim answers of an honest server are fine`() async throws {
        let server = try LoopbackServer { _ in
            [
                .text("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"),
                .text(Self.chunked + "3;ext=1\r\nabc\r\n2\r\nde\r\n0\r\nX-Trailer: t\r\n\r\n"),
            ]
        }
        let response = try await send(OutboundRequest(url: server.url), .open.allowing(server.url))
        #expect(response.body == Array("abcde".utf8) && response.header("Link") == nil)
    }
}

/// zlib's own container for `deflate`; for `gzip` the same stream in gzip's (RFC 1952).
private func pack(_ bytes: [UInt8], _ encoding: String) -> [UInt8] {
    var size = compressBound(UInt(bytes.count))
    var packed = [UInt8](repeating: 0, count: Int(size))
    compress(&packed, &size, bytes, UInt(bytes.count))
    packed.removeLast(packed.count - Int(size))
    guard encoding == "gzip" else { return packed }
    let sums = [UInt32(truncatingIfNeeded: crc32(0, bytes, UInt32(bytes.count))), UInt32(bytes.count)]
    let tail = sums.flatMap { sum in [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: sum >> $0) } }
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + packed[2..<packed.count - 4] + tail
}
