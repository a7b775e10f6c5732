import Domain
import Storage

/// Prospects as an import makes them: one row of text, a company, a person, a dozen facts and a score of ten lines.
struct ProspectSource {
    let workspace: ID<Workspace>
    let world: World

    /// Three prospects to a company, so that two of three find their account.
    private static let prospectsPerCompany = 3
    private static let industries = ["saas", "d2c", "fintech", "consulting", "education", "healthcare"]
    private static let cities = ["Pune", "Mumbai", "Bengaluru", "Delhi", "Chennai", "Hyderabad", "Jaipur"]
    private static let roles = ["CEO", "Founder", "Head of Marketing", "VP Sales", "Growth Manager", "CTO"]

    func drafts(_ range: Range<Int>) throws -> [ProspectDraft] {
        try range.map(draft)
    }

    private func draft(_ index: Int) throws -> ProspectDraft {
        let number = index / Self.prospectsPerCompany
        // A multiplier spreads the names over the alphabet, as real ones are.
        let company = "Company \(String(number &* 2_654_435_761 & 0xFFFF_FFFF, radix: 36))"
        let domain = company.dropFirst(8) + ".example"
        let person = "Person \(String(index &* 40_503 & 0xFFFF_FFFF, radix: 36)) Sharma"
        let role = Self.roles[index % Self.roles.count]
        let text = """
            Name: \(person). Role: \(role). Company: \(company). Industry: \(industry(number)). \
            Location: \(city(number)), India. LinkedIn bio: Building a team that helps small brands sell more. \
            Ten years in growth, two companies started, one sold. Looking for a first marketing hire and tired of agencies.
            """
        let id: ID<Snapshot> = world.newID()
        let snapshot = Snapshot(
            id: id, source: .init(type: .csv, companyName: company),
            hash: ContentHash.sha256(text).hexadecimal, text: text, capturedAt: world.now())
        return ProspectDraft(
            snapshot: try PackedSnapshot(snapshot, in: workspace),
            account: AccountDraft(
                name: company, domain: String(domain),
                keys: [IdentityKey(.domain, String(domain)), IdentityKey(.name, company.lowercased())]),
            contact: ContactDraft(
                account: nil, name: person, role: role,
                keys: [IdentityKey(.email, "p\(index)@\(domain)")]),
            nameAtAccount: person.lowercased(), target: Target(scorecard: "intent@1"), list: "default",
            accountFacts: testimony(
                .account(ID(key: 1)), id,
                [
                    .init(.companyName, .text(company), evidence: evidence(id, 60, company)),
                    .init(.industry, .text(industry(number)), evidence: evidence(id, 90, industry(number))),
                    .init(.city, .text(city(number)), evidence: evidence(id, 110, city(number))),
                    .init(.country, .text("India"), evidence: evidence(id, 120, "India")),
                    .init(.teamSize, .range(number % 40...number % 40 + 9), .inferred),
                    .init(.sizeBucket, .text(["2-5", "6-10", "11-20"][number % 3]), .inferred),
                ]),
            contactFacts: testimony(
                .contact(ID(key: 1)), id,
                [
                    .init(.person, .person(name: person, role: role), evidence: evidence(id, 6, person)),
                    .init(
                        .roleTitle, .role(Role(title: role, function: .marketing, seniority: .headDirector)),
                        evidence: evidence(id, 40, role)),
                    .init(
                        .bio, .text(String(text.suffix(150))),
                        evidence: evidence(id, 150, String(text.suffix(150)))),
                ]),
            score: PackedScore(score(index, id)))
    }

    private func industry(_ number: Int) -> String { Self.industries[number % Self.industries.count] }
    private func city(_ number: Int) -> String { Self.cities[number % Self.cities.count] }

    private func evidence(_ snapshot: ID<Snapshot>, _ start: Int, _ quote: String) -> Evidence {
        Evidence(snapshot: snapshot, span: Span(start, start + quote.unicodeScalars.count), quote: quote)
    }

    private func testimony(_ subject: Subject, _ snapshot: ID<Snapshot>, _ facts: [Fact]) -> PackedTestimony {
        PackedTestimony(
            Testimony(
                subject: subject, snapshot: snapshot, validFrom: world.now(), seenAt: world.now(),
                reader: "reading@1", facts: facts))
    }

    private func score(_ index: Int, _ snapshot: ID<Snapshot>) -> Score {
        // About as many different totals as a scorecard of five criteria gives.
        let total = Points(hundredths: index &* 7_919 % 120 * 80)
        let lines = ["role", "industry", "completeness", "label"].map { criterion in
            ScoreLine(
                criterion: criterion, points: Points(hundredths: total.hundredths / 4), of: Points(20),
                reason: "The \(criterion) is among those wanted.", strength: .stated, kind: .award,
                evidence: [evidence(snapshot, 40, "Head of Marketing")])
        }
        let dimensions = ["rules", "judgement"].map { key in
            DimensionScore(
                key: key, label: key.capitalized, of: Points(50),
                points: Points(hundredths: total.hundredths / 2),
                weight: 100, lines: lines)
        }
        let tier =
            total >= Points(80)
            ? Tier(key: "high", label: "High", rank: 0)
            : total >= Points(50)
                ? Tier(key: "medium", label: "Medium", rank: 1) : Tier(key: "low", label: "Low", rank: 2)
        return Score(
            id: world.newID(), lead: ID(key: 1), scorecard: "intent@1", icp: nil, offer: nil,
            snapshots: [snapshot], result: ScoreResult(total: total, tier: tier, dimensions: dimensions),
            scoredAt: world.now())
    }
}
