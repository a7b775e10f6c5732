import Lexicon

/// Countries, regions, time zones and the cities that stand alone in addresses.
struct Places: Sendable {
    struct Country: Sendable {
        /// ISO 3166.
        let code: String
        let name: String
        let aliases: [String]
        let cities: [String]
        /// Standard time offsets in minutes.
        let offsets: [Int]
        /// Endings of its web addresses.
        let endings: [String]
    }

    /// What a name stands for.
    enum Meaning: Hashable, Sendable {
        case country(Int)
        /// A city or state, by its key, and the country it lies in.
        case city(UInt64, country: Int)
        case region(Set<Int>)
    }

    let countries: [Country]
    private let byName: [UInt64: Meaning]
    private let phrases: PhraseBook<Meaning>
    private let byEnding: [String: Int]
    private let zones: [UInt64: Int]

    init(
        countries: [Country], byName: [UInt64: Meaning], phrases: PhraseBook<Meaning>,
        byEnding: [String: Int],
        zones: [UInt64: Int]
    ) {
        self.countries = countries
        self.byName = byName
        self.phrases = phrases
        self.byEnding = byEnding
        self.zones = zones
    }

    /// What a name as a whole stands for.
    func meaning(of name: String) -> Meaning? { NameKey.of(name).flatMap { byName[$0] } }

    /// What an address column or profile line names: its parts between commas, else every name in it.
    func meanings(in line: String) -> [Meaning] {
        if let whole = meaning(of: line) { return [whole] }
        let parts = line.split(whereSeparator: { $0 == "," || $0 == "/" || $0 == "|" || $0 == ";" })
        let known = parts.compactMap { NameKey.of($0).flatMap { byName[$0] } }
        guard known.isEmpty, line.utf8.count <= Self.longestLine else { return known }
        return phrases.longestMatches(in: Tokens(line)).map { phrases.entries[$0.entry] }
    }

    /// An address line is short; anything longer is prose.
    private static let longestLine = 200

    /// The country whose web ending a host has; nil for endings bought for their letters.
    func country(ofHost host: String) -> Int? {
        guard let ending = host.split(separator: ".").last, host.contains(".") else { return nil }
        return byEnding[ending.lowercased()]
    }

    /// Countries whose standard time lies in a zone as written: `IST`, `UTC+5:30`, `UTC-8 to UTC-5`.
    func countries(inZone text: String) -> Set<Int>? {
        guard let range = zone(text) else { return nil }
        return Set(countries.indices.filter { countries[$0].offsets.contains { range.contains($0) } })
    }

    private func zone(_ text: String) -> ClosedRange<Int>? {
        if let key = NameKey.of(text), let offset = zones[key] { return offset...offset }
        let parts = text.replacing("..", with: " to ").replacing("–", with: " to ").split(separator: " ")
        let ends = parts.filter { $0 != "to" }.map(Self.offset)
        guard let first = ends.first, let low = first, let last = ends.last, let high = last, ends.count <= 2
        else { return nil }
        return min(low, high)...max(low, high)
    }

    /// Minutes of `UTC+5:30` or `GMT-8`; nil for anything else.
    private static func offset(_ text: Substring) -> Int? {
        let upper = text.uppercased()
        guard upper.hasPrefix("UTC") || upper.hasPrefix("GMT") else { return nil }
        let rest = upper.dropFirst(3)
        guard let sign = rest.first else { return 0 }
        guard sign == "+" || sign == "-" || sign == "−" else { return nil }
        let fields = rest.dropFirst().split(separator: ":")
        guard let first = fields.first, let hours = Int(first), hours <= 14, fields.count <= 2 else {
            return nil
        }
        let minutes = fields.count == 2 ? Int(fields[1]) ?? 0 : 0
        return (sign == "+" ? 1 : -1) * (hours * 60 + minutes)
    }
}

/// Places wanted.
struct PlaceWish: Sendable {
    private(set) var countries: Set<Int> = []
    /// Cities and states wanted by name.
    private(set) var cities: Set<UInt64> = []
    /// Countries of those cities: a lead there may or may not be in the city.
    private(set) var cityCountries: Set<Int> = []
    /// Names nobody knows, compared as they are.
    private(set) var otherNames: Set<UInt64> = []
    let label: String

    init(_ names: [String], in places: Places) {
        label = Words.list(names, "or")
        for name in names {
            if let zone = places.countries(inZone: name) {
                countries.formUnion(zone)
                continue
            }
            switch places.meaning(of: name) {
            case .country(let country): countries.insert(country)
            case .region(let members): countries.formUnion(members)
            case .city(let key, let country):
                cities.insert(key)
                cityCountries.insert(country)
            case nil: if let key = NameKey.of(name) { otherNames.insert(key) }
            }
        }
    }
}
