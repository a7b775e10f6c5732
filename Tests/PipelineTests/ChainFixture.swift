import Domain
import Pipeline
import Storage
import TestSupport

@testable import harrier

/// The chain as the product puts it together, over an empty store and a clock that a test moves.
struct ChainFixture: Sendable {
    let test: TestStore
    let chain: Chain

    /// The rooms of the product, built once: reading the vocabularies takes longer than any test.
    private static let parts = Result { try Rooms() }

    private struct Rooms: Sendable {
        let assembly: Assembly
        let make: @Sendable (Store) -> Chain.Parts

        init() throws {
            let assembly = try Assembly(SettingsSource(environment: [:], file: [:]))
            let titles = try assembly.titles()
            let (reader, identity, cards) = (
                try assembly.reader(titles), try assembly.identity(), try assembly.cards()
            )
            let (headers, dossier) = (try assembly.headers(), try assembly.dossier())
            self.assembly = assembly
            make = { store in
                Chain.Parts(
                    store: store, reader: reader, titles: TitleMemo(titles.parse), identity: identity,
                    cards: cards,
                    headers: headers, dossier: dossier, phone: { assembly.phones.e164($0, region: $1) })
            }
        }
    }

    static func start(_ backend: Backend = .sqlite) async throws -> ChainFixture {
        let test = try await backend.newStore()
        return ChainFixture(test: test, chain: Chain(try parts.get().make(test.store)))
    }

    static func chain(over store: Store) throws -> Chain { Chain(try parts.get().make(store)) }

    /// Carries messages until nothing waits, though some wait for a later moment.
    func drainPatiently(rounds: Int = 10) async throws {
        for _ in 0..<rounds {
            try await chain.runner.drain()
            test.clock.advance(seconds: 600)
        }
        try await chain.runner.drain()
    }

    /// Messages that wait, and messages set aside, over all topics.
    func waiting() async throws -> (ready: Int, quarantined: Int) {
        let depths = try await test.store.topicDepths()
        return (depths.map(\.ready).reduce(0, +), depths.map(\.quarantined).reduce(0, +))
    }
}

/// Posts to feed the chain.
enum Posts {
    static let skinLab = Capture(
        workspace: Workspace.defaultID,
        source: Snapshot.Source(
            type: .jobPost, companyName: "SkinLab", companyWebsite: "https://skinlab.in"),
        text: """
            Hiring Growth Marketer. We are a 3-person D2C skincare brand doing $50K MRR. Looking for someone to own our \
            Instagram and email. No marketing team currently. Write to asha@skinlab.in
            """)

    static func from(_ company: String, _ text: String) -> Capture {
        let host = company.lowercased().filter(\.isLetter)
        return Capture(
            workspace: Workspace.defaultID,
            source: Snapshot.Source(
                type: .jobPost, companyName: company, companyWebsite: "https://\(host).in"),
            text: text)
    }
}
