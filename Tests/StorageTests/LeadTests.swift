import Domain
import Storage
import TestSupport
import Testing

@Suite struct LeadTests {
    @Test(arguments: Backend.available)
    func aLeadIsFoundAgainByAccountListAndScorecard(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let first = try await test.write { try $0.makeLead("SkinLab", total: 82, tier: "red_hot") }
        let again = try await test.write { try $0.makeLead("SkinLab") }
        let elsewhere = try await test.write { try $0.makeLead("SkinLab", list: "other") }
        #expect(first == again)
        #expect(first != elsewhere)
        let row = try #require(try await test.read { try $0.lead(first) })
        #expect(row.account?.name == "SkinLab")
        #expect(row.standing?.total == Points(82))
        #expect(row.standing?.tier == Tier(key: "red_hot", label: "Red_Hot", rank: 1))
        #expect(row.standing?.reason == "A team of 82.")
        #expect(row.lead.number == 1)
    }

    @Test(arguments: Backend.available)
    func aListIsBestFirstPageByPage(_ backend: Backend) async throws {
        let test = try await backend.newStore()
        let totals = [10, 95, 40, 70, 55, 70, 81]
        try await test.write { write in
            for (index, total) in totals.enumerated() {
                _ = try write.makeLead(
                    "Company \(index)", total: total, tier: total >= 80 ? "red_hot" : "warm",
                    list: index % 2 == 0 ? "default" : "other")
            }
            _ = try write.makeLead("Unscored")
        }
        var query = LeadQuery()
        query.limit = 3
        var seen: [Int?] = []
        repeat {
            let page = try await test.read { [query] read in try read.leads(query) }
            seen += page.rows.map { $0.standing?.total.rounded }
            query.after = page.next
        } while query.after != nil
        #expect(seen == [95, 81, 70, 70, 55, 40, 10, nil])
    }
}
