import Lexicon
import Wire

extension Places {
    private struct Region {
        let names: [String]
        let codes: [String]
        let place: FieldPlace
    }

    static func field() -> Field<Places> {
        .object { fields throws(FieldError) in
            _ = try fields.read("name", .filledString)
            _ = try fields.read("version", .int)
            _ = try fields.read("why", .filledString)
            let generic = try fields.read("generic_domains", .object(genericEndings))
            let countries = try fields.read("countries", .list(.object(country)))
            let regions = try fields.read("regions", .list(.object(region)))
            let zones = try fields.read("zones", .list(.object(zone)))
            return try Places(countries, generic, regions, zones)
        }
    }

    private static func genericEndings(_ fields: inout Fields) throws(FieldError) -> Set<String> {
        _ = try fields.read("why", .filledString)
        return Set(try fields.read("endings", .list(.filledString)))
    }

    private static func country(_ fields: inout Fields) throws(FieldError) -> Country {
        let code = try fields.read("code", .filledString)
        return Country(
            code: code, name: try fields.read("name", .filledString),
            aliases: try fields.read("aliases", .list(.filledString), default: []),
            cities: try fields.read("cities", .list(.filledString), default: []),
            offsets: try fields.read("offsets", .list(.int), default: []),
            endings: try fields.read("endings", .list(.filledString), default: [code.lowercased()]))
    }

    private static func region(_ fields: inout Fields) throws(FieldError) -> Region {
        let name = try fields.read("name", .filledString)
        let aliases = try fields.read("aliases", .list(.filledString), default: [])
        let codes = try fields.read("countries", .list(.filledString))
        _ = try fields.read("why", .filledString)
        return Region(names: [name] + aliases, codes: codes, place: fields.place)
    }

    private static func zone(_ fields: inout Fields) throws(FieldError) -> (name: String, offset: Int) {
        let name = try fields.read("name", .filledString)
        let offset = try fields.read("offset", .int(in: -720...840))
        _ = try fields.read("why", .filledString)
        return (name, offset)
    }

    private init(
        _ countries: [Country], _ generic: Set<String>, _ regions: [Region],
        _ zones: [(name: String, offset: Int)]
    ) throws(FieldError) {
        var names = Names()
        var indexByCode: [String: Int] = [:]
        var byEnding: [String: Int] = [:]
        for (index, country) in countries.enumerated() {
            indexByCode[country.code] = index
            for ending in country.endings where !generic.contains(ending) { byEnding[ending] = index }
            names.add(country.name, .country(index))
            for alias in country.aliases { names.add(alias, .country(index)) }
        }
        for region in regions {
            var members: Set<Int> = []
            for code in region.codes {
                guard let index = indexByCode[code] else {
                    throw region.place.member("countries").unknown(code, among: indexByCode.keys.sorted())
                }
                members.insert(index)
            }
            for name in region.names { names.add(name, .region(members)) }
        }
        for (index, country) in countries.enumerated() {
            for city in country.cities { names.add(city, .city(NameKey.of(city) ?? 0, country: index)) }
        }
        // Codes come last: they stand for a country only as a whole value ("IN"), never inside a line.
        for (index, country) in countries.enumerated() { names.addWhole(country.code, .country(index)) }
        self.init(
            countries: countries, byName: names.byName, phrases: names.phrases, byEnding: byEnding,
            zones: Dictionary(zones.map { (NameKey.of($0.name) ?? 0, $0.offset) }) { first, _ in first })
    }

    /// Names as they are collected; the first meaning of a name stays.
    private struct Names {
        var byName: [UInt64: Meaning] = [:]
        var phrases = PhraseBook<Meaning>()

        mutating func add(_ name: String, _ meaning: Meaning) {
            guard addWhole(name, meaning), name.utf8.count > 3 || name == "UAE" || name == "USA" else {
                return
            }
            // A name the pattern language cannot spell is still known as a whole value.
            if let phrase = try? Phrase(name) { phrases.add(phrase, meaning) }
        }

        @discardableResult
        mutating func addWhole(_ name: String, _ meaning: Meaning) -> Bool {
            guard let key = NameKey.of(name), byName[key] == nil else { return false }
            byName[key] = meaning
            return true
        }
    }
}
