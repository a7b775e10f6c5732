import Foundation
import Testing

@testable import Pages

/// Pages and style sheets know the same classes.
struct StyleTests {
    private static let web = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../web")

    private static func sheets() throws -> [String: String] {
        let folder = web.appending(path: "css")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path()).filter {
            $0.hasSuffix(".css")
        }
        return try Dictionary(
            uniqueKeysWithValues: names.map {
                ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8))
            })
    }

    /// Names after a dot: `.line-hit`, not `.34rem`.
    private static func classes(in sheet: String) -> Set<String> {
        var found: Set<String> = []
        for part in uncommented(sheet).split(separator: ".", omittingEmptySubsequences: false).dropFirst() {
            let name = part.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
            if name.first?.isLetter == true { found.insert(String(name)) }
        }
        return found
    }

    private static func styled() throws -> Set<String> {
        try sheets().filter { $0.key != "app.css" }.values.reduce(into: []) { $0.formUnion(classes(in: $1)) }
    }

    private static func uncommented(_ sheet: String) -> String {
        var parts = sheet.split(separator: "/*", omittingEmptySubsequences: false).map(String.init)
        for index in parts.indices.dropFirst() {
            parts[index] = parts[index].split(separator: "*/", maxSplits: 1).dropFirst().joined()
        }
        return parts.joined()
    }

    private static func classesOnPages() -> Set<String> {
        var found: Set<String> = []
        for page in PageCase.all {
            for part in page.html().string.components(separatedBy: " class=\"").dropFirst() {
                found.formUnion(part.prefix { $0 != "\"" }.split(separator: " ").map(String.init))
            }
        }
        return found
    }

    /// Lists whose items are styled and they are not.
    private static let unstyled: Set = ["lines"]
    /// Drawn by `web/js`, so on no page as the server sends it.
    private static let drawn: Set = ["thread"]

    @Test func everyClassOnAPageIsStyled() throws {
        #expect(
            try Self.classesOnPages().subtracting(Self.styled()).subtracting(Self.unstyled).sorted() == [])
    }

    @Test func noStyleIsLeftOver() throws {
        #expect(try Self.styled().subtracting(Self.classesOnPages()).subtracting(Self.drawn).sorted() == [])
    }

    @Test func everySheetIsImportedOnce() throws {
        let sheets = try Self.sheets()
        let entry = try #require(sheets["app.css"])
        let imported = entry.components(separatedBy: "@import url(\"").dropFirst().map {
            String($0.prefix { $0 != "\"" })
        }
        #expect(imported.sorted() == sheets.keys.filter { $0 != "app.css" }.sorted())
    }

    @Test func componentsNameColoursAndNeverSpellThem() throws {
        for (name, sheet) in try Self.sheets() where name != "tokens.css" {
            let text = Self.uncommented(sheet)
            #expect(!text.contains("#") || text.contains("url(\"#hatch\")"), "\(name) spells a colour")
        }
    }
}
