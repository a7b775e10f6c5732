import Testing

/// The vocabulary of the product: fourteen nouns, each a type, a page, and no drawer for the rest.
@Suite struct WordTests {
    static let nouns = [
        "Workspace", "Offer", "ICP", "Account", "Contact", "Snapshot", "Fact", "Signal", "Scorecard", "Score",
        "Lead",
        "Activity", "Artifact", "Run",
    ]

    @Test(arguments: nouns) func everyNounIsATypeInDomain(noun: String) {
        let domain = SourceTree.files("Sources/Domain", "swift").map(\.text).joined()
        #expect(domain.contains("package struct \(noun):") || domain.contains("package struct \(noun) "))
    }

    @Test(arguments: nouns) func everyNounHasAPage(noun: String) throws {
        let page = try SourceTree.text("docs/\(noun.lowercased()).md")
        #expect(page.hasPrefix("# \(noun)"))
    }

    @Test func noFolderOrFileIsADrawer() {
        let drawers = ["Util", "Utils", "Helper", "Helpers", "Common", "Core", "Manager", "Service", "Misc"]
        for file in SourceTree.files("Sources", "swift") {
            let parts = file.path.dropLast(6).split(separator: "/")
            for part in parts { #expect(!drawers.contains(String(part)), "\(file.path)") }
        }
    }

    @Test func noTypeSharesItsModulesName() {
        for stage in SourceTree.folders("Sources/Stages") + SourceTree.folders("Sources/Edges") {
            let files =
                SourceTree.files("Sources/Stages/\(stage)", "swift")
                + SourceTree.files("Sources/Edges/\(stage)", "swift")
            for file in files {
                for kind in ["struct", "enum", "class", "actor"] {
                    #expect(!file.text.contains("package \(kind) \(stage) "), "\(file.path)")
                    #expect(!file.text.contains("package \(kind) \(stage):"), "\(file.path)")
                }
            }
        }
    }
}
