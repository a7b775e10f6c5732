import Domain
import Pipeline
import Storage
import TestSupport
import Testing

/// A step that fails is tried again, and set aside for a person when that does not help.
@Suite struct FailingStepTests {
    @Test(arguments: Topic.allCases, Backend.available)
    func `a message no step can read is tried again, then set aside with its reason`(
        _ topic: Topic, _ backend: Backend
    ) async throws {
        let fixture = try await ChainFixture.start(backend)
        try await fixture.test.write { try $0.publish(topic, #"{"lead": 7}"#) }
        try await fixture.chain.runner.drain()
        #expect(try await fixture.waiting() == (1, 0))
        try await fixture.drainPatiently()
        #expect(try await fixture.waiting() == (0, 1))
        let aside = try await fixture.test.read { try $0.quarantined(topic) }
        #expect(aside.first?.attempts == 6 && aside.first?.reason.isEmpty == false, "\(aside)")
    }

    @Test(arguments: Backend.available) func `a step whose cause of failure goes away succeeds`(
        _ backend: Backend
    ) async throws {
        let fixture = try await ChainFixture.start(backend)
        var post = Posts.skinLab
        post.scorecard = "mine@1"
        _ = try await fixture.chain.engine.capture(post)
        try await fixture.chain.runner.drain()
        #expect(try await fixture.waiting() == (1, 0))
        #expect(try await fixture.test.store.statistics().leads == 0)
        let shipped = try #require(fixture.chain.engine.shippedScorecards.first { $0.name == "raptorflow" })
        let mine = try fixture.chain.engine.checkScorecard(
            shipped.source.replacing(#""name": "raptorflow""#, with: #""name": "mine""#))
        try await fixture.test.write { _ = try $0.add(mine) }
        try await fixture.drainPatiently()
        #expect(try await fixture.waiting() == (0, 0))
        #expect(try await StoreDigest.of(fixture.test).contains("score mine@1"))
    }

    @Test func `a bad message holds up none behind it`() async throws {
        let fixture = try await ChainFixture.start()
        try await fixture.test.write { try $0.publish(.rawEvents, "[]") }
        _ = try await fixture.chain.engine.capture(Posts.skinLab)
        try await fixture.chain.runner.drain()
        #expect(try await fixture.test.store.statistics().leads == 1)
        #expect(try await fixture.waiting() == (1, 0))
    }

    @Test func `a message about an erased lead ends without a trace`() async throws {
        let fixture = try await ChainFixture.start()
        let classified = try await fixture.chain.engine.classify(Posts.skinLab)
        try await fixture.test.write { _ = try $0.eraseLead(classified.lead.id) }
        try await fixture.drainPatiently(rounds: 2)
        #expect(try await fixture.waiting() == (0, 0))
        #expect(try await fixture.test.store.statistics().leads == 0)
    }
}
