import Domain
import Storage
import TestSupport
import Testing

@Suite struct AnswerTests {
    @Test(arguments: Backend.available)
    func theFirstAnswerIsGivenAgainToTheSameRequestOnly(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let claim = { (key: String, digest: [UInt8]) in
            try await test.write { try $0.claimAnswer(key: key, route: "POST /v1/leads", digest: digest) }
        }
        let answer = StoredAnswer(status: 201, contentType: "application/json", body: [1, 0, 2])
        #expect(try await claim("k", [1]) == .fresh)
        #expect(try await claim("k", [1]) == .inFlight)
        #expect(try await claim("k", [2]) == .conflict)
        #expect(try await claim("other", [2]) == .fresh)
        try await test.write { try $0.keepAnswer(answer, key: "k", route: "POST /v1/leads") }
        #expect(try await claim("k", [1]) == .replay(answer))
        #expect(try await claim("k", [2]) == .conflict)
        try await test.write { try $0.dropAnswer(key: "other", route: "POST /v1/leads") }
        #expect(try await claim("other", [3]) == .fresh)
    }

    @Test(arguments: Backend.available)
    func aRequestThatDiedMayBeSentAgainAndOldAnswersGo(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let claim = { try await test.write { try $0.claimAnswer(key: "k", route: "r", digest: [1]) } }
        #expect(try await claim() == .fresh)
        test.clock.advance(seconds: 601)
        #expect(try await claim() == .fresh)
        let answer = StoredAnswer(status: 200, contentType: nil, body: [])
        try await test.write { try $0.keepAnswer(answer, key: "k", route: "r") }
        try await test.store.expireAnswers(before: test.clock.now.advanced(bySeconds: -602))
        #expect(try await claim() == .replay(answer))
        try await test.store.expireAnswers(before: test.clock.now.advanced(bySeconds: 1))
        #expect(try await claim() == .fresh)
    }
}

@Suite struct ActivityTests {
    @Test(arguments: Backend.available)
    func activitiesAreListedNewestFirst(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let lead = try await test.write { tx in
            let lead = try tx.makeLead("Acme")
            try tx.addActivity(.note, to: lead, text: "first")
            try tx.addActivity(.call, to: lead, text: "rang")
            try tx.setStage(.contacted, of: lead)
            try tx.addActivity(.note, to: lead, text: "second")
            return lead
        }
        let all = try await test.read { try $0.activities(of: lead) }
        #expect(all.map(\.kind) == [.note, .stageChange, .call, .note])
        #expect(all[1].text == "contacted" && all[1].previous == "new")
        let older = try await test.read { try $0.activities(of: lead, before: all[1].id, limit: 1) }
        #expect(older.map(\.text) == ["rang"])
        #expect(try await test.read { try $0.latestActivity(.note, of: lead)?.text } == "second")
    }

    @Test(arguments: Backend.available)
    func anErasedLeadTakesWhatHangsOnIt(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let (lead, artifact) = try await test.write { tx in
            let lead = try tx.makeLead("Acme", total: 50)
            try tx.add(PackedScore(Fixture.score(tx.newID(), lead: lead, total: 60)))
            try tx.addActivity(.note, to: lead, text: "n")
            let artifact = Artifact(
                id: tx.newID(), lead: lead, kind: .dossier, writer: "templates@1", sections: [],
                createdAt: tx.now)
            try tx.add(artifact)
            return (lead, artifact.id)
        }
        let scores = try await test.read { try $0.scores(of: lead).map(\.id) }
        #expect(scores.count == 2)
        #expect(try await test.write { try $0.eraseLead(lead) })
        #expect(try await test.read { try $0.lead(lead) } == nil)
        for id in scores { #expect(try await test.read { try $0.score(id) } == nil) }
        #expect(try await test.read { try $0.activities(of: lead) } == [])
        #expect(try await test.read { try $0.artifact(artifact) } == nil)
        #expect(try await test.read { try $0.leadCounts() } == [])
        #expect(try await test.read { try $0.accounts().count } == 1)
    }
}

@Suite struct ArtifactTests {
    @Test(arguments: Backend.available)
    func sentencesKeepTheirCitations(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let cited = Artifact.Sentence(
            text: "They “hire”.",
            citations: [Evidence(snapshot: ID(key: 4), span: Span(2, 6), quote: "hire")])
        let artifacts = try await test.write { tx in
            let lead = try tx.makeLead("Acme")
            return try (0..<2).map { index in
                let artifact = Artifact(
                    id: tx.newID(), lead: lead, kind: .dossier, writer: "templates@\(index)",
                    sections: [
                        Artifact.Section(key: "snapshot", title: "Snapshot", sentences: [cited]),
                        Artifact.Section(key: "angle", title: "Angle", sentences: []),
                    ], createdAt: tx.now)
                try tx.add(artifact)
                return artifact
            }
        }
        let lead = artifacts[0].lead
        #expect(try await test.read { try $0.latestArtifact(.dossier, of: lead) } == artifacts[1])
        #expect(try await test.read { try $0.artifacts(of: lead) } == [artifacts[1], artifacts[0]])
    }
}

@Suite struct SmallTableTests {
    @Test(arguments: Backend.available)
    func signalsAreStoredOnce(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let signal = Signal(
            id: ID(key: 9), account: ID(key: 5), kind: "hiring_marketing", strength: .inferred,
            from: TestMoment.start, until: TestMoment.start.advanced(bySeconds: 60),
            detector: "hiring_marketing@1",
            explanation: "Two openings.",
            evidence: [Evidence(snapshot: ID(key: 1), span: Span(0, 3), quote: "two")])
        var again = signal
        again.id = ID(key: 10)
        let both = [signal, again]
        try await test.write { try $0.add(both) }
        #expect(try await test.read { try $0.signals(of: signal.account) } == [signal])
        #expect(try await test.read { try $0.signal(signal.id) } == signal)
    }

    @Test(arguments: Backend.available)
    func runsAreFoundAgainAfterAnInterruption(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let ids = try await test.write { tx in
            try ["a", "b", "c"].map { try tx.createRun(.csvImport, total: 9, detail: $0).id }
        }
        try await test.write { tx in
            try tx.setProgress(of: ids[0], done: 4, failed: 1)
            #expect(try tx.setState(.running, of: ids[0], detail: "a2"))
            #expect(try tx.setState(.done, of: ids[1], detail: "b"))
        }
        let first = try #require(try await test.read { try $0.run(ids[0]) })
        #expect(first.done == 4 && first.failed == 1 && first.total == 9 && first.state == .running)
        #expect(try await test.store.unfinishedRuns().map(\.run.id) == [ids[0], ids[2]])
        #expect(try await test.read { try $0.runs(limit: 2).map(\.id) } == [ids[2], ids[1]])
    }

    @Test(arguments: Backend.available)
    func scorecardVersionsNeverChange(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let card = { @Sendable (version: Int, source: String) in
            Scorecard(name: "mine", version: version, source: source, isBuiltIn: false)
        }
        #expect(try await test.write { try $0.add(card(1, "{}")) })
        #expect(try await test.write { try $0.add(card(1, "{1}")) } == false)
        #expect(try await test.write { try $0.add(card(2, "{2}")) })
        #expect(try await test.read { try $0.scorecard("mine@1")?.source } == "{}")
        #expect(try await test.read { try $0.scorecard("mine")?.version } == 2)
        #expect(try await test.read { try $0.scorecard("mine@3") } == nil)
        #expect(try await test.read { try $0.scorecards().map(\.version) } == [1, 2])
    }

    @Test(arguments: Backend.available)
    func settingsBelongToAWorkspace(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let other = try await test.store.createWorkspace(name: "Client", phoneRegion: "DE")
        try await test.write { try $0.set("egress", to: "off") }
        try await test.write { try $0.set("egress", to: "on") }
        #expect(try await test.read { try $0.setting("egress") } == "on")
        #expect(try await test.read(in: other.id) { try $0.setting("egress") } == nil)
        try await test.write { try $0.clear("egress") }
        #expect(try await test.read { try $0.setting("egress") } == nil)
        #expect(try await test.store.workspaces().map(\.name) == ["Default", "Client"])
        #expect(try await test.store.workspace(other.id) == other)
    }

    @Test(arguments: Backend.available)
    func statisticsCountWhatIsThere(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        try await test.write { tx in
            for name in ["A", "B"] { _ = try tx.makeLead(name, total: 1) }
            _ = try tx.createOffer(name: "o", valueProps: "", idealUseCases: "")
        }
        let statistics = try await test.store.statistics()
        #expect(statistics.leads == 2 && statistics.accounts == 2 && statistics.offers == 1)
        #expect(statistics.workspaces == 1 && statistics.bytes > 0 && statistics.schemaVersion >= 1)
        #expect(try await test.store.integrityProblems() == [])
    }
}
