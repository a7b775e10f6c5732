import Testing
import Wire

/// Behaviour that a non-programmer may edit says why it is as it is, and is documented.
@Suite struct VocabularyTests {
    static let files =
        SourceTree.files("data/lexicon", "json") + SourceTree.files("data/lexicon", "tsv")
        + SourceTree.files("data/taxonomies", "json") + SourceTree.files("data/writing", "json")

    @Test(arguments: files.map(\.path)) func everyFileIsDocumented(path: String) throws {
        #expect(try SourceTree.text("docs/vocabularies.md").contains("`\(path)`"))
    }

    @Test(arguments: SourceTree.files("data/lexicon", "json").map(\.path))
    func everyEntrySaysWhy(path: String) throws {
        let file = try JSON.parse(try SourceTree.text(path))
        #expect(file["about"]?.stringValue?.isEmpty == false)
        #expect(file["source"]?.stringValue?.isEmpty == false)
        for (place, list) in Self.lists(file, path) {
            for (index, entry) in list.enumerated() where entry.objectValue != nil {
                #expect(entry["why"]?.stringValue?.isEmpty == false, "\(place)[\(index)] has no why")
            }
        }
    }

    @Test(
        arguments: SourceTree.files("data", "json").map(\.path).filter {
            !$0.contains("/lexicon/") && !$0.contains("/schema/")
        })
    func everyDocumentSaysWhy(path: String) throws {
        let file = try JSON.parse(try SourceTree.text(path))
        #expect(file["why"]?.stringValue?.isEmpty == false)
    }

    @Test(arguments: SourceTree.files("data/lexicon", "tsv").map(\.path))
    func everyTableSaysWhyOrWhence(path: String) throws {
        let lines = try SourceTree.text(path).split(separator: "\n")
        let header = lines.first { !$0.hasPrefix("#") }?.split(separator: "\t") ?? []
        #expect(header.contains("why") || lines.first?.hasPrefix("# ") == true)
        guard let why = header.firstIndex(of: "why") else { return }
        for line in lines where !line.hasPrefix("#") {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            #expect(cells.count > why && !cells[why].isEmpty, "\(path): \(line)")
        }
    }

    /// The lists of entries in a file: `entries`, and what the file of CSV headers calls otherwise.
    private static func lists(_ file: JSON, _ path: String) -> [(String, [JSON])] {
        (file.objectValue?.keys ?? []).compactMap { key in
            file[key]?.arrayValue.map { ("\(path): \(key)", $0) }
        }
    }
}
