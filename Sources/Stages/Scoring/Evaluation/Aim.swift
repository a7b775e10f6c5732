import Domain
import Lexicon

/// What a profile and an offer want, made comparable once and used for many leads.
struct Aim: Sendable {
    let sizes: [ClosedRange<Int>]
    let industries: IndustryWish?
    let places: PlaceWish?
    let technologies: [TechnologyList: [(key: String, name: String)]]
    let hiringWords: PhraseBook<Void>
    let painWords: PhraseBook<Void>
    let otherWords: PhraseBook<Void>
    /// Empty for any.
    let functions: [JobFunction]
    /// Keys of the technologies the offer's text names.
    let offerTechnologies: Set<String>
    let exclusions: [String]
    /// Folded names of criteria the profile switches off.
    let switchedOff: Set<String>

    /// What the user's profile leaves empty, the card's own fills.
    init(_ profile: ICP.Criteria?, offer: Offer?, for rubric: Rubric) {
        let wanted = profile ?? ICP.Criteria()
        let own = rubric.defaults
        let taxonomy = rubric.taxonomy
        let needs = rubric.needs
        func filled(_ path: KeyPath<ICP.Criteria, [String]>) -> [String] {
            wanted[keyPath: path].isEmpty ? own[keyPath: path] : wanted[keyPath: path]
        }
        sizes = needs.contains(.profileSizes) ? Self.sizes(wanted, own, taxonomy.sizes) : []
        let industryNames = needs.contains(.profileIndustries) ? filled(\.industries) : []
        industries = industryNames.isEmpty ? nil : IndustryWish(industryNames, in: taxonomy.industries)
        let placeNames = needs.contains(.profilePlaces) ? filled(\.geographies) : []
        places = placeNames.isEmpty ? nil : PlaceWish(placeNames, in: taxonomy.places)
        technologies =
            needs.contains(.profileTechnologies)
            ? Self.technologies(filled(\.tech.must), filled(\.tech.nice), filled(\.tech.avoid), taxonomy)
            : [:]
        let readsWords = needs.contains(.profileWords)
        hiringWords = readsWords ? Self.book(filled(\.hiringKeywords)) : PhraseBook()
        painWords = readsWords ? Self.book(filled(\.painKeywords)) : PhraseBook()
        otherWords = readsWords ? Self.book(filled(\.keywords)) : PhraseBook()
        functions = needs.contains(.profileDepartments) ? taxonomy.functions(filled(\.departments)) : []
        offerTechnologies =
            needs.contains(.offerTechnologies)
            ? offer.map {
                taxonomy.technologies.keys(in: "\($0.name)\n\($0.valueProps)\n\($0.idealUseCases)")
            } ?? []
            : []
        exclusions = needs.contains(.exclusions) ? wanted.exclusions.map { $0.lowercased() } : []
        switchedOff = Set(wanted.signals.filter { !$0.value }.keys.map(Switches.folded))
    }

    /// Buckets and the range are one wish: their union.
    private static func sizes(
        _ wanted: ICP.Criteria, _ own: ICP.Criteria, _ sizes: Sizes
    ) -> [ClosedRange<Int>] {
        for profile in [wanted, own] {
            let buckets = profile.sizeBuckets.compactMap { sizes.read($0) }
            let all = united(buckets + (profile.sizes.map { [$0] } ?? []))
            if !all.isEmpty { return all }
        }
        return []
    }

    private static func technologies(
        _ must: [String], _ nice: [String], _ avoid: [String], _ taxonomy: Taxonomy
    ) -> [TechnologyList: [(key: String, name: String)]] {
        func keyed(_ names: [String]) -> [(key: String, name: String)] {
            names.map { (taxonomy.technologies.key($0), $0) }.filter { !$0.key.isEmpty }
        }
        return [.must: keyed(must), .nice: keyed(nice), .avoid: keyed(avoid)]
    }

    /// Words as people type them into a form; signs of the pattern language stand for themselves.
    private static func book(_ words: [String]) -> PhraseBook<Void> {
        var book = PhraseBook<Void>()
        for word in words {
            let plain = String(word.map { "()[]<>|*".contains($0) ? " " : $0 })
            // Words that are nothing but signs look for nothing.
            if let phrase = try? Phrase(plain) { book.add(phrase, ()) }
        }
        return book
    }
}
