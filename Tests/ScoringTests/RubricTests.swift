import Domain
import Foundation
import Testing
import Wire

@testable import Scoring

/// The loader refuses what the language does not allow, and says where and why.
@Suite struct RubricTests {
    struct Broken: Sendable, CustomTestStringConvertible {
        let says: String
        let card: String
        let document: JSON
        let error: String
        var testDescription: String { says }
    }

    /// One line a mistake: a change to a shipped scorecard, and what the loader must say.
    static let broken: [Broken] = {
        do {
            let text = String(
                decoding: try Project.bytes("Tests/ScoringTests/Fixtures/broken.jsonl"), as: UTF8.self)
            return try text.split(separator: "\n").map { line in
                let json = try JSON.parse(String(line))
                let card = json["card"]?.stringValue ?? ""
                return Broken(
                    says: json["says"]?.stringValue ?? "", card: card,
                    document: try Patch(json).applied(
                        to: try JSON.parse(try Project.bytes("data/scorecards/\(card).json"))),
                    error: json["error"]?.stringValue ?? "-")
            }
        } catch { fatalError("\(error)") }
    }()

    @Test func `there are as many mistakes as the file lists`() { #expect(Self.broken.count >= 60) }

    @Test(arguments: broken) func `a mistake is refused with its place and rule`(_ test: Broken) {
        #expect {
            _ = try Rubric.load(test.document.bytes, named: "x.json", taxonomy: Project.taxonomy)
        } throws: { error in
            let message = "\(error)"
            #expect(message.contains(test.error), "said: \(message)")
            return error is RubricError && message.hasPrefix("x.json: ")
        }
    }

    @Test(arguments: Project.shipped) func `shipped scorecards load, and know their own name`(
        _ reference: String
    ) throws {
        let rubric = try Project.rubric(reference)
        #expect(rubric.reference == reference)
        #expect(rubric.bands.first?.tier.rank == 0)
    }

    @Test func `hints name what is allowed but worth a look`() throws {
        #expect(
            try Project.rubric("raptorflow@1").hints == [
                "Pain: criteria come to 50.00, the cap holds them to 40.00"
            ])
        #expect(try Project.rubric("intent@1").hints.isEmpty)
        #expect(try Project.rubric("balanced@1").hints.isEmpty)
    }

    @Test func `what is no JSON at all is refused with its line`() {
        #expect {
            _ = try Rubric.load(Array("{\"name\": ".utf8), named: "x.json", taxonomy: Project.taxonomy)
        } throws: { "\($0)".contains("x.json") }
    }

    @Test func `the strict card differs from the usual one in its unknowns alone`() throws {
        func plain(_ reference: String) throws -> String {
            String(decoding: try Project.bytes("data/scorecards/\(reference).json"), as: UTF8.self)
        }
        let (usual, strict) = (try plain("raptorflow@1"), try plain("raptorflow-strict@1"))
        let changed = zip(usual.split(separator: "\n"), strict.split(separator: "\n")).filter { $0 != $1 }
            .map(\.0)
        #expect(usual.split(separator: "\n").count == strict.split(separator: "\n").count)
        for line in changed {
            let isMeant = ["\"name\"", "\"label\": \"Raptorflow\"", "\"why\"", "\"unknown\""].contains {
                line.contains($0)
            }
            #expect(isMeant, "\(line)")
        }
    }

    static let python: String? = {
        let own = Project.root.appending(path: ".venv/bin/python3").path
        return (FileManager.default.isExecutableFile(atPath: own) ? [own] : []).first
            ?? ["/usr/bin/python3", "/usr/local/bin/python3"].first { path in
                FileManager.default.isExecutableFile(atPath: path)
                    && run(path, ["-c", "import jsonschema"]) == 0
            }
    }()

    static func run(_ program: String, _ arguments: [String]) -> Int32? {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardOutput = FileHandle.standardError
        do { try process.run() } catch { return nil }
        process.waitUntilExit()
        return process.terminationStatus
    }

    @Test(.enabled(if: python != nil, "needs Python with jsonschema; make test installs it"))
    func `the JSON Schema agrees with the loader`() throws {
        let script = Project.root.appending(path: "Tests/ScoringTests/check_schema.py").path
        #expect(Self.run(try #require(Self.python), [script]) == 0)
    }
}

/// One operation in the manner of RFC 6902: add, replace, remove or move.
struct Patch {
    let operation: String
    let path: [String]
    let from: [String]
    let value: JSON?

    init(_ json: JSON) {
        func steps(_ key: String) -> [String] {
            (json[key]?.stringValue ?? "").split(separator: "/").map(String.init)
        }
        operation = json["op"]?.stringValue ?? ""
        (path, from, value) = (steps("path"), steps("from"), json["value"])
    }

    func applied(to document: JSON) throws -> JSON {
        guard operation == "move" else {
            return try Self.set(document, path[...], operation == "remove" ? nil : value)
        }
        let moved = from.reduce(Optional(document)) { Self.step($0, $1) }
        return try Self.set(try Self.set(document, from[...], nil), path[...], try #require(moved))
    }

    private static func step(_ json: JSON?, _ key: String) -> JSON? {
        Int(key).flatMap { json?[$0] } ?? json?[key]
    }

    private static func set(_ json: JSON, _ path: ArraySlice<String>, _ value: JSON?) throws -> JSON {
        guard let step = path.first else { return try #require(value) }
        let rest = path.dropFirst()
        switch json {
        case .object(var object):
            object[step] = rest.isEmpty ? value : try set(try #require(object[step]), rest, value)
            return .object(object)
        case .array(var list):
            let index = try #require(Int(step))
            if rest.isEmpty, value == nil {
                list.remove(at: index)
            } else {
                list[index] = try set(list[index], rest, value)
            }
            return .array(list)
        default: throw FieldPlace(origin: "patch").fault(.invalid, "nothing at \(step)")
        }
    }
}
