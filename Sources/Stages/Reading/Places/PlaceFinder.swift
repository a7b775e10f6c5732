import Domain
import Lexicon

/// A place name in a document and what stands around it.
struct PlaceMention: Sendable {
    /// How the words around a name bear on it, from the plainest sign to none.
    enum Support: Int, Comparable, Sendable {
        case none
        /// A clause of its own: ". Nagpur."
        case clause
        /// "in X", or "X, ST".
        case preposition
        /// "based in", "X office", a labelled row, a postcode, a cell of its own.
        case office
        case header

        static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
    }

    var hit: Gazetteer.Hit
    /// The name, with its state and country when they follow.
    var tokens: Range<Int>
    var area: Area?
    var support: Support
    /// The words around say it is somebody else's.
    var isRejected = false
    /// Only commas, "and" and the like part it from the mention before.
    var continues = false

    /// State or country written behind a city.
    struct Area: Sendable {
        var region: Gazetteer.Region?
        var country: Gazetteer.Country?
        var tokens: Range<Int>

        var countryCode: String? { country?.code ?? region.flatMap { $0.country.isEmpty ? nil : $0.country } }
    }
}

/// Finds the place names of a document.
struct PlaceFinder {
    let document: Document
    let gazetteer: Gazetteer
    let words: PlaceWords
    /// Tokens that belong to the company's name.
    let taken: Set<Int>
    let around: PlaceWords.Around
    /// "in", "from", "near" and their like in four languages.
    let prepositions: Set<UInt64>

    private var tokens: Tokens { document.tokens }

    func mentions() -> [PlaceMention] {
        var mentions: [PlaceMention] = []
        var index = 0
        while index < tokens.count {
            guard opensName(index), let hit = gazetteer.hit(at: index, in: tokens),
                !hit.tokens.contains(where: taken.contains)
            else {
                index += 1
                continue
            }
            if let last = mentions.last, let area = area(hit, of: last) {
                mentions[mentions.count - 1].area = area
                mentions[mentions.count - 1].tokens = last.tokens.lowerBound..<area.tokens.upperBound
                index = area.tokens.upperBound
                continue
            }
            var mention = PlaceMention(hit: hit, tokens: hit.tokens, support: .none)
            if mention.area == nil, let area = codeArea(hit) {
                mention.area = area
                mention.tokens = hit.tokens.lowerBound..<area.tokens.upperBound
            }
            mention.continues = mentions.last.map { continues($0, hit.tokens.lowerBound) } ?? false
            mentions.append(mention)
            index = mention.tokens.upperBound
        }
        for place in mentions.indices {
            mentions[place].support = support(mentions[place])
            mentions[place].isRejected = isRejected(mentions[place])
        }
        return mentions
    }

    /// A capital opens a name; a small letter does after "in".
    private func opensName(_ index: Int) -> Bool {
        guard tokens[index].kind == .word else { return false }
        if tokens[index].isCapitalised { return true }
        return index > 0 && prepositions.contains(tokens[index - 1].key)
            && tokens[index].end - tokens[index].start > 3
    }

    // MARK: State and country

    /// The state or country that a city before it names: "Pune, India", "Austin (Texas)".
    private func area(_ hit: Gazetteer.Hit, of last: PlaceMention) -> PlaceMention.Area? {
        guard !last.hit.cities.isEmpty, isAreaGap(last.tokens.upperBound, hit.tokens.lowerBound) else {
            return nil
        }
        let codes = Set(last.hit.cities.map(\.country))
        let states = Set(last.hit.cities.map(\.region))
        if let region = hit.regions.first(where: { states.contains($0.code) && codes.contains($0.country) })
            ?? hit.regions.first(where: { codes.contains($0.country) && hit.cities.isEmpty })
        {
            return PlaceMention.Area(region: region, country: last.area?.country, tokens: hit.tokens)
        }
        if let country = hit.country, hit.cities.isEmpty || codes.contains(country.code) {
            return PlaceMention.Area(region: last.area?.region, country: country, tokens: hit.tokens)
        }
        if hit.cities.isEmpty, let region = hit.regions.first, !region.country.isEmpty {
            return PlaceMention.Area(region: region, tokens: hit.tokens)
        }
        return nil
    }

    /// A comma, a bracket, a hyphen or nothing.
    private func isAreaGap(_ end: Int, _ start: Int) -> Bool {
        guard start - end <= 1 else { return false }
        return (end..<start).allSatisfy { index in
            tokens[index].kind == .symbol
                && ",(-/".unicodeScalars.contains(tokens.scalars[tokens[index].start])
        }
    }

    /// "Austin, TX", "Hyderabad, IN".
    private func codeArea(_ hit: Gazetteer.Hit) -> PlaceMention.Area? {
        guard !hit.cities.isEmpty else { return nil }
        var index = hit.tokens.upperBound
        if tokens.isSymbol(index, ",") || tokens.isSymbol(index, "(") { index += 1 }
        guard index < tokens.count, tokens[index].isUpperCase, tokens[index].end - tokens[index].start <= 3
        else {
            return nil
        }
        let code = tokens.quote(tokens[index].start, tokens[index].end)
        if hit.cities.first?.country == code, let name = gazetteer.countryName(code) {
            return PlaceMention.Area(
                country: Gazetteer.Country(name: name, code: code), tokens: index..<index + 1)
        }
        let regions = gazetteer.region(code: index, in: tokens)
        let region =
            regions.first { region in
                hit.cities.contains { $0.region == region.code && $0.country == region.country }
            }
            ?? regions.first { region in region.country == "US" }
        return region.map { PlaceMention.Area(region: $0, tokens: index..<index + 1) }
    }

    // MARK: What stands around

    /// Whether only list signs part a place from the one before.
    private func continues(_ last: PlaceMention, _ start: Int) -> Bool {
        let gap = last.tokens.upperBound..<start
        guard gap.count <= 3, !gap.isEmpty else { return false }
        return gap.allSatisfy { index in
            if tokens[index].kind == .symbol {
                return ",/&+()|-–".unicodeScalars.contains(tokens.scalars[tokens[index].start])
            }
            return Self.joiners.contains(tokens[index].key)
        }
    }

    private static let joiners = Set(
        ["and", "or", "und", "oder", "et", "ou", "y", "o"].map { WordKey.of($0.utf8) })

    private func support(_ mention: PlaceMention) -> PlaceMention.Support {
        let start = mention.hit.tokens.lowerBound
        if document.isInHeader(start) { return .header }
        if isInRow(start) || isOffice(mention) || isPostal(mention) || isDateline(mention) { return .office }
        let cell = Cell(document, around: mention.tokens)
        if cell.isWhole(besides: { isPlaceFiller($0) }) { return .office }
        if mention.area != nil || follows(start, prepositions) { return .preposition }
        return cell.isClause ? .clause : .none
    }

    private func isInRow(_ token: Int) -> Bool {
        document.label(of: token) == .location || document.label(of: token) == .workMode
    }

    /// "based in X", "in our X office", with at most two words between.
    private func isOffice(_ mention: PlaceMention) -> Bool {
        let start = mention.hit.tokens.lowerBound
        for back in 0...2 where start - back >= 0 {
            if around.endingAt[start - back] == .officeBefore { return true }
            let index = start - back - 1
            guard index >= 0,
                tokens[index].kind == .word || tokens.isSymbol(index, ":") || tokens.isSymbol(index, "(")
            else { break }
        }
        return around.startingAt[mention.tokens.upperBound] == .officeAfter
    }

    /// A postcode before or behind: "79104 Freiburg", "5656 AE Eindhoven", "Chandigarh - 160017".
    private func isPostal(_ mention: PlaceMention) -> Bool {
        let start = mention.hit.tokens.lowerBound
        if start > 0, isPostcode(start - 1) { return true }
        if start > 1, isPostcode(start - 2), tokens[start - 1].isUpperCase { return true }
        var end = mention.tokens.upperBound
        if end < tokens.count, tokens[end].kind == .symbol, !tokens.isSymbol(end, ",") { end += 1 }
        return end < tokens.count && isPostcode(end)
    }

    /// Four to six digits that are no year.
    private func isPostcode(_ index: Int) -> Bool {
        guard tokens[index].kind == .number, !isDigits(index - 1), !isDigits(index + 1) else { return false }
        let digits = tokens.foldedBytes(index)
        guard (4...6).contains(digits.count), digits.allSatisfy({ $0 &- 0x30 < 10 }) else { return false }
        return digits.count > 4 || !(digits.starts(with: [0x31, 0x39]) || digits.starts(with: [0x32, 0x30]))
    }

    /// Another number beside makes both a telephone number.
    private func isDigits(_ index: Int) -> Bool {
        tokens.list.indices.contains(index) && tokens[index].kind == .number
    }

    /// "BOSTON, March 3 —": a place, perhaps a date, and a dash at the start of a paragraph.
    private func isDateline(_ mention: PlaceMention) -> Bool {
        let start = mention.hit.tokens.lowerBound
        guard document.line(of: start).lowerBound == start else { return false }
        let end = mention.tokens.upperBound
        let reach = end..<min(end + 8, document.line(of: start).upperBound)
        guard let dash = reach.first(where: { isDash($0) }) else { return false }
        return (end..<dash).allSatisfy { tokens[$0].kind != .word || tokens[$0].isCapitalised }
    }

    private func isDash(_ index: Int) -> Bool {
        tokens[index].kind == .symbol && "-–—".unicodeScalars.contains(tokens.scalars[tokens[index].start])
    }

    /// Words that may share a cell with a place.
    private func isPlaceFiller(_ index: Int) -> Bool {
        Self.fillers.contains(tokens[index].key) || gazetteer.hit(at: index, in: tokens) != nil
    }

    private static let fillers = Set(
        [
            "remote", "onsite", "hybrid", "and", "or", "office", "area", "the", "greater", "metro", "city",
            "full",
            "time", "part", "hq", "only", "in", "near", "based", "und", "oder", "et", "ou", "y", "homeoffice",
            "anywhere", "region", "site", "on",
        ].map { WordKey.of($0.utf8) })

    /// Whether a preposition stands right before, or before an article or adjective.
    private func follows(_ start: Int, _ keys: Set<UInt64>) -> Bool {
        let sentence = document.sentence(of: start)
        for back in 1...2 where start - back >= sentence.lowerBound {
            let token = tokens[start - back]
            if keys.contains(token.key) { return true }
            guard token.kind == .word, !token.isCapitalised else { return false }
        }
        return false
    }

    private func isRejected(_ mention: PlaceMention) -> Bool {
        let (start, end) = (mention.hit.tokens.lowerBound, mention.tokens.upperBound)
        if mention.support != .header, around.endingAt[start] == .notBefore { return true }
        if start > 0, tokens[start - 1].kind == .word, !tokens[start - 1].isCapitalised,
            around.endingAt[start - 1] == .notBefore
        {
            return true
        }
        if around.startingAt[end] == .notAfter { return true }
        if tokens[start].isHyphenated, mention.area == nil, mention.support != .header { return true }
        guard mention.support < .header, !isPostal(mention) else { return false }
        return isPartOfName(start, end, hasArea: mention.area != nil)
    }

    /// "Bombay Shaving Company", "Kings College London".
    private func isPartOfName(_ start: Int, _ end: Int, hasArea: Bool) -> Bool {
        if !hasArea, end < tokens.count, tokens[end].kind == .word, tokens[end].isCapitalised,
            around.startingAt[end] != .officeAfter
        {
            return true
        }
        guard start > 0, tokens[start - 1].kind == .word, tokens[start - 1].isCapitalised else {
            return false
        }
        return !prepositions.contains(tokens[start - 1].key)
            && !Self.fillers.contains(tokens[start - 1].key)
            && document.sentence(of: start).contains(start - 1)
    }
}
