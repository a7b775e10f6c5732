import Domain
import Storage
import Wire

/// The query of a list of leads: `?list=inbox&tier=red_hot&stage=new&min_score=60&q=pune&sort=score`.
enum LeadFilter {
    static let about = "Filters narrow the list down together. `tier` and `stage` may be given several times."

    static let list = Parameter.text("list", "Only leads of this list.")
    static let tier = Parameter.text("tier", "Only leads of this tier, by its key, as in red_hot.")
    static let stage = Parameter.choice("stage", Lead.Stage.self, "Only leads at this stage.")
    static let least = Parameter.number("min_score", in: -1000...1000, "The lowest total.")
    static let most = Parameter.number("max_score", in: -1000...1000, "The highest total.")
    static let words = Parameter.text("q", default: "", "Words in the names or the domain.")
    static let sort = Parameter.choice("sort", LeadQuery.Sort.self, default: .score, "The order.")
    static let hidden = Parameter.choice(
        "visibility", Visibility.self, default: .shown, "Whether dismissed leads are seen.")

    /// The words for `LeadQuery.Visibility`.
    enum Visibility: String, CaseIterable, Sendable { case shown, hidden, all }

    static let docs = [
        list.doc, tier.doc, stage.doc, least.doc, most.doc, words.doc, sort.doc, hidden.doc,
    ]

    /// What a request asks for.
    static func query(_ request: Request) throws(HTTPError) -> LeadQuery {
        var query = LeadQuery()
        query.list = try request.optionalValue(list)
        query.tiers = request.query.all("tier")
        query.stages = try stages(request)
        query.scores = try scores(request)
        query.text = try request.value(words)
        query.sort = try request.value(sort)
        query.visibility = visibility(try request.value(hidden))
        query.limit = try request.value(Paging.limit)
        query.after = try cursor(request)
        return query
    }

    private static func stages(_ request: Request) throws(HTTPError) -> [Lead.Stage] {
        guard try request.optionalValue(stage) != nil else { return [] }
        return request.query.all("stage").compactMap(Lead.Stage.init)
    }

    /// Totals are hundredths; both ends count.
    private static func scores(_ request: Request) throws(HTTPError) -> ClosedRange<Points>? {
        let least = try request.optionalValue(least)
        let most = try request.optionalValue(most)
        guard least != nil || most != nil else { return nil }
        let (from, to) = (points(least ?? -1000), points(most ?? 1000))
        guard from <= to else {
            let message = "Input should not be greater than max_score"
            throw .invalid([FieldIssue(.query, "min_score", message, kind: .outOfRange)])
        }
        return from...to
    }

    private static func points(_ number: Double) -> Points {
        Points(hundredths: Int((number * 100).rounded()))
    }

    private static func visibility(_ word: Visibility) -> LeadQuery.Visibility {
        switch word {
        case .shown: .shown
        case .hidden: .hidden
        case .all: .all
        }
    }

    private static func cursor(_ request: Request) throws(HTTPError) -> LeadCursor? {
        guard let text = request.query["cursor"] else { return nil }
        guard let cursor = LeadCursor(text) else { throw .badCursor }
        return cursor
    }
}
