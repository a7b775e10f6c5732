import Domain
import Storage
import TestSupport
import Testing

@Suite struct TestimonyTests {
    /// One fact of every shape there is.
    private static func everyShape(_ snapshot: ID<Snapshot>, other: ID<Snapshot>) -> [Fact] {
        let evidence = { (quote: String) in Evidence(snapshot: snapshot, span: Span(3, 7), quote: quote) }
        return [
            Fact(
                .companyName, .text("Acme \"GmbH\" \n 漢"), .stated, evidence: evidence("Acme \"GmbH\" \n 漢")),
            Fact(.industry, .text("saas"), .inferred, evidence: evidence("software as a service")),
            Fact(.remote, .flag(true), .contradicted),
            Fact(.teamSize, .range(11...20), .stated, evidence: evidence("11-20")),
            Fact(.teamSize, .range(1...1), .unknown),
            Fact(
                .revenueMentioned,
                .money(Money(words: "$50K MRR", amount: 50_000, currency: "USD", period: .month)), .stated,
                evidence: evidence("$50K MRR")),
            Fact(.fundingMentioned, .money(Money(words: "some", amount: 0, currency: nil, period: nil))),
            Fact(
                .roleHired, .role(Role(title: "Growth Marketer", function: .marketing, seniority: .vp)),
                .stated,
                evidence: Evidence(snapshot: other, span: Span(0, 2), quote: "GM")),
            Fact(.person, .person(name: "Asha", role: "CEO"), .stated, evidence: evidence("Asha")),
            Fact(.person, .person(name: "Bo", role: nil)),
        ]
    }

    @Test(arguments: Backend.available)
    func factsComeBackAsTheyWere(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let (snapshot, other) = (ID<Snapshot>(key: 77), ID<Snapshot>(key: 78))
        let testimony = Testimony(
            subject: .contact(ID(key: 5)), snapshot: snapshot, validFrom: TestMoment.start,
            seenAt: TestMoment.start.advanced(bySeconds: 9), reader: "reading@1",
            facts: Self.everyShape(snapshot, other: other))
        try await test.write { try $0.add(PackedTestimony(testimony)) }
        #expect(try await test.read { try $0.testimonies(of: [.contact(ID(key: 5))]) } == [testimony])
        #expect(try await test.read { try $0.testimonies(of: [.account(ID(key: 5))]) } == [])
    }

    @Test(arguments: Backend.available)
    func aTestimonyIsNeverChanged(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let first = testimony(snapshot: 1, seen: 0, industry: "saas")
        let changed = testimony(snapshot: 1, seen: 5, industry: "d2c")
        try await test.write { try $0.add([PackedTestimony(first), PackedTestimony(changed)]) }
        #expect(try await test.read { try $0.testimonies(of: [.account(ID(key: 5))]) } == [first])
    }

    @Test(arguments: Backend.available)
    func whatWasKnownAtAMomentIsFound(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let all = [
            testimony(snapshot: 1, seen: 10), testimony(snapshot: 2, seen: 5),
            testimony(snapshot: 3, seen: 20),
        ]
        try await test.write { try $0.add(all.map(PackedTestimony.init)) }
        let known = { (seconds: Int64) in
            try await test.read {
                try $0.testimonies(
                    of: [.account(ID(key: 5))], asOf: TestMoment.start.advanced(bySeconds: seconds))
            }.map(\.snapshot.key)
        }
        #expect(try await known(4) == [])
        #expect(try await known(5) == [2])
        #expect(try await known(10) == [2, 1])
        #expect(try await known(99) == [2, 1, 3])
    }

    @Test(arguments: Backend.available)
    func subjectsAreFoundByWhatIsSaidOfThem(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        try await test.write { tx in
            for key in 1...7 {
                var entry = self.testimony(
                    snapshot: Int64(key), seen: 0, industry: key % 2 == 0 ? "SaaS" : "d2c")
                entry.subject = .account(ID(key: Int64(key)))
                try tx.add(PackedTestimony(entry))
            }
        }
        let found = { (value: String, after: Int64, limit: Int) in
            try await test.read { try $0.subjects(with: .industry, value, after: after, limit: limit) }
        }
        #expect(try await found("saas", 0, 10) == [2, 4, 6])
        #expect(try await found("D2C", 1, 2) == [3, 5])
        #expect(try await found("retail", 0, 10) == [])
        let other = try await test.store.createWorkspace(name: "other").id
        #expect(try await test.read(in: other) { try $0.subjects(with: .industry, "saas") } == [])
    }

    private func testimony(snapshot: Int64, seen: Int64, industry: String = "saas") -> Testimony {
        Testimony(
            subject: .account(ID(key: 5)), snapshot: ID(key: snapshot),
            validFrom: TestMoment.start.advanced(bySeconds: seen),
            seenAt: TestMoment.start.advanced(bySeconds: seen), reader: "reading@1",
            facts: [Fact(.industry, .text(industry))])
    }
}
