import Crawl
import Domain
import Pipeline
import Storage

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The data directory, its store and everything that works on it: what every command but the filters opens.
struct Premises: Sendable {
    let directory: String
    let assembly: Assembly
    let world: World
    let store: Store
    let models: Models

    /// The options that say where.
    static let options: [Option] = [
        Option(
            flag: "--data", value: "DIR", environment: "HARRIER_DATA", fallback: "harrier-data",
            help: "the data directory"),
        Option(
            flag: "--database", value: "URL", environment: "DATABASE_URL",
            help: "postgres://… or sqlite:///file instead of the file in the data directory"),
    ]

    static func open(_ invocation: Invocation) async throws -> Premises {
        let directory = invocation.value("--data") ?? "harrier-data"
        try makeFolder(directory)
        let location = try location(invocation, directory)
        let client = HTTPClient()
        let world = World.system(client: client)
        do {
            return Premises(
                directory: directory, assembly: try Assembly(invocation.settings), world: world,
                store: try await Store.open(location, world: world),
                models: Models(invocation.settings, client: client, world: world))
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(.failed, "cannot open \(location.database.label): \(error)")
        }
    }

    static func location(_ invocation: Invocation, _ directory: String) throws -> StoreLocation {
        guard let url = invocation.value("--database") else { return StoreLocation(directory: directory) }
        guard let location = StoreLocation(url: url) else {
            throw CommandFailure(
                .configuration,
                "DATABASE_URL must open with postgres:// or sqlite:///, not “\(url.prefix(12))…”")
        }
        return location
    }

    static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw CommandFailure(.failed, "cannot make the data directory \(path): \(error)")
        }
    }

    /// The chain over this store; `report` hears of steps that failed.
    ///
    /// Compiling the vocabularies is most of a start, so the reader's and the others are compiled side by side.
    func chain(report: @escaping @Sendable (Topic, String) -> Void = { _, _ in }) async throws -> Chain {
        async let cards = assembly.cards()
        async let identity = assembly.identity()
        async let headers = assembly.headers()
        async let dossier = assembly.dossier()
        let titles = try assembly.titles()
        let reader = try assembly.reader(titles)
        return Chain(
            Chain.Parts(
                store: store, reader: reader, titles: TitleMemo(titles.parse),
                identity: try await identity, cards: try await cards, headers: try await headers,
                dossier: try await dossier,
                phone: { [phones = assembly.phones] in phones.e164($0, region: $1) },
                judge: models.judge, rewriter: models.rewriter, report: report))
    }
}
