import Domain
import Storage
import Synchronization
import TestSupport
import Testing

@Suite struct TopicTests {
    private func lease(_ test: TestStore, limit: Int = 10) async throws -> [TopicMessage] {
        try await test.store.lease(.rawEvents, limit: limit, for: .seconds(30))
    }

    @Test(arguments: Backend.available)
    func aMessageIsTakenOnceAndDoneOnce(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        try await test.write { try $0.publish(.rawEvents, ["1", "2", "3"]) }
        try await test.write { try $0.publish(.cleanEvents, "other") }
        let first = try await lease(test, limit: 2)
        let second = try await lease(test)
        #expect(first.map(\.payload) == ["1", "2"] && second.map(\.payload) == ["3"])
        #expect(first.allSatisfy { $0.attempts == 0 && $0.workspace == Workspace.defaultID })
        for message in first + second {
            #expect(try await test.write { try $0.finish(message) })
            #expect(try await test.write { try $0.finish(message) } == false)
        }
        test.clock.advance(seconds: 3600)
        #expect(try await lease(test).isEmpty)
        #expect(try await test.store.topicDepths().map(\.ready) == [0, 1, 0, 0, 0])
    }

    @Test(arguments: Backend.available)
    func aLeaseThatRanOutGoesToAnotherAndTheFirstIsRefused(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        try await test.write { try $0.publish(.rawEvents, "x") }
        let slow = try await lease(test)[0]
        #expect(try await lease(test).isEmpty)
        test.clock.advance(seconds: 31)
        let quick = try await lease(test)[0]
        #expect(quick.id == slow.id && quick.attempts == 1)
        #expect(try await test.write { try $0.finish(slow) } == false)
        #expect(try await test.write { try $0.retry(slow, reason: "late", at: $0.now) } == false)
        #expect(try await test.write { try $0.quarantine(slow, reason: "late") } == false)
        #expect(try await test.write { try $0.finish(quick) })
    }

    @Test(arguments: Backend.available)
    func whatIsPublishedInAClosureThatFailsDoesNotExist(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        await #expect(throws: StoreError.self) {
            try await test.write { tx in
                try tx.publish(.rawEvents, "x")
                throw StoreError.refused("made up")
            }
        }
        #expect(try await lease(test).isEmpty)
    }

    @Test(arguments: Backend.available)
    func aRetryWaitsAndAQuarantineStaysUntilItIsPutBack(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        try await test.write { try $0.publish(.rawEvents, ["a", "b"]) }
        let messages = try await lease(test)
        try await test.write { tx in
            try tx.retry(messages[0], reason: "busy", at: tx.now.advanced(bySeconds: 60))
            try tx.quarantine(messages[1], reason: "no text")
        }
        #expect(try await lease(test).isEmpty)
        test.clock.advance(seconds: 60)
        #expect(try await lease(test).map(\.payload) == ["a"])
        let aside = try await test.read { try $0.quarantined(.rawEvents) }
        #expect(aside.map(\.reason) == ["no text"] && aside.map(\.payload) == ["b"])
        let depth = try await test.store.topicDepths()[0]
        #expect(depth.ready == 1 && depth.quarantined == 1 && depth.oldest == TestMoment.start)
        #expect(try await test.write { try $0.requeue(aside[0]) })
        #expect(try await test.write { try $0.requeue(aside[0]) } == false)
        let again = try await lease(test)
        #expect(again.map(\.payload) == ["b"] && again[0].attempts == 0)
        #expect(try await test.write { try $0.requeue(.rawEvents) } == 0)
    }

    @Test(arguments: Backend.available)
    func manyWorkersThroughTwoStoresDoEachMessageOnce(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let second = try await Store.open(test.place.location, world: test.clock.world)
        let count = 200
        try await test.write { try $0.publish(.rawEvents, (0..<count).map(String.init)) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<6 {
                let store = worker % 2 == 0 ? test.store : second
                group.addTask {
                    while true {
                        let messages = try await store.lease(.rawEvents, limit: 7, for: .seconds(30))
                        if messages.isEmpty { return }
                        for message in messages {
                            try await store.write(in: message.workspace) { tx in
                                guard try tx.finish(message) else { return }
                                // The effect: a row that could not be made twice unnoticed.
                                _ = try tx.makeLead("Company \(message.payload)", list: "w\(worker)")
                            }
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await test.read { try $0.leadCounts() }.map(\.count).reduce(0, +) == count)
        second.close()
    }

    @Test(arguments: Backend.available)
    func theListenerHearsOfWhatWasCommitted(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let heard = Mutex<[Set<Topic>]>([])
        test.store.onPublish { topics in heard.withLock { $0.append(topics) } }
        try await test.write { tx in
            try tx.publish(.rawEvents, "x")
            try tx.publish(.cleanEvents, "x")
        }
        _ = try? await test.write { tx in
            try tx.publish(.rawEvents, "x")
            throw StoreError.refused("made up")
        }
        #expect(heard.withLock(\.self) == [[.rawEvents, .cleanEvents]])
    }

    @Test(arguments: Backend.available)
    func aConsumerMovesOnlyFromWhereItStands(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let part = ConsumerPart(consumer: "kafka", topic: .rawEvents, part: 3)
        #expect(try await test.read { try $0.position(of: part) } == nil)
        #expect(try await test.write { try $0.advance(part, from: 5, to: 6) } == false)
        #expect(try await test.write { try $0.advance(part, from: nil, to: 10) })
        #expect(try await test.write { try $0.advance(part, from: nil, to: 11) } == false)
        #expect(try await test.write { try $0.advance(part, from: 10, to: 20) })
        #expect(try await test.write { try $0.advance(part, from: 10, to: 30) } == false)
        #expect(try await test.read { try $0.position(of: part) } == 20)
    }
}
