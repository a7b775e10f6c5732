import Domain
import Lexicon

/// Cities and countries of the company or the job.
///
/// Every name in the header counts, and names that office words, labels, postcodes or a cell of their own vouch for;
/// a bare "in X" counts when nothing better was said, or in a short note.
struct PlaceRecogniser: Recogniser {
    private let gazetteer: Gazetteer
    private let words: PlaceWords
    private let prepositions: Set<UInt64>

    init(gazetteer: Gazetteer, words: PlaceWords) {
        self.gazetteer = gazetteer
        self.words = words
        prepositions = Set(
            [
                "in", "from", "near", "at", "around", "outside", "across", "of", "for", "to", "between",
                "both",
                "either", "aus", "bei", "nahe", "à", "a", "en", "de", "près", "dans", "desde", "cerca", "our",
                "the",
                "central", "downtown", "sunny", "beautiful",
            ].map { WordKey.of(Fold.bytes($0)) })
    }

    /// Scalars within which a bare clause may name the place of a long text.
    private static let openingReach = 400
    /// Thousands of people below which a city needs more around it.
    private static let smallTown = 40
    private static let largeCity = 300

    func recognise(_ document: Document, _ findings: inout Findings) {
        let finder = PlaceFinder(
            document: document, gazetteer: gazetteer, words: words, taken: taken(document, findings),
            around: words.around(document), prepositions: prepositions)
        let used = used(finder.mentions(), document)
        var found = Found()
        found.hints = hints(document, used, findings.context)
        for mention in used { add(mention, document, to: &found) }
        for mention in used where mention.hit.cities.isEmpty { addCountry(mention, document, to: &found) }
        findings.add(contentsOf: found.cities)
        findings.add(contentsOf: found.regions)
        findings.add(contentsOf: found.stated.map(\.fact))
        findings.countryCodes += found.stated.map(\.code)
        for (code, mention) in found.implied where !found.stated.contains(where: { $0.code == code }) {
            guard let name = gazetteer.countryName(code) else { continue }
            findings.add(document.fact(.country, .text(name), .inferred, at: mention.hit.tokens))
            findings.countryCodes.append(code)
        }
    }

    private struct Found {
        var cities: [Fact] = []
        var regions: [Fact] = []
        var stated: [(code: String, fact: Fact)] = []
        var implied: [(code: String, mention: PlaceMention)] = []
        var seen: Set<String> = []
        /// Countries the text speaks of by other means.
        var hints: Set<String> = []
    }

    /// Countries that top-level domains, the language and countries named point to.
    private func hints(_ document: Document, _ used: [PlaceMention], _ context: ReadingContext) -> Set<String>
    {
        var codes = Set(used.compactMap { $0.area?.countryCode ?? $0.hit.country?.code })
        let hosts =
            document.hosts.map(\.host) + document.emails.map { String($0.host) } + [
                context.companyWebsite ?? ""
            ]
        for host in hosts {
            let ending = host.split(whereSeparator: { $0 == "." || $0 == "/" }).last(where: { $0.count == 2 })
            if let ending { codes.insert(String(ending) == "uk" ? "GB" : String(ending).uppercased()) }
        }
        switch document.language {
        case .german: codes.formUnion(["DE", "AT", "CH"])
        case .french: codes.formUnion(["FR", "BE", "CH"])
        case .spanish: codes.formUnion(["ES"])
        case .english: break
        }
        return codes
    }

    /// Tokens of the company's own name, wherever it is repeated: "Austin Media" is in no Austin.
    private func taken(_ document: Document, _ findings: Findings) -> Set<Int> {
        var taken: Set<Int> = []
        for name in findings.companyNames {
            let words = Tokens(name).list.map(\.key)
            guard !words.isEmpty else { continue }
            let list = document.tokens.list
            for start in list.indices where list[start].key == words[0] && start + words.count <= list.count {
                if words.indices.allSatisfy({ list[start + $0].key == words[$0] }) {
                    taken.formUnion(start..<start + words.count)
                }
            }
        }
        return taken
    }

    // MARK: Which mentions count

    private func used(_ mentions: [PlaceMention], _ document: Document) -> [PlaceMention] {
        let plausible = mentions.map { !$0.isRejected && isPlausible($0) }
        let hasOffice = zip(mentions, plausible).contains { $0.support >= .office && $1 }
        var used: [PlaceMention] = []
        var lastWasUsed = false
        for (mention, isPlausible) in zip(mentions, plausible) {
            // A list shares the fate of its first place: "clients in Berlin, Paris and Madrid".
            let isUsed =
                mention.continues && mention.support < .office
                ? lastWasUsed && !mention.isRejected
                : isPlausible && isSupported(mention, document, hasOffice: hasOffice)
            if isUsed { used.append(mention) }
            lastWasUsed = isUsed
        }
        return used
    }

    private func isSupported(_ mention: PlaceMention, _ document: Document, hasOffice: Bool) -> Bool {
        switch mention.support {
        case .header, .office: true
        case .preposition: document.isShort || !hasOffice
        case .clause:
            document.isShort
                || (!hasOffice && document.tokens[mention.tokens.lowerBound].start < Self.openingReach)
        case .none: false
        }
    }

    /// Whether a name that is also a word has enough around it.
    private func isPlausible(_ mention: PlaceMention) -> Bool {
        let hit = mention.hit
        if words.isNamed(hit) { return mention.area != nil }
        guard let city = hit.cities.first, hit.country == nil else { return true }
        let isRisky = words.isRisky(hit)
        guard isRisky || city.thousands < Self.smallTown else { return true }
        if mention.area != nil || mention.support >= .office { return true }
        return mention.support == .preposition && !isRisky && city.thousands >= Self.smallTown / 2
            || mention.support == .preposition && city.thousands >= Self.largeCity
    }

    // MARK: Facts

    private func add(_ mention: PlaceMention, _ document: Document, to found: inout Found) {
        guard let city = city(mention, found.hints) else { return }
        if let area = mention.area {
            if let region = area.region, found.seen.insert("region " + region.name).inserted {
                found.regions.append(document.fact(.region, .text(region.name), at: area.tokens))
            }
            if let country = area.country { addStated(country, area.tokens, document, to: &found) }
        }
        let name = city.isAlias ? city.name : shown(mention.hit.tokens, city, document)
        if found.seen.insert(name.lowercased()).inserted {
            found.cities.append(document.fact(.city, .text(name), at: mention.hit.tokens))
        }
        guard mention.area != nil || !Self.unclear.contains(city.name) else { return }
        let code = mention.area?.countryCode ?? city.country
        if !found.implied.contains(where: { $0.code == code }) { found.implied.append((code, mention)) }
    }

    /// Cities of equal fame on two sides of a sea.
    private static let unclear: Set<String> = ["Cambridge", "Melbourne"]

    /// The city that a name with its area means; without one the largest, unless the text points to another country.
    private func city(_ mention: PlaceMention, _ hints: Set<String>) -> Gazetteer.City? {
        let cities = mention.hit.cities
        guard let area = mention.area else {
            guard let largest = cities.first, !hints.contains(largest.country) else { return cities.first }
            let enough = largest.thousands / Self.lessFamous
            return cities.first { hints.contains($0.country) && $0.thousands >= enough } ?? largest
        }
        return cities.first { city in
            area.region.map { $0.code == city.region && $0.country == city.country } ?? false
        } ?? cities.first { $0.country == area.countryCode } ?? cities.first
    }

    /// How many times smaller a namesake may be when the text points to its country.
    private static let lessFamous = 10

    /// As written, unless in capitals or small letters only, or with accents our name for it leaves out.
    private func shown(_ range: Range<Int>, _ city: Gazetteer.City, _ document: Document) -> String {
        let first = document.tokens[range.lowerBound]
        let isPlain = city.name.unicodeScalars.allSatisfy { $0.isASCII }
        return first.isCapitalised && !first.isUpperCase && !isPlain ? document.text(range) : city.name
    }

    private func addCountry(_ mention: PlaceMention, _ document: Document, to found: inout Found) {
        if let country = mention.hit.country {
            let isEnough =
                mention.support >= .office || document.isShort
                || found.stated.isEmpty && found.implied.isEmpty
            if isEnough { addStated(country, mention.hit.tokens, document, to: &found) }
        } else if let region = mention.hit.regions.first, mention.support >= .office,
            found.seen.insert("region " + region.name).inserted
        {
            found.regions.append(document.fact(.region, .text(region.name), at: mention.hit.tokens))
        }
    }

    private func addStated(
        _ country: Gazetteer.Country, _ tokens: Range<Int>, _ document: Document, to found: inout Found
    ) {
        guard !found.stated.contains(where: { $0.code == country.code }) else { return }
        found.stated.append((country.code, document.fact(.country, .text(country.name), at: tokens)))
    }
}
