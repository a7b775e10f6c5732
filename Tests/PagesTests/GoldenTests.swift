import Foundation
import Testing

@testable import Pages

/// Every page equals its golden; `HARRIER_GOLDENS=1` writes them anew, and the diff is the review.
struct GoldenTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Goldens")
    private static let refreshes = ProcessInfo.processInfo.environment["HARRIER_GOLDENS"] == "1"

    @Test(arguments: PageCase.all)
    func pageEqualsItsGolden(_ page: PageCase) throws {
        let html = page.html().string
        let file = Self.folder.appending(path: page.name + ".html")
        if Self.refreshes {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try html.write(to: file, atomically: true, encoding: .utf8)
        }
        let golden = try String(contentsOf: file, encoding: .utf8)
        #expect(html == golden, "\(page.name) differs from \(file.lastPathComponent)")
    }

    @Test func noGoldenIsLeftOver() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path())
            .filter { $0.hasSuffix(".html") }
        #expect(Set(names) == Set(PageCase.all.map { $0.name + ".html" }))
    }
}
