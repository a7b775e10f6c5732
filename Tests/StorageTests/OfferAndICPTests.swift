import Domain
import Storage
import TestSupport
import Testing

@Suite struct OfferTests {
    @Test(arguments: Backend.available)
    func changingAnOfferMakesAVersion(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let first = try await test.write {
            try $0.createOffer(name: "A", valueProps: "v", idealUseCases: "u")
        }
        test.clock.advance(seconds: 1)
        let second = try await test.write {
            try $0.createOffer(name: "B", valueProps: "v", idealUseCases: "u")
        }
        test.clock.advance(seconds: 1)
        let revised = try #require(
            try await test.write {
                try $0.reviseOffer(first.id, name: "A2", valueProps: "w", idealUseCases: "u")
            })
        #expect(revised.version == 2 && revised.number == 1 && revised.id == first.id)
        #expect(try await test.read { try $0.offer(first.id) } == revised)
        #expect(try await test.read { try $0.offer(first.id, version: 1) } == first)
        #expect(try await test.read { try $0.offer(number: 1) } == revised)
        #expect(try await test.read { try $0.latestOffer() } == revised)
        #expect(try await test.read { try $0.offers() } == [revised, second])
        #expect(try await test.read { try $0.offers(after: 1) } == [second])
        #expect(
            try await test.write {
                try $0.reviseOffer(ID(key: 1), name: "", valueProps: "", idealUseCases: "")
            } == nil)
    }
}

@Suite struct ICPTests {
    private static func named(_ name: String) -> ICP.Criteria {
        var criteria = ICP.Criteria()
        criteria.name = name
        return criteria
    }

    @Test(arguments: Backend.available)
    func everyCriterionComesBack(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        var criteria = Self.named("All")
        criteria.description = "d\n\"e\""
        criteria.sizes = 2...50
        criteria.signals = ["recent_funding": false, "hiring": true]
        criteria.notes = "n"
        let lists: [WritableKeyPath<ICP.Criteria, [String]>] = [
            \.industries, \.sizeBuckets, \.geographies, \.stages, \.fundingStages, \.budgetSignals,
            \.tech.must,
            \.tech.nice, \.tech.avoid, \.titles, \.excludeTitles, \.departments, \.hiringKeywords,
            \.painKeywords,
            \.keywords, \.channels, \.exclusions,
        ]
        for (index, list) in lists.enumerated() { criteria[keyPath: list] = ["\(index)", "ü"] }
        let wanted = criteria
        let icp = try await test.write { try $0.createICP(wanted) }
        #expect(try await test.read { try $0.icp(icp.id)?.criteria } == wanted)
    }

    @Test(arguments: Backend.available)
    func aNameIsTakenUntilItsICPIsHidden(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let create = { (name: String) in try await test.write { try $0.createICP(Self.named(name)) } }
        let first = try await create("Founders")
        let second = try await create("Agencies")
        let error = await #expect(throws: StoreError.self) { try await create("Founders") }
        #expect(error == .taken("An ICP named “Founders” exists already."))
        await #expect(throws: StoreError.self) {
            try await test.write { try $0.reviseICP(second.id, Self.named("Founders")) }
        }
        #expect(try await test.write { try $0.hideICP(first.id) })
        #expect(try await test.write { try $0.hideICP(first.id) } == false)
        let third = try await create("Founders")
        #expect(third.number == 3)
        #expect(try await test.read { try $0.icps().map(\.number) } == [2, 3])
        #expect(try await test.read { try $0.icp(first.id) } == nil)
        #expect(
            try await test.read { try $0.icp(VersionedReference(id: first.id, version: 1))?.criteria.name }
                == "Founders")
    }

    @Test(arguments: Backend.available)
    func oneICPIsActiveAtATime(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let first = try await test.write { try $0.createICP(Self.named("A"), isActive: true) }
        let second = try await test.write { try $0.createICP(Self.named("B"), isActive: true) }
        #expect(first.isActive && second.isActive)
        #expect(try await test.read { try $0.activeICP()?.id } == second.id)
        #expect(try await test.write { try $0.activateICP(first.id)?.isActive } == true)
        #expect(try await test.read { try $0.icps().map(\.isActive) } == [true, false])
        #expect(try await test.write { try $0.activateICP(nil) } == nil)
        #expect(try await test.read { try $0.activeICP() } == nil)
    }

    @Test(arguments: Backend.available)
    func changingAnICPMakesAVersion(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let first = try await test.write { try $0.createICP(Self.named("A")) }
        test.clock.advance(seconds: 5)
        let second = try #require(try await test.write { try $0.reviseICP(first.id, Self.named("A")) })
        #expect(
            second.version == 2 && second.createdAt == first.createdAt && second.updatedAt > first.updatedAt)
        #expect(try await test.read { try $0.icp(number: 1) } == second)
        let old = try await test.read { try $0.icp(VersionedReference(id: first.id, version: 1)) }
        #expect(old?.version == 1)
    }
}
