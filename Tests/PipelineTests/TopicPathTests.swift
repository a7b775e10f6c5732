import Domain
import Pipeline
import Storage
import TestSupport
import Testing

/// The way over the topics says what the direct way says, however often its steps run.
@Suite struct TopicPathTests {
    private static let posts = [
        Posts.skinLab,
        Posts.from("Chairs", "We make chairs. Our team of 45 in Berlin looks for a carpenter."),
        Posts.from("Solo", "Hiring: Growth Marketer. Solo founder, D2C brand, $50K MRR, India."),
    ]

    @Test(arguments: Backend.available) func `the topics lead to the same store as the direct way`(
        _ backend: Backend
    ) async throws {
        let (direct, topics) = (try await ChainFixture.start(backend), try await ChainFixture.start(backend))
        for post in Self.posts {
            _ = try await direct.chain.engine.classify(post)
            try await direct.chain.runner.drain()
            _ = try await topics.chain.engine.capture(post)
            try await topics.chain.runner.drain()
        }
        let (expected, found) = (try await StoreDigest.of(direct.test), try await StoreDigest.of(topics.test))
        #expect(found == expected)
        #expect(found.contains("82.50 red_hot") || found.contains("82.5 red_hot"), "\(found)")
        #expect(found.contains("artifact dossier"))
        #expect(try await topics.waiting() == (0, 0))
    }

    @Test(arguments: Backend.available) func `every step three times over changes nothing`(
        _ backend: Backend
    ) async throws {
        let (once, thrice) = (try await ChainFixture.start(backend), try await ChainFixture.start(backend))
        _ = try await once.chain.engine.capture(Posts.skinLab)
        try await once.chain.runner.drain()
        _ = try await thrice.chain.engine.capture(Posts.skinLab)
        let message = try await thrice.test.store.lease(.rawEvents, limit: 1, for: .seconds(60))[0]
        try await thrice.test.write { tx in
            try tx.publish(.rawEvents, [message.payload, message.payload])
            _ = try tx.retry(message, reason: "again", at: tx.now)
        }
        // Three raw events become three messages in each topic after it.
        try await thrice.chain.runner.drain()
        #expect(try await StoreDigest.of(thrice.test) == StoreDigest.of(once.test))
        #expect(try await thrice.waiting() == (0, 0))
    }

    @Test(arguments: Backend.available) func `the same post again is the same snapshot and the same score`(
        _ backend: Backend
    ) async throws {
        let fixture = try await ChainFixture.start(backend)
        let engine = fixture.chain.engine
        let first = try await engine.classify(Posts.skinLab)
        try await fixture.chain.runner.drain()
        let before = try await StoreDigest.of(fixture.test)
        let again = try await engine.classify(Posts.skinLab)
        #expect(first.isNew && !again.isNew)
        #expect(
            again.snapshot == first.snapshot && again.score == first.score && again.lead.id == first.lead.id)
        #expect(try await engine.capture(Posts.skinLab) == first.snapshot)
        try await fixture.chain.runner.drain()
        #expect(try await StoreDigest.of(fixture.test) == before)
    }

    @Test(arguments: Backend.available) func `another post of the company updates its lead`(
        _ backend: Backend
    ) async throws {
        let fixture = try await ChainFixture.start(backend)
        let first = try await fixture.chain.engine.classify(Posts.skinLab)
        var second = Posts.skinLab
        second.text = "SkinLab has grown to 400 people and moved to Berlin, Germany. We hire a welder."
        fixture.test.clock.advance(seconds: 86_400)
        let later = try await fixture.chain.engine.classify(second)
        #expect(later.lead.id == first.lead.id && later.account.id == first.account.id)
        #expect(later.snapshot != first.snapshot && later.score.id != first.score.id)
        #expect(later.score.result.total < first.score.result.total)
        let counts = try await fixture.test.store.statistics()
        #expect(counts.leads == 1 && counts.accounts == 1 && counts.snapshots == 2)
    }

    @Test(arguments: Backend.available)
    func `fifty posts at once about a new company make one account and one lead`(
        _ backend: Backend
    ) async throws {
        let fixture = try await ChainFixture.start(backend)
        let engine = fixture.chain.engine
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<50 {
                let post = Posts.from("Rush", "Rush is hiring a growth marketer, opening number \(number).")
                group.addTask {
                    if number.isMultiple(of: 5) {
                        _ = try await engine.capture(post)
                    } else {
                        _ = try await engine.classify(post)
                    }
                }
            }
            try await group.waitForAll()
        }
        try await fixture.chain.runner.drain()
        let counts = try await fixture.test.store.statistics()
        #expect(counts.leads == 1 && counts.accounts == 1 && counts.snapshots == 50)
        #expect(try await fixture.waiting() == (0, 0))
    }
}
