// swift-tools-version: 6.0
import PackageDescription

// Three rings, imports inward only (docs/decisions/0001-inner-ring.md). `make check` builds with
// --explicit-target-dependency-import-check error, so an arrow missing here does not compile.

/// Domain and the two tools every room may use.
let inner: [Target] = [
    .target(name: "Wire", path: "Sources/Wire"),
    .target(name: "Lexicon", dependencies: ["Domain"], path: "Sources/Lexicon"),
    .target(name: "Domain", path: "Sources/Domain"),
]

/// Pure computation: Domain in, Domain out.
let stages: [Target] = ["Reading", "Identity", "Tabular", "Scoring", "Writing"].map { name in
    .target(name: name, dependencies: ["Domain", "Wire", "Lexicon"], path: "Sources/Stages/\(name)")
}

/// Each translates between Domain and one outside thing.
let edges: [Target] = [
    .target(name: "Crawl", dependencies: ["Domain", "CCurl"], path: "Sources/Edges/Crawl"),
    .target(name: "Vendors", dependencies: ["Domain", "Wire"], path: "Sources/Edges/Vendors"),
    .target(
        name: "Reference", dependencies: ["Domain", "CPSL", "CPhoneNumber"], path: "Sources/Edges/Reference"),
    .target(name: "Database", dependencies: ["CSQLite", "CPostgres"], path: "Sources/Edges/Database"),
    .target(
        name: "Storage", dependencies: ["Domain", "Wire", "Database", "CSodium"],
        path: "Sources/Edges/Storage",
        resources: [.embedInCode("Migrations/V0001_spine.sql")]),
    .target(name: "Pages", dependencies: ["Domain"], path: "Sources/Edges/Pages"),
]

let composers: [Target] = [
    .target(
        name: "Pipeline",
        dependencies: [
            "Domain", "Wire", "Lexicon", "Reading", "Identity", "Tabular", "Scoring", "Writing", "Storage",
        ],
        path: "Sources/Pipeline"),
    .target(
        name: "Server",
        dependencies: [
            "Domain", "Wire", "Lexicon", "Tabular", "Scoring", "Storage", "Pages", "CMicroHTTPD", "CZlib",
            "CSodium",
        ],
        path: "Sources/Server"),
    .executableTarget(
        name: "harrier",
        dependencies: [
            "Domain", "Wire", "Lexicon", "Reading", "Identity", "Tabular", "Scoring", "Writing", "Crawl",
            "Vendors",
            "Reference", "Database", "Storage", "Pages", "Pipeline", "Server",
        ],
        path: "Sources/harrier"),
]

/// Tools that measure, never shipped.
let benches: [Target] = [
    .executableTarget(
        name: "readbench", dependencies: ["Reading", "Reference", "Domain", "Wire", "Lexicon"],
        path: "bench/quality/facts", exclude: ["own.jsonl", "own2.jsonl", "run.py", "places.py"])
]

/// One module per C library; a shim only where Swift cannot spell the call (variadics, unions, C++).
let libraries: [Target] = [
    .systemLibrary(
        name: "CSQLite", path: "Sources/C/CSQLite", pkgConfig: "sqlite3",
        providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(
        name: "CPostgres", path: "Sources/C/CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(
        name: "CMicroHTTPD", path: "Sources/C/CMicroHTTPD", pkgConfig: "libmicrohttpd",
        providers: [.apt(["libmicrohttpd-dev"])]),
    .systemLibrary(
        name: "CCurl", path: "Sources/C/CCurl", pkgConfig: "libcurl",
        providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(
        name: "CZlib", path: "Sources/C/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
        name: "CSodium", path: "Sources/C/CSodium", pkgConfig: "libsodium",
        providers: [.apt(["libsodium-dev"])]),
    .systemLibrary(
        name: "CPSL", path: "Sources/C/CPSL", pkgConfig: "libpsl", providers: [.apt(["libpsl-dev"])]),
    .target(
        name: "CPhoneNumber", path: "Sources/C/CPhoneNumber", linkerSettings: [.linkedLibrary("phonenumber")]),
]

let tests: [Target] = [
    .target(
        name: "TestSupport", dependencies: ["Domain", "Wire", "Database", "Storage"],
        path: "Tests/TestSupport"),
    .testTarget(name: "WireTests", dependencies: ["Wire", "TestSupport"]),
    .testTarget(name: "LexiconTests", dependencies: ["Lexicon"]),
    .testTarget(name: "DomainTests", dependencies: ["Domain"]),
    .testTarget(
        name: "ReadingTests",
        dependencies: ["Reading", "Reference", "Domain", "Wire", "Lexicon", "TestSupport"]),
    .testTarget(name: "IdentityTests", dependencies: ["Identity", "Domain"]),
    .testTarget(name: "TabularTests", dependencies: ["Tabular", "Domain", "Wire", "TestSupport"]),
    .testTarget(
        name: "ScoringTests", dependencies: ["Scoring", "Domain", "Wire", "TestSupport"],
        exclude: ["Goldens", "Fixtures", "check_schema.py"]),
    .testTarget(
        name: "WritingTests", dependencies: ["Writing", "Domain", "Wire"], exclude: ["Goldens"]),
    .testTarget(name: "ReferenceTests", dependencies: ["Reference"]),
    .target(name: "LoopbackServer", path: "Tests/LoopbackServer"),
    .testTarget(name: "CrawlTests", dependencies: ["Crawl", "Domain", "LoopbackServer", "CZlib"]),
    .testTarget(
        name: "VendorsTests", dependencies: ["Vendors", "Crawl", "Domain", "Wire", "LoopbackServer"]),
    .testTarget(name: "DatabaseTests", dependencies: ["Database", "TestSupport"]),
    .executableTarget(
        name: "storagechild", dependencies: ["Storage", "Domain"], path: "Tests/StorageChild"),
    .testTarget(
        name: "StorageTests",
        dependencies: ["Storage", "Database", "Domain", "Wire", "TestSupport", "storagechild"]),
    .testTarget(name: "PagesTests", dependencies: ["Pages", "Domain"], exclude: ["Goldens"]),
    .testTarget(
        name: "ServerTests", dependencies: ["Server", "Storage", "Tabular", "Domain", "Wire", "TestSupport"]),
    .testTarget(
        name: "PipelineTests",
        dependencies: ["harrier", "Pipeline", "Scoring", "Storage", "Domain", "Wire", "TestSupport"]),
    .executableTarget(
        name: "zygote",
        dependencies: [
            "Domain", "Identity", "Pipeline", "Reading", "Reference", "Scoring", "Server", "Storage",
            "Tabular",
            "Writing",
        ],
        path: "Tests/Zygote"),
    .testTarget(
        name: "JourneyTests",
        dependencies: [
            "harrier", "zygote", "Database", "Domain", "LoopbackServer", "Storage", "TestSupport", "Wire",
        ],
        exclude: ["Goldens"]),
    .testTarget(
        name: "ArchitectureTests", dependencies: ["harrier", "Server", "Domain", "TestSupport", "Wire"]),
]

/// Measures; built by name only (`swift build -c release --product storagebench`).
let measures: [Target] = [
    .executableTarget(name: "storagebench", dependencies: ["Storage", "Domain"], path: "bench/speed/storage")
]

let package = Package(
    name: "harrier",
    targets: inner + stages + edges + composers + benches + libraries + tests + measures,
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
