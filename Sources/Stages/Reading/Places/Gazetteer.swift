import Domain
import Lexicon

/// The names of cities, countries and regions.
struct Gazetteer: Sendable {
    struct City: Hashable, Sendable {
        let name: String
        /// ISO 3166 code.
        let country: String
        let thousands: Int
        /// Code of the state or province in countries where texts name it.
        let region: String
        /// The name shown is another than the one looked up: "Bombay".
        let isAlias: Bool
    }

    struct Country: Hashable, Sendable {
        let name: String
        let code: String
    }

    struct Region: Hashable, Sendable {
        let name: String
        /// Empty for regions of several countries.
        let country: String
        let code: String
    }

    /// A name in a text and all it may mean.
    struct Hit: Sendable {
        let tokens: Range<Int>
        /// Of the folded words, joined by spaces.
        let key: UInt64
        /// Largest first.
        var cities: [City] = []
        var country: Country?
        var regions: [Region] = []
    }

    private let cities: SortedTable
    private let countries: [UInt64: Country]
    private let regions: [UInt64: [Region]]
    private let regionCodes: [UInt64: [Region]]
    private let countryNames: [String: String]
    private let never: Set<UInt64>

    /// Words of the longest name, as in "Newfoundland and Labrador" and "Kingdom of Saudi Arabia".
    private static let mostWords = 5
    /// Names this short are written in capitals or they are words: "US", "la".
    private static let shortName = 2

    /// Thousands of people of a city that is meant when a state has the same name: New York, Washington.
    private static let famous = 400

    init(data: DataFile, never: [String]) throws {
        cities = try SortedTable(
            try data("lexicon/places/cities.tsv"), named: "data/lexicon/places/cities.tsv",
            columns: ["key", "name", "country", "thousands", "region"])
        var countries: [UInt64: Country] = [:]
        var names: [String: String] = [:]
        for row in try TableReader.rows(
            try data("lexicon/places/countries.tsv"), named: "data/lexicon/places/countries.tsv",
            columns: ["key", "name", "code"])
        {
            countries[WordKey.of(row[0].utf8)] = Country(name: row[1], code: row[2])
            names[row[2]] = row[1]
        }
        var regions: [UInt64: [Region]] = [:]
        var codes: [UInt64: [Region]] = [:]
        for row in try TableReader.rows(
            try data("lexicon/places/regions.tsv"), named: "data/lexicon/places/regions.tsv",
            columns: ["name", "shown", "country", "code"])
        {
            let region = Region(name: row[1], country: row[2], code: row[3])
            regions[Self.key(row[0]), default: []].append(region)
            if !row[3].isEmpty { codes[WordKey.of(Fold.bytes(row[3])), default: []].append(region) }
        }
        self.countries = countries
        self.regions = regions
        regionCodes = codes
        countryNames = names
        self.never = Set(never.map(Self.key))
    }

    /// Name of a country by its code.
    func countryName(_ code: String) -> String? { countryNames[code] }

    /// The region a two- or three-letter code stands for, right after a city.
    func region(code token: Int, in tokens: Tokens) -> [Region] {
        tokens[token].isUpperCase ? regionCodes[tokens[token].key] ?? [] : []
    }

    /// The key under which a name is looked up.
    static func key(_ name: String) -> UInt64 {
        let tokens = Tokens(name)
        var key: [UInt8] = []
        for index in 0..<tokens.count where tokens.isWordOrNumber(index) {
            if !key.isEmpty { key.append(0x20) }
            key += tokens.foldedBytes(index)
        }
        return WordKey.of(key)
    }

    /// The longest name that opens at a token; nil when none does.
    func hit(at start: Int, in tokens: Tokens) -> Hit? {
        var key: [UInt8] = []
        var index = start
        var best: Hit?
        var isOpen = true
        for _ in 0..<Self.mostWords {
            guard index < tokens.count, tokens[index].kind == .word else { break }
            if !key.isEmpty { key.append(0x20) }
            key += tokens.foldedBytes(index)
            index += 1
            if let hit = hit(start..<index, key, &isOpen, in: tokens) { best = hit }
            // "St. Louis", "D.C.": the stop belongs to the name when a glued word or another word follows.
            if tokens.isSymbol(index, "."), tokens[index].isGlued,
                tokens[index - 1].end - tokens[index - 1].start <= 2
            {
                index += 1
                if best?.tokens.upperBound == index - 1 { best = best.map { $0.extended(to: index) } }
            }
        }
        return best
    }

    private func hit(_ range: Range<Int>, _ key: [UInt8], _ isOpen: inout Bool, in tokens: Tokens) -> Hit? {
        let hash = WordKey.of(key)
        var hit = Hit(tokens: range, key: hash)
        if isOpen {
            let found = cities.look(up: key)
            isOpen = found.opensLonger
            hit.cities = found.rows.map { Self.city($0, key) }
        }
        hit.country = countries[hash]
        hit.regions = regions[hash] ?? []
        // "Colorado" is the state, whatever town elsewhere bears its name.
        if hit.regions.contains(where: { !$0.country.isEmpty }),
            (hit.cities.first?.thousands ?? 0) < Self.famous
        {
            hit.cities = []
        }
        guard !hit.cities.isEmpty || hit.country != nil || !hit.regions.isEmpty, !never.contains(hash) else {
            return nil
        }
        if key.count <= Self.shortName {
            let letters = range.filter { tokens[$0].kind == .word }
            guard letters.allSatisfy({ tokens[$0].isUpperCase || tokens[$0].end - tokens[$0].start == 1 })
            else {
                return nil
            }
        }
        return hit
    }

    private static func city(_ row: [String], _ key: [UInt8]) -> City {
        City(
            name: row[1], country: row[2], thousands: Int(row[3]) ?? 0, region: row[4],
            isAlias: Fold.bytes(row[1]).filter { $0 | 0x20 &- 0x61 < 26 }
                != key.filter { $0 | 0x20 &- 0x61 < 26 })
    }
}

extension Gazetteer.Hit {
    func extended(to end: Int) -> Gazetteer.Hit {
        Gazetteer.Hit(
            tokens: tokens.lowerBound..<end, key: key, cities: cities, country: country, regions: regions)
    }
}
