import Domain
import Foundation
import Storage
import TestSupport
import Testing

/// A process that takes in posts and works on them is killed at random moments; the next looks at what is left.
@Suite(.serialized) struct KillTests {
    /// Kills in each run; the whole journey over HTTP has two hundred more.
    private static let kills = 12
    /// Kills after which splitting claim and effect must have shown.
    private static let mostSplitKills = 60

    @Test(arguments: Backend.available)
    func nothingAnsweredIsLostAndNothingIsDoneTwice(_ backend: Backend) async throws {
        let place = try backend.newPlace()
        var random = SplitMix(UInt64.random(in: .min ... .max))
        var taken: Set<Int> = []
        for round in 0..<Self.kills {
            taken.formUnion(try run("together", place, round, &random))
            let state = try await leftBehind(place)
            #expect(taken.isSubset(of: state.posts), "answered and lost: \(taken.subtracting(state.posts))")
            #expect(state.wrong == [], "round \(round)")
        }
        #expect(taken.count > Self.kills, "the child hardly ran: \(taken.count)")
        let state = try await leftBehind(place, drains: true)
        #expect(state.wrong == [] && state.waiting == 0)
    }

    @Test(arguments: Backend.available)
    func splittingClaimAndEffectIsNoticed(_ backend: Backend) async throws {
        let place = try backend.newPlace()
        var random = SplitMix(UInt64.random(in: .min ... .max))
        for round in 0..<Self.mostSplitKills {
            _ = try run("split", place, round, &random)
            if try await !leftBehind(place).wrong.isEmpty { return }
        }
        Issue.record("\(Self.mostSplitKills) kills between claim and effect went unnoticed")
    }

    /// Starts the child, kills it some moments after its first answer, and says what it answered.
    private func run(
        _ mode: String, _ place: StorePlace, _ round: Int, _ random: inout SplitMix
    ) throws -> Set<Int> {
        let child = Process()
        let output = Pipe()
        child.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("storagechild")
        child.arguments = [place.url, place.folder.file("blobs"), mode, String(round * 100_000)]
        child.standardOutput = output
        try child.run()
        var answers = output.fileHandleForReading.availableData
        usleep(UInt32(random.below(60_000)))
        kill(child.processIdentifier, SIGKILL)
        answers += output.fileHandleForReading.readDataToEndOfFile()
        child.waitUntilExit()
        // The last line may have been cut by the kill.
        let lines = String(decoding: answers, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        return Set(lines.dropLast().compactMap { Int($0.dropFirst(3)) })
    }

    /// What the killed process left.
    private struct State {
        var posts: Set<Int> = []
        /// Posts that neither wait nor were worked on exactly once, or whose text is not there.
        var wrong: [String] = []
        var waiting = 0
    }

    /// Reads the store an hour later, when every lease has run out.
    private func leftBehind(_ place: StorePlace, drains: Bool = false) async throws -> State {
        let clock = TestClock(Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000) + 3_600_000))
        let store = try await Store.open(place.location, world: clock.world)
        defer { store.close() }
        #expect(try await store.integrityProblems() == [])
        if drains { try await drain(store) }
        var state = State()
        var waiting: [String: Int] = [:]
        // A lease of no length: the messages can be taken up again at once.
        for message in try await store.lease(.rawEvents, limit: 100_000, for: .zero) {
            waiting[message.payload, default: 0] += 1
            state.waiting += 1
        }
        var query = LeadQuery()
        query.limit = 100_000
        let leads = try await store.read(in: Workspace.defaultID) { [query] in try $0.leads(query).rows }
        let texts = try await store.read(in: Workspace.defaultID) { try $0.snapshots(limit: 100_000) }
        let companies = Dictionary(grouping: texts, by: \.source.companyName)
        for row in leads {
            let name = row.account?.name ?? ""
            let done = try await store.read(in: Workspace.defaultID) {
                try $0.activities(of: row.lead.id).count
            }
            let times = done + waiting["\(row.lead.id.key)", default: 0]
            if times != 1 { state.wrong.append("\(name): waits or done \(times) times") }
            if companies[name]?.count != 1 {
                state.wrong.append("\(name): \(companies[name]?.count ?? 0) texts")
            }
            if let number = Int(name.dropFirst("Company ".count)) { state.posts.insert(number) }
        }
        if Set(leads.map { $0.account?.name }).count != leads.count {
            state.wrong.append("a lead is there twice")
        }
        return state
    }

    private func drain(_ store: Store) async throws {
        for message in try await store.lease(.rawEvents, limit: 100_000, for: .seconds(1)) {
            try await store.write(in: message.workspace) { tx in
                guard try tx.finish(message) else { return }
                _ = try tx.addActivity(.outcome, to: ID(key: Int64(message.payload) ?? 0), text: "worked on")
            }
        }
    }
}

extension StorePlace {
    /// The address a child process is given.
    fileprivate var url: String {
        switch location.database {
        case .sqlite(let path): "sqlite:///" + path
        case .postgres(let url): url
        }
    }
}
