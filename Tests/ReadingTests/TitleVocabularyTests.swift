import Domain
import Foundation
import Testing
import Wire

@testable import Reading

/// The vocabulary files themselves, and how faults in them are named.
@Suite("Title vocabulary") struct TitleVocabularyTests {
    private static let functions = JobFunction.allCases.map { "lexicon/titles/functions/\($0.rawValue).json" }

    /// The product's data with one file replaced.
    private func data(_ path: String, _ text: String) -> DataFile {
        { $0 == path ? Array(text.utf8) : try repositoryData($0) }
    }

    @Test func noPhraseSpeaksForTwoFunctions() throws {
        var owners: [[UInt64?]: String] = [:]
        for path in Self.functions {
            for phrase in try phrases(path) {
                var key: [UInt64?] = []
                PhraseCutter.forEachWord(of: phrase) { key.append($0) }
                let owner = owners.updateValue(path, forKey: key)
                #expect(owner == nil || owner == path, "“\(phrase)” is in \(owner ?? "") and in \(path)")
            }
        }
    }

    private func phrases(_ path: String) throws -> [String] {
        let file = try JSON.parse(try repositoryData(path))
        return (file["entries"]?.arrayValue ?? []).flatMap { entry in
            entry["say"]?.arrayValue?.compactMap(\.stringValue)
                ?? [entry["say"]?.stringValue].compactMap(\.self)
        }
    }

    @Test(arguments: [
        ("ranks.json", #"{"say": "boss", "gives": "c_lvel", "why": "x"}"#, "entries[0].gives"),
        ("ranks.json", #"{"say": "boss", "gives": "c_level"}"#, "entries[0].why"),
        ("traps.json", #"{"say": "x", "gives": "nothing", "servs": true, "why": "x"}"#, "entries[0].servs"),
        (
            "compounds.json", #"{"say": "x", "gives": "sales", "part": "suffix", "why": "x"}"#,
            "entries[0].gives"
        ),
        ("weights.json", #"{"say": "decisive", "gives": 1, "why": "x"}"#, "no weight for"),
    ]) func aFaultIsNamedByFileAndPlace(_ file: String, _ entry: String, _ place: String) throws {
        let path = "lexicon/titles/" + file
        let text = #"{"about": "a", "source": "b", "entries": [\#(entry)]}"#
        let fault = #expect(throws: (any Error).self) { try TitleParser(data: data(path, text)) }
        #expect(fault.map { "\($0)" }?.contains(path) == true)
        #expect(fault.map { "\($0)" }?.contains(place) == true)
    }

    @Test(arguments: [[], Array("HTOM".utf8), Array("nonsense, not a model".utf8)])
    func aBrokenModelIsRefused(_ bytes: [UInt8]) {
        let data: DataFile = { $0 == "models/occupations.bin" ? bytes : try repositoryData($0) }
        #expect(throws: OccupationModelError.self) { try TitleParser(data: data) }
    }

    @Test func theModelAnswersWhereTheVocabularyIsSilent() throws {
        let with = try Titles.parser.get()
        let without = try TitleParser(data: repositoryData, usesModel: false)
        #expect(without.parse("Podiatric Aestheticist").function == .other)
        #expect(with.parse("Orthopterist Ophthalmography Specialist").function == .healthcare)
    }

    @Test func theModelNeverMakesADecisionMaker() throws {
        for title in ["Xyloquist", "Brindlemaster of the Vale", "Quorn Handler"] {
            #expect(try !Titles.parser.get().parse(title).isDecisionMaker)
        }
    }
}
