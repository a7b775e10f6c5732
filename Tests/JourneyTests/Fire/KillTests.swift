import Domain
import Foundation
import Storage
import TestSupport
import Testing
import Wire

/// kill -9 at random moments of intake and of every topic step.
///
/// `HARRIER_KILLS` says how often in all; 200 otherwise. `HARRIER_SEED` chooses other moments.
@Suite(.serialized) struct KillTests {
    private static let kills = ProcessInfo.processInfo.environment["HARRIER_KILLS"].flatMap { Int($0) } ?? 200
    private static let seed = ProcessInfo.processInfo.environment["HARRIER_SEED"].flatMap { UInt64($0) } ?? 7
    /// Ahead of the clock of the round before: longer than any lease or pause between retries.
    private static let stride = 600

    @Test(arguments: Backend.available) func `what was answered is there after every kill, and there once`(
        _ backend: Backend
    ) async throws {
        // SQLite takes two thirds: its writer, journal and checkpoints all live in the process that dies.
        let share = Backend.available.count == 1 ? 3 : backend == .sqlite ? 2 : 1
        let rounds = max(1, Self.kills * share / 3)
        let place = try backend.newPlace()
        let store = try await Store.open(place.location, world: TestClock().world)
        defer { store.close() }
        let nursery = try Nursery(over: place)
        var (dice, answered, interrupted) = (Dice(seed: Self.seed), Answered(), [Topic: Int]())
        for round in 0..<rounds {
            let port = try await nursery.start("serve", ahead: round * Self.stride)
            async let answers = Load(client: Client(port: port), round: round).run()
            try await Task.sleep(for: .milliseconds(Int.random(in: 5...150, using: &dice)))
            nursery.kill()
            answered.add(await answers)
            for depth in try await store.topicDepths() where depth.ready > 0 {
                interrupted[depth.topic, default: 0] += 1
            }
        }
        try await drain(nursery, store, ahead: rounds * Self.stride)
        try await Aftermath(store: store, answered: answered).check()
        report(
            "\(backend.rawValue): \(rounds) kills, \(answered.count) answers, killed with work waiting in \(interrupted)"
        )
        #expect(interrupted.count >= 3 || rounds < 60, "the kills did not reach the steps: \(interrupted)")
    }

    /// Lets a last child carry everything that waits to its end.
    private func drain(_ nursery: Nursery, _ store: Store, ahead: Int) async throws {
        _ = try await nursery.start("serve", ahead: ahead)
        let isDrained = try await eventually(within: .seconds(120)) { () -> Bool? in
            try await store.topicDepths().allSatisfy { $0.ready == 0 } ? true : nil
        }
        nursery.kill()
        let depths = try await store.topicDepths()
        #expect(isDrained == true && depths.allSatisfy { $0.quarantined == 0 }, "\(depths)")
    }

    @Test(arguments: Backend.available) func `one transaction holds under kills where two visibly do not`(
        _ backend: Backend
    ) async throws {
        let whole = try await tally(backend, "whole", kills: 20) { _ in false }
        #expect(whole.lost == 0 && whole.doubled == 0, "\(whole)")
        // The control shows that these kills can be seen: the same work in two transactions doubles messages.
        let split = try await tally(backend, "split", kills: 200) { $0.doubled > 0 }
        #expect(split.doubled > 0, "the kills found no gap to hit: \(split)")
    }

    private struct Tally: CustomStringConvertible {
        var lost = 0
        var doubled = 0
        var kills = 0
        var description: String { "\(kills) kills, \(lost) lost, \(doubled) doubled" }
    }

    /// Moves messages from topic to topic under kills, and counts what became of them.
    private func tally(
        _ backend: Backend, _ verb: String, kills: Int, until isEnough: (Tally) -> Bool
    ) async throws -> Tally {
        let test = try await backend.newStore()
        let nursery = try Nursery(over: test.place)
        var (dice, result, published) = (Dice(seed: Self.seed), Tally(), 0)
        for round in 0..<kills {
            let batch = (published..<published + 200).map { "\($0)" }
            published += batch.count
            try await test.write { try $0.publish(.rawEvents, batch, at: Timestamp(milliseconds: 0)) }
            _ = try await nursery.start(verb, ahead: round * Self.stride)
            try await Task.sleep(for: .milliseconds(Int.random(in: 2...25, using: &dice)))
            nursery.kill()
            result = Tally(lost: 0, doubled: try await doubled(test), kills: round + 1)
            if isEnough(result) { return result }
        }
        _ = try await nursery.start("whole", ahead: kills * Self.stride)
        _ = try await eventually { () -> Bool? in
            try await test.store.topicDepths()[0].ready == 0 ? true : nil
        }
        nursery.kill()
        test.clock.advance(seconds: 10_000_000)
        let moved = try await test.store.lease(.cleanEvents, limit: 1_000_000, for: .seconds(1)).map(
            \.payload)
        result.lost = published - Set(moved).count
        result.doubled = moved.count - Set(moved).count
        return result
    }

    /// Messages that came out twice so far.
    private func doubled(_ test: TestStore) async throws -> Int {
        test.clock.advance(seconds: 10_000_000)
        let moved = try await test.store.lease(.cleanEvents, limit: 1_000_000, for: .seconds(1)).map(
            \.payload)
        return moved.count - Set(moved).count
    }

    private func report(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}
