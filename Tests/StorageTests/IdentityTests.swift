import Domain
import Storage
import TestSupport
import Testing

@Suite struct AccountTests {
    struct Case: Sendable {
        let says: String
        let first: AccountDraft
        let second: AccountDraft
        let areOne: Bool
        var domain: String?
    }

    @Test(
        arguments: Backend.available,
        [
            Case(
                says: "the same domain is the same company, whatever its name",
                first: Fixture.account("Acme", domain: "acme.com"),
                second: Fixture.account("ACME Inc", domain: "acme.com"),
                areOne: true, domain: "acme.com"),
            Case(
                says: "the same name is, when neither has a domain", first: Fixture.account("Acme"),
                second: Fixture.account("acme"), areOne: true),
            Case(
                says: "a company known by name learns its domain", first: Fixture.account("Acme"),
                second: Fixture.account("Acme", domain: "acme.com"), areOne: true, domain: "acme.com"),
            Case(
                says: "a name alone finds the one with a domain",
                first: Fixture.account("Acme", domain: "acme.com"),
                second: Fixture.account("Acme"), areOne: true, domain: "acme.com"),
            Case(
                says: "the same name with two domains is two companies",
                first: Fixture.account("Acme", domain: "acme.com"),
                second: Fixture.account("Acme", domain: "acme.in"),
                areOne: false, domain: "acme.in"),
            Case(
                says: "names apart and no domain are two", first: Fixture.account("Acme"),
                second: Fixture.account("Apex"), areOne: false),
        ]) func twoMentions(_ backend: Backend, _ test: Case) async throws
    {
        for isOneBatch in [false, true] {
            let store = try await backend.newStore()
            let found = try await store.write { tx in
                isOneBatch
                    ? try tx.accounts(for: [test.first, test.second])
                    : [try tx.account(for: test.first), try tx.account(for: test.second)]
            }.map { ($0.account.id, $0.isNew) }
            #expect((found[0].0 == found[1].0) == test.areOne, "\(test.says)")
            #expect(found[0].1 && found[1].1 == !test.areOne)
            let second = try #require(try await store.read { try $0.account(found[1].0) })
            #expect(second.domain == test.domain, "\(test.says)")
            #expect(second.number == (test.areOne ? 1 : 2))
            let keys = try await store.read { try $0.keys(of: .account(second.id)) }
            let owners = try await store.read { try $0.accountOwners(of: keys) }
            #expect(!keys.isEmpty && keys.allSatisfy { owners[$0] == second.id })
        }
    }

    @Test(arguments: Backend.available)
    func accountsAreListedAndFound(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        try await test.write { tx in
            _ = try tx.accounts(for: [
                Fixture.account("Ärzte 100%", domain: "aerzte.de"), Fixture.account("Beta_Co"),
                Fixture.account("BetaXCo"),
            ])
        }
        let list = { (text: String) in
            try await test.read { try $0.accounts(containing: text).map(\.name) }
        }
        #expect(try await list("") == ["BetaXCo", "Beta_Co", "Ärzte 100%"])
        #expect(try await list("ärzte") == ["Ärzte 100%"])
        #expect(try await list("AERZTE.DE") == ["Ärzte 100%"])
        #expect(try await list("100%") == ["Ärzte 100%"])
        #expect(try await list("a_c") == ["Beta_Co"])
        #expect(try await test.read { try $0.accounts(before: 3, limit: 1).map(\.name) } == ["Beta_Co"])
        #expect(try await test.read { try $0.account(number: 1)?.name } == "Ärzte 100%")
    }
}

@Suite struct ContactTests {
    @Test(arguments: Backend.available)
    func aPersonIsFoundByTheFirstKeyThatIsKnown(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let account = try await test.write { try $0.account(for: Fixture.account("Acme")).account.id }
        let draft = { @Sendable (role: String?, keys: [IdentityKey]) in
            ContactDraft(account: account, name: "Asha Rao", role: role, keys: keys)
        }
        let email = IdentityKey(.email, "asha@acme.com")
        let phone = IdentityKey(.phone, "+919812345678")
        let first = try await test.write { try $0.contact(for: draft(nil, [email])).contact.id }
        let second = try await test.write { try $0.contact(for: draft("CEO", [email, phone])).contact.id }
        let third = try await test.write { try $0.contact(for: draft(nil, [phone])) }.contact
        let stranger = try await test.write { try $0.contact(for: draft(nil, [])) }.contact
        #expect(first == second && second == third.id && stranger.id != first)
        #expect(third.role == "CEO")
        #expect(Set(try await test.read { try $0.keys(of: .contact(first)) }) == [email, phone])
        #expect(try await test.read { try $0.contacts(of: account).map(\.id) } == [first, stranger.id])
        #expect(try await test.read { try $0.contacts(containing: "asha").count } == 2)
    }

    @Test(arguments: Backend.available)
    func aKeySomeoneOwnsStaysTheirs(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let key = IdentityKey(.email, "info@acme.com")
        let (owner, other) = try await test.write { tx in
            let owner = try tx.contact(for: ContactDraft(account: nil, name: "A", role: nil, keys: [key]))
                .contact
            let other = try tx.contact(for: ContactDraft(account: nil, name: "B", role: nil, keys: []))
                .contact
            try tx.add([key, IdentityKey(.phone, "+491")], to: .contact(other.id))
            return (owner.id, other.id)
        }
        #expect(try await test.read { try $0.contactOwners(of: [key]) } == [key: owner])
        #expect(try await test.read { try $0.keys(of: .contact(other)) } == [IdentityKey(.phone, "+491")])
    }
}

@Suite struct CrowdTests {
    /// What one post does to the store.
    @Sendable private func post(_ text: String, about draft: AccountDraft, to store: Store) async throws {
        let snapshot = try PackedSnapshot(
            Fixture.snapshot(text, id: store.world.newID()), in: Workspace.defaultID)
        try await store.write(in: Workspace.defaultID) { tx in
            _ = try tx.add(snapshot)
            let account = try tx.account(for: draft).account
            let lead = try tx.lead(
                for: LeadDraft(account: account, contact: nil, target: Fixture.target, list: "default"))
            try tx.add(PackedScore(Fixture.score(tx.newID(), lead: lead.id, total: 50)))
        }
    }

    @Test(arguments: Backend.available)
    func fiftyPostsAtOnceAboutANewCompanyMakeOneAccountAndOneLead(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        try await check(test.place, stores: [test.store], test)
    }

    /// Two processes on one database, as far as one process can play two: stores share nothing but the database.
    @Test(arguments: Backend.available)
    func soDoFiftyPostsThroughTwoStores(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let second = try await Store.open(test.place.location, world: test.clock.world)
        try await check(test.place, stores: [test.store, second], test)
        second.close()
    }

    private func check(_ place: StorePlace, stores: [Store], _ test: TestStore) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<50 {
                // Half of them know the domain, and all come with a company of their own beside the common one.
                let common = Fixture.account("SkinLab", domain: number % 2 == 0 ? "skinlab.in" : nil)
                let own = Fixture.account("Company \(number)")
                let store = stores[number % stores.count]
                group.addTask { try await self.post("common \(number)", about: common, to: store) }
                group.addTask { try await self.post("own \(number)", about: own, to: store) }
            }
            try await group.waitForAll()
        }
        let accounts = try await test.read { try $0.accounts(limit: 200) }
        #expect(accounts.count == 51)
        #expect(accounts.filter { $0.name == "SkinLab" }.map(\.domain) == ["skinlab.in"])
        #expect(Set(accounts.map(\.number)) == Set(1...51))
        var query = LeadQuery()
        query.limit = 200
        let leads = try await test.read { [query] in try $0.leads(query).rows }
        #expect(leads.count == 51)
        #expect(Set(leads.map(\.lead.number)) == Set(1...51))
        #expect(try await test.store.statistics().snapshots == 100)
        #expect(try await test.read { try $0.leadCounts() }.map(\.count) == [51])
        let common = try #require(leads.first { $0.account?.name == "SkinLab" })
        #expect(try await test.read { try $0.scores(of: common.lead.id, limit: 100).count } == 50)
    }
}
