import Domain
import Storage

/// `GET /leads?tier&min_score&signal&q&sort`.
struct S2LeadQuery: Sendable {
    private var leads: LeadQuery
    private let signal: String?

    /// The orders on offer.
    private enum Sort: String, CaseIterable, Sendable {
        case score, newest, updated, name

        var order: LeadQuery.Sort {
            switch self {
            case .score: .score
            case .newest: .newest
            case .updated: .updated
            case .name: .name
            }
        }
    }

    private static let tier = Parameter.text("tier", "Only this tier: hot, warm, nurture or cold.")
    private static let least = Parameter.number("min_score", in: 0...100, "The lowest total.")
    private static let signal = Parameter.text(
        "signal", "Only companies with such a signal, as in hiring_marketing.")
    private static let words = Parameter.text("q", default: "", "Words in the names or the domain.")
    private static let sort = Parameter.choice("sort", Sort.self, default: .score, "The order.")
    private static let list = Parameter.text("list", default: S2LeadRoutes.list, "The list.")

    static let docs = [
        tier.doc, least.doc, signal.doc, words.doc, sort.doc, list.doc, Paging.limit.doc,
        Paging.workspace.doc,
    ]

    init(_ request: Request) throws(HTTPError) {
        leads = LeadQuery()
        leads.list = try request.value(Self.list)
        leads.tiers = request.query.all("tier").map { $0.lowercased() }
        leads.text = try request.value(Self.words)
        leads.sort = try request.value(Self.sort).order
        leads.limit = try request.value(Paging.limit)
        if let least = try request.optionalValue(Self.least) {
            leads.scores = Points(hundredths: Int((least * 100).rounded()))...Points(1000)
        }
        signal = try request.optionalValue(Self.signal)
    }

    /// Pages looked through for a rare signal before the answer is what was found so far.
    private static let mostPages = 40

    /// The leads asked for; a signal is looked for page by page.
    func rows(in tx: ReadTransaction) throws -> [Storage.LeadRow] {
        guard let signal else { return try tx.leads(leads).rows }
        var (query, found) = (leads, [Storage.LeadRow]())
        for _ in 0..<Self.mostPages {
            let page = try tx.leads(query)
            found += try page.rows.filter { row in
                guard let account = row.account else { return false }
                return try tx.signals(of: account.id).contains { $0.kind == signal }
            }
            guard found.count < leads.limit, let next = page.next else { break }
            query.after = next
        }
        return Array(found.prefix(leads.limit))
    }
}
