import Domain
import Storage
import TestSupport
import Testing

/// Random operations on the store and on a plain array; the two must answer every list alike.
@Suite struct LeadModelTests {
    /// A lead as the array remembers it.
    private struct Entry {
        let id: ID<Lead>
        let number: Int
        let name: String
        let list: String
        var stage = Lead.Stage.new
        var total: Int?
        var tier = ""
        var isHidden = false
        var updated: Int
    }

    private static let tiers = ["red_hot", "warm", "nurture", "parked"]
    private static let lists = ["default", "s3", "client"]

    @Test(arguments: Backend.available, [1, 2, 3] as [UInt64])
    func listsAndCountsAreThoseOfAPlainArray(_ backend: Backend, seed: UInt64) async throws {
        let test = try await backend.newStore()
        var random = SplitMix(seed)
        var entries: [Entry] = []
        for step in 0..<120 {
            test.clock.advance(seconds: 1)
            try await change(&entries, step, test, &random)
        }
        try await compareCounts(entries, test)
        for _ in 0..<60 { try await compare(entries, query(&random), test) }
    }

    private func change(
        _ entries: inout [Entry], _ step: Int, _ test: TestStore, _ random: inout SplitMix
    ) async throws {
        if entries.count < 5 || random.below(10) < 5 {
            let (name, list) = ("Company \(random.below(1000))-\(step)", Self.lists[random.below(3)])
            let id = try await test.write { try $0.makeLead(name, list: list) }
            let number = try #require(try await test.read { try $0.lead(id)?.lead.number })
            entries.append(Entry(id: id, number: number, name: name.lowercased(), list: list, updated: step))
            return
        }
        let place = random.below(entries.count)
        let id = entries[place].id
        switch random.below(6) {
        case 0, 1, 2:
            let (total, tier) = (random.below(12) * 8, Self.tiers[random.below(4)])
            try await test.write {
                try $0.add(PackedScore(Fixture.score($0.newID(), lead: id, total: total, tier: tier)))
            }
            (entries[place].total, entries[place].tier, entries[place].updated) = (total, tier, step)
        case 3:
            let stage = Lead.Stage.allCases[random.below(8)]
            let activity = try await test.write { try $0.setStage(stage, of: id) }
            #expect((activity != nil) == (stage != entries[place].stage))
            #expect(activity == nil || activity?.previous == entries[place].stage.rawValue)
            if activity != nil { (entries[place].stage, entries[place].updated) = (stage, step) }
        case 4:
            let isHidden = entries[place].isHidden
            let isDone = try await test.write { isHidden ? try $0.restoreLead(id) : try $0.hideLead(id) }
            #expect(isDone)
            (entries[place].isHidden, entries[place].updated) = (!isHidden, step)
        default:
            let isErased = try await test.write { try $0.eraseLead(id) }
            #expect(isErased)
            entries.remove(at: place)
        }
    }

    private func query(_ random: inout SplitMix) -> LeadQuery {
        var query = LeadQuery()
        query.sort = LeadQuery.Sort.allCases[random.below(5)]
        query.limit = 1 + random.below(9)
        query.offset = random.below(4) == 0 ? random.below(5) : 0
        if random.below(2) == 0 { query.list = Self.lists[random.below(3)] }
        if random.below(3) == 0 { query.tiers = Array(Self.tiers.prefix(1 + random.below(2))) }
        if random.below(3) == 0 { query.stages = [.new, .won, .contacted].suffix(1 + random.below(3)) }
        if random.below(4) == 0 { query.scores = Points(16)...Points(72) }
        if random.below(4) == 0 { query.text = "Y \(random.below(10))" }
        query.visibility = [.shown, .shown, .hidden, .all][random.below(4)]
        return query
    }

    private func compare(_ entries: [Entry], _ query: LeadQuery, _ test: TestStore) async throws {
        let expected = Array(
            entries.filter { matches($0, query) }.sorted { precedes($0, $1, query.sort) }.dropFirst(
                query.offset))
        var found: [ID<Lead>] = []
        var page = query
        repeat {
            let answer = try await test.read { [page] in try $0.leads(page) }
            found += answer.rows.map(\.lead.id)
            #expect(answer.rows.count == page.limit || answer.next == nil)
            page.offset = 0
            // A cursor goes out to the caller as text and comes back so.
            page.after = answer.next.flatMap { LeadCursor($0.text) }
        } while page.after != nil && found.count < 500
        #expect(found == expected.map(\.id), "\(query)")
    }

    private func matches(_ entry: Entry, _ query: LeadQuery) -> Bool {
        (query.list == nil || query.list == entry.list)
            && (query.tiers.isEmpty || query.tiers.contains(entry.tier))
            && (query.stages.isEmpty || query.stages.contains(entry.stage))
            && (query.scores == nil
                || entry.total.map { query.scores?.contains(Points($0)) ?? false } ?? false)
            && (query.text.isEmpty || entry.name.contains(query.text.lowercased()))
            && (query.visibility == .all || (query.visibility == .hidden) == entry.isHidden)
    }

    private func precedes(_ a: Entry, _ b: Entry, _ sort: LeadQuery.Sort) -> Bool {
        switch sort {
        case .score: (a.total ?? -1, a.id) > (b.total ?? -1, b.id)
        case .updated: (a.updated, a.id) > (b.updated, b.id)
        case .newest: a.number > b.number
        case .oldest: a.number < b.number
        case .name: a.name == b.name ? a.id < b.id : a.name.utf8.lexicographicallyPrecedes(b.name.utf8)
        }
    }

    private func compareCounts(_ entries: [Entry], _ test: TestStore) async throws {
        let counts = try await test.read { try $0.leadCounts() }
        var expected: [String: Int] = [:]
        for entry in entries {
            expected["\(entry.list) \(entry.tier) \(entry.stage) \(entry.isHidden)", default: 0] += 1
        }
        let found = counts.map { ("\($0.list) \($0.tier) \($0.stage) \($0.isHidden)", $0.count) }
        #expect(Dictionary(uniqueKeysWithValues: found) == expected)
    }
}

/// Sebastiano Vigna's SplitMix64: the same numbers from the same seed.
struct SplitMix {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
