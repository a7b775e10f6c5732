import Testing

/// The rules of ARCHITECTURE.md that a compiler cannot hold.
@Suite struct RingTests {
    static let inner: Set = ["Domain", "Wire", "Lexicon"]
    static let toolchain: Set = ["Foundation", "FoundationEssentials", "Synchronization", "Glibc"]
    /// The room that owns each C library; nobody else may import it.
    static let owners = [
        "CSQLite": "Sources/Edges/Database", "CPostgres": "Sources/Edges/Database",
        "CCurl": "Sources/Edges/Crawl",
        "CPSL": "Sources/Edges/Reference", "CPhoneNumber": "Sources/Edges/Reference",
        "CMicroHTTPD": "Sources/Server", "CZlib": "Sources/Server",
    ]

    private static func imports(_ file: SourceTree.File) -> [String] {
        file.lines.compactMap { line in
            let words = line.split(separator: " ")
            guard let at = words.firstIndex(of: "import"), at <= 1, words.count > at + 1 else { return nil }
            return String(words[at + 1])
        }
    }

    @Test func stagesImportOnlyTheInnerRing() {
        for file in SourceTree.files("Sources/Stages", "swift") {
            let foreign = Set(Self.imports(file)).subtracting(Self.inner).subtracting(Self.toolchain)
            #expect(foreign.isEmpty, "\(file.path) imports \(foreign)")
        }
    }

    @Test func domainImportsNothingOfOurs() {
        for file in SourceTree.files("Sources/Domain", "swift") {
            let foreign = Set(Self.imports(file)).subtracting(Self.toolchain)
            #expect(foreign.isEmpty, "\(file.path) imports \(foreign)")
        }
    }

    @Test func leavesDoNotImportEachOther() {
        for leaf in SourceTree.folders("Sources/Edges") {
            for file in SourceTree.files("Sources/Edges/\(leaf)", "swift") {
                let allowed = leaf == "Storage" ? ["Database"] : []
                let foreign = Set(Self.imports(file)).subtracting(Self.inner).subtracting(Self.toolchain)
                    .subtracting(allowed).filter { !$0.hasPrefix("C") || $0 == "Crawl" }
                #expect(foreign.isEmpty, "\(file.path) imports \(foreign)")
            }
        }
    }

    @Test func eachCLibraryHasOneRoom() {
        for file in SourceTree.files("Sources", "swift") {
            for library in Self.imports(file) {
                guard let owner = Self.owners[library] else { continue }
                #expect(
                    file.path.hasPrefix(owner), "\(file.path) imports \(library), which belongs to \(owner)")
            }
        }
    }

    @Test func stagesReadNoClockDiskOrEnvironment() {
        let hatches = [
            "Date()", "Date.now", "ProcessInfo", "FileManager", "FileHandle", "URLSession", "fopen(",
            "getenv(",
        ]
        for file in SourceTree.files("Sources/Stages", "swift") {
            for hatch in hatches { #expect(!file.text.contains(hatch), "\(file.path) uses \(hatch)") }
        }
    }

    @Test func sqlStandsOnlyInStorage() {
        let openings = ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM "]
        for file in SourceTree.files("Sources", "swift")
        where !file.path.hasPrefix("Sources/Edges/Storage") && !file.path.hasPrefix("Sources/Edges/Database")
        {
            for line in file.lines where !line.drop(while: { $0 == " " }).hasPrefix("//") {
                for opening in openings { #expect(!line.contains(opening), "\(file.path): \(line)") }
            }
        }
    }

    @Test func domainTypesAreNotCodable() {
        for file in SourceTree.files("Sources/Domain", "swift") {
            for word in ["Codable", "Encodable", "Decodable"] {
                #expect(!file.text.contains(word), "\(file.path)")
            }
        }
    }

    @Test func noRegularExpressionTouchesText() {
        for file in SourceTree.files("Sources", "swift") {
            for word in ["NSRegularExpression", "Regex(", "Regex<", "import RegexBuilder"] {
                #expect(!file.text.contains(word), "\(file.path) uses \(word)")
            }
        }
    }

    @Test func checkedHatchesStayInRoomsThatOwnAnOutsideThing() {
        let rooms = [
            "Sources/Edges/", "Sources/Server/Listener/", "Sources/Server/FrontDoor/", "Sources/Server/",
        ]
        for file in SourceTree.files("Sources", "swift") {
            let isRoom = rooms.contains { file.path.hasPrefix($0) }
            for hatch in ["@unchecked Sendable", "nonisolated(unsafe)"] where !isRoom {
                #expect(!file.text.contains(hatch), "\(file.path) uses \(hatch)")
            }
            #expect(!file.text.contains("fatalError("), "\(file.path) can end the program")
            #expect(!file.text.contains("try!"), "\(file.path) can end the program")
        }
    }
}
