import Foundation
import Testing

@testable import Server

/// Files are served from one directory and from nowhere else.
@Suite struct AssetTests {
    private static let style = String(repeating: "body { color: black }\n", count: 200)

    /// A directory with a file inside and a secret beside it.
    private static func withFiles(_ body: (FrontDoor, String) async throws -> Void) async throws {
        let root = NSTemporaryDirectory() + "assets-\(UInt64.random(in: 0...UInt64.max))"
        let files = FileManager.default
        try files.createDirectory(atPath: root + "/web/css", withIntermediateDirectories: true)
        defer { try? files.removeItem(atPath: root) }  // a leftover in the temporary directory harms nobody
        try style.write(toFile: root + "/web/css/app.css", atomically: true, encoding: .utf8)
        try "secret".write(toFile: root + "/secret.txt", atomically: true, encoding: .utf8)
        try "secret".write(toFile: root + "/web/.hidden.txt", atomically: true, encoding: .utf8)
        try files.createSymbolicLink(
            atPath: root + "/web/link.txt", withDestinationPath: root + "/secret.txt")
        try await body(FrontDoor([Assets(directory: root + "/web").route]), root)
    }

    @Test(arguments: [
        "../secret.txt", "..%2fsecret.txt", "%2e%2e/secret.txt", "css/../../secret.txt",
        "css/..%2f..%2fsecret.txt",
        "..\\secret.txt", "..%5csecret.txt", "/secret.txt", "//secret.txt", ".hidden.txt", "%2ehidden.txt",
        "link.txt",
        "css", "css/", "", "css/app.css/", "css/app.css%20", "css/nothing.css", "css/app.exe", "css//app.css",
        "./css/app.css", "....//secret.txt", "css/app.css%3f",
    ]) func neverLeavesItsDirectory(_ path: String) async throws {
        try await Self.withFiles { door, _ in
            let response = await door.ask(.get, "/assets/" + path)
            // The trailing slash names the same route, and so the same file.
            #expect(response.status == (path == "css/app.css/" ? 200 : 404))
            #expect(!response.text.contains("secret"))
        }
    }

    @Test func sendsAFileWithItsTypeAndTag() async throws {
        try await Self.withFiles { door, _ in
            let response = await door.ask(.get, "/assets/css/app.css")
            #expect(response.text == Self.style)
            #expect(response.headers[.contentType] == "text/css; charset=utf-8")
            #expect(response.headers[.cacheControl] == "no-cache")
            #expect(response.headers[.vary] == "Accept-Encoding")
            let pinned = await door.ask(.get, "/assets/css/app.css?v=1")
            #expect(pinned.headers[.cacheControl]?.contains("immutable") == true)
        }
    }

    @Test func saysWhenTheClientsCopyIsStillGood() async throws {
        try await Self.withFiles { door, root in
            let tag = await door.ask(.get, "/assets/css/app.css").headers[.etag] ?? ""
            for sent in [tag, "\"x\", \(tag)", "*", String(tag.dropFirst(2))] {
                #expect(await door.ask(.get, "/assets/css/app.css", [.ifNoneMatch: sent]).status == 304)
            }
            #expect(await door.ask(.get, "/assets/css/app.css", [.ifNoneMatch: "\"x\""]).status == 200)
            try "p {}".write(toFile: root + "/web/css/app.css", atomically: true, encoding: .utf8)
            let changed = await door.ask(.get, "/assets/css/app.css", [.ifNoneMatch: tag])
            #expect(changed.text == "p {}")
        }
    }

    @Test func compressesTextOnce() async throws {
        try await Self.withFiles { door, _ in
            let response = await door.ask(.get, "/assets/css/app.css", [.acceptEncoding: "gzip"])
            #expect(response.headers[.contentEncoding] == "gzip")
            #expect((response.contentLength ?? .max) < 300)
        }
    }
}
