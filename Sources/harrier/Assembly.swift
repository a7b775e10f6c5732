import Domain
import Identity
import Pipeline
import Reading
import Reference
import Scoring
import Tabular
import Writing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Builds each room from the data files; every file is validated whole, and a mistake refuses to start.
struct Assembly: Sendable {
    let resources: Resources
    let domains: DomainBook
    let phones = PhoneBook()

    init(_ settings: SettingsSource) throws {
        resources = try Resources.locate(settings)
        domains = try DomainBook()
    }

    static func data(_ invocation: Invocation) throws -> Assembly { try Assembly(invocation.settings) }

    func headers() throws -> HeaderLexicon {
        try checked {
            try HeaderLexicon(
                file: try resources.data("lexicon/csv_headers.json"), named: "data/lexicon/csv_headers.json")
        }
    }

    func titles() throws -> TitleParser { try checked { try TitleParser(data: resources.data) } }

    func reader(_ titles: TitleParser) throws -> Reader {
        let tools = ReadingTools(
            phones: { [phones] text, region, possible in
                phones.find(in: text, region: region, leniency: possible ? .possible : .valid).map { match in
                    ReadingTools.Phone(
                        span: Span(match.span.lowerBound, match.span.upperBound), e164: match.e164)
                }
            }, registrableDomain: domains.registrable, hasPublicSuffix: domains.hasKnownSuffix)
        return try checked { try Reader(data: resources.data, tools: tools, parseTitle: titles.parse) }
    }

    func identity() throws -> IdentityRules {
        try checked { try IdentityRules(data: resources.data, registrableDomain: domains.registrable) }
    }

    func cards() throws -> Cards {
        let folder = resources.root + "/data/scorecards"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
            $0.hasSuffix(".json")
        }
        return try checked { try Cards(files: names.map { "scorecards/" + $0 }, data: resources.data) }
    }

    func dossier() throws -> Dossier {
        try checked {
            let path = "writing/dossier.json"
            return Dossier(
                templates: try DossierTemplates.load(try resources.data(path), named: "data/" + path))
        }
    }

    /// A mistake in a data file is a configuration error, not a crash.
    private func checked<Value>(_ build: () throws -> Value) throws -> Value {
        do { return try build() } catch let failure as CommandFailure { throw failure } catch {
            throw CommandFailure(.configuration, "\(error)")
        }
    }
}
