import Foundation
import Testing

/// Every link of a document leads somewhere, and every document is linked from the index.
@Suite struct LinkTests {
    static let pages =
        SourceTree.files("docs", "md")
        + ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"].compactMap {
            path in
            // A page that cannot be read fails the test of its own links.
            (try? SourceTree.text(path)).map { SourceTree.File(path: path, text: $0) }
        }

    /// The targets of `[words](target)`, outside code.
    private static func targets(_ page: SourceTree.File) -> [Substring] {
        var isCode = false
        return page.lines.flatMap { line -> [Substring] in
            if line.hasPrefix("```") { isCode.toggle() }
            guard !isCode else { return [] }
            return line.split(separator: "](", omittingEmptySubsequences: false).dropFirst()
                .map { $0.prefix { $0 != ")" } }
        }
    }

    @Test(arguments: pages.map(\.path)) func everyLinkResolves(path: String) throws {
        let page = SourceTree.File(path: path, text: try SourceTree.text(path))
        let folder = SourceTree.root.appending(path: path).deletingLastPathComponent()
        for target in Self.targets(page) where !target.contains("://") && !target.hasPrefix("#") {
            let file = folder.appending(path: String(target.prefix { $0 != "#" }))
            #expect(FileManager.default.fileExists(atPath: file.path), "\(path): \(target)")
        }
    }

    @Test func everyPageIsLinkedFromTheIndex() throws {
        let index = try SourceTree.text("docs/README.md")
        for page in Self.pages where page.path.hasPrefix("docs/") && page.path != "docs/README.md" {
            let name = page.path.dropFirst("docs/".count)
            #expect(index.contains("](\(name))"), "docs/README.md does not link \(name)")
        }
    }
}
