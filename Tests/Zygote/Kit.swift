import Domain
import Foundation
import Identity
import Pipeline
import Reading
import Reference
import Scoring
import Storage
import Tabular
import Writing

/// Everything that is read from the data files, and where the store is.
struct Kit: Sendable {
    let location: StoreLocation
    let directory: String
    let headers: HeaderLexicon
    private let reader: Reader
    private let titles: TitleParser
    private let identity: IdentityRules
    private let cards: Cards
    private let dossier: Dossier

    /// - Throws: What is wrong with the data files under `root`.
    init(root: String, directory: String, url: String?) throws {
        let data: DataFile = { path in Array(try Data(contentsOf: URL(filePath: root + "/data/" + path))) }
        self.directory = directory
        location = url.flatMap(StoreLocation.init) ?? StoreLocation(directory: directory)
        let domains = try DomainBook()
        let phones = PhoneBook()
        titles = try TitleParser(data: data)
        let tools = ReadingTools(
            phones: { text, region, possible in
                phones.find(in: text, region: region, leniency: possible ? .possible : .valid).map { match in
                    ReadingTools.Phone(
                        span: Span(match.span.lowerBound, match.span.upperBound), e164: match.e164)
                }
            }, registrableDomain: domains.registrable, hasPublicSuffix: domains.hasKnownSuffix)
        reader = try Reader(data: data, tools: tools, parseTitle: titles.parse)
        identity = try IdentityRules(data: data, registrableDomain: domains.registrable)
        let names = try FileManager.default.contentsOfDirectory(atPath: root + "/data/scorecards")
        cards = try Cards(
            files: names.filter { $0.hasSuffix(".json") }.map { "scorecards/" + $0 }, data: data)
        headers = try HeaderLexicon(file: try data("lexicon/csv_headers.json"), named: "csv_headers.json")
        dossier = Dossier(
            templates: try DossierTemplates.load(try data("writing/dossier.json"), named: "dossier.json"))
    }

    /// The real clock moved ahead: what an earlier child had leased is free at once.
    func world(ahead seconds: Int64) -> World {
        let now: @Sendable () -> Timestamp = {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return Timestamp(
                milliseconds: (Int64(time.tv_sec) + seconds) * 1000 + Int64(time.tv_nsec) / 1_000_000)
        }
        let keys = KeySource(now: now, random: { UInt64.random(in: .min ... .max) })
        return World(
            now: now, newKey: keys.next,
            send: { _ throws(OutboundFailure) in throw .refused(reason: "tests have no network") })
    }

    func chain(_ store: Store) -> Chain {
        Chain(
            Chain.Parts(
                store: store, reader: reader, titles: TitleMemo(titles.parse), identity: identity,
                cards: cards,
                headers: headers, dossier: dossier, phone: { _, _ in nil },
                report: { topic, problem in say("step \(topic) \(problem)") }))
    }
}
