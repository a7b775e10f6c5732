/// What a cell looks like, whatever its column is called.
enum CellShape: Hashable, CaseIterable {
    case email
    case linkedInProfile
    case webAddress
    case phone
    case number
    case headcount
    case jobTitle
    case companyName
    case industry
    case country
    case city
    case place
    case salutation
    case personName
    case properName
    case longText

    /// Characters from which on a cell is prose, not a name, title or address.
    private static let proseLength = 70

    /// All shapes a cleaned cell has.
    static func shapes(of cell: String, _ lexicon: HeaderLexicon) -> Set<CellShape> {
        var shapes = addressShapes(of: cell)
        if !shapes.isEmpty { return shapes }
        if cell.unicodeScalars.count >= proseLength { return [.longText] }
        let words = HeaderLexicon.words(cell)
        let whole = words.joined(separator: " ")
        if lexicon.holds(.salutation, whole: whole) { shapes.insert(.salutation) }
        if lexicon.holds(.industry, whole: whole) { shapes.insert(.industry) }
        if lexicon.holds(.country, whole: whole) { shapes.insert(.country) }
        if lexicon.holds(.city, whole: whole) { shapes.insert(.city) }
        if isPlace(cell, lexicon) { shapes.insert(.place) }
        if lexicon.holds(.role, amongWords: words) { shapes.insert(.jobTitle) }
        if words.count > 1, lexicon.holds(.company, amongWords: Array(words.dropFirst())) {
            shapes.insert(.companyName)
        }
        if shapes.isEmpty, isCapitalised(cell) {
            shapes.insert(.properName)
            if 2...4 ~= cell.split(separator: " ").count { shapes.insert(.personName) }
        }
        return shapes
    }

    /// Whether the cell can only be data, never the name of a column.
    static func isPlainlyData(_ cell: String) -> Bool { !addressShapes(of: cell).isEmpty }

    /// Whether the cell is dotted words, which may be a host or a name with dots.
    static func isBareHost(_ cell: String) -> Bool {
        let lowered = cell.lowercased()
        return isWebAddress(lowered) && !lowered.contains("/") && !lowered.hasPrefix("www.")
    }

    private static func addressShapes(of cell: String) -> Set<CellShape> {
        let bytes = Array(cell.utf8)
        guard let first = bytes.first else { return [] }
        if isEmail(bytes) { return [.email] }
        let lowered = cell.lowercased()
        if lowered.contains("linkedin.com/") {
            return lowered.contains("linkedin.com/in/") || lowered.contains("linkedin.com/pub/")
                ? [.linkedInProfile] : []
        }
        if isWebAddress(lowered) { return [.webAddress] }
        let digits = bytes.count { 0x30...0x39 ~= $0 }
        guard digits > 0, bytes.allSatisfy(isNumberByte) else { return [] }
        let isPlain = bytes.allSatisfy {
            0x30...0x39 ~= $0 || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",")
        }
        if isHeadcount(bytes, digits) { return [.headcount, .number] }
        if 7...15 ~= digits, !isPlain || first == UInt8(ascii: "0") { return [.phone] }
        if 10...13 ~= digits, isPlain { return [.phone, .number] }  // or some other long number: a weak hint
        return [.number]
    }

    /// One `@` with something before it and a dotted name behind it.
    private static func isEmail(_ bytes: [UInt8]) -> Bool {
        let parts = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !bytes.contains(UInt8(ascii: " ")) else { return false }
        let labels = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return labels.count > 1 && labels.allSatisfy { !$0.isEmpty }
    }

    private static func isWebAddress(_ lowered: String) -> Bool {
        guard !lowered.contains(" ") else { return false }
        if lowered.hasPrefix("http://") || lowered.hasPrefix("https://") || lowered.hasPrefix("www.") {
            return true
        }
        let host = lowered.prefix { $0 != "/" && $0 != ":" && $0 != "?" }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1, let last = labels.last, 2...24 ~= last.utf8.count else { return false }
        return last.allSatisfy(\.isLetter)
            && labels.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" } }
    }

    private static func isNumberByte(_ byte: UInt8) -> Bool {
        0x30...0x39 ~= byte || " +-().,/".utf8.contains(byte)
    }

    /// `11-50`, `1,001 - 5,000` or `10000+`.
    private static func isHeadcount(_ bytes: [UInt8], _ digits: Int) -> Bool {
        guard digits <= 12, 0x30...0x39 ~= bytes[0] else { return false }
        if bytes.last == UInt8(ascii: "+") {
            return bytes.count { $0 == UInt8(ascii: "+") } == 1 && digits <= 7
        }
        let sides = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
            .map { side in Int(String(decoding: side.filter { 0x30...0x39 ~= $0 }, as: UTF8.self)) }
        guard sides.count == 2, let low = sides[0], let high = sides[1] else { return false }
        return low < high && high <= 1_000_000
    }

    /// `Austin, TX` or `Berlin, Germany`: parts between commas, one of them a known place.
    private static func isPlace(_ cell: String, _ lexicon: HeaderLexicon) -> Bool {
        let parts = cell.split(separator: ",").map { HeaderLexicon.words(String($0)).joined(separator: " ") }
        guard 2...4 ~= parts.count else { return false }
        return parts.contains { lexicon.holds(.city, whole: $0) || lexicon.holds(.country, whole: $0) }
    }

    /// Whether the cell reads like a name: a few words, no digits, all but particles capitalised.
    private static func isCapitalised(_ cell: String) -> Bool {
        let words = cell.split(separator: " ")
        guard 1...5 ~= words.count, !cell.contains(where: \.isNumber) else { return false }
        let capital = words.count { $0.first?.isUppercase ?? false }
        let particles = words.count { $0.count <= 3 && $0.allSatisfy(\.isLowercase) }
        return capital > 0 && capital + particles == words.count
    }
}

/// How often the cells of one column have each shape.
struct ColumnShape {
    /// Cells that hold anything.
    let filled: Int
    /// Which part of them differ from each other.
    let variety: Double
    private let counts: [CellShape: Int]

    init(_ cells: [String], _ lexicon: HeaderLexicon) {
        let filledCells = cells.filter { !$0.isEmpty }
        var counts: [CellShape: Int] = [:]
        for cell in filledCells {
            for shape in CellShape.shapes(of: cell, lexicon) { counts[shape, default: 0] += 1 }
        }
        self.counts = counts
        filled = filledCells.count
        variety = filledCells.isEmpty ? 0 : Double(Set(filledCells).count) / Double(filledCells.count)
    }

    /// How many cells have the shape.
    func count(_ shape: CellShape) -> Int { counts[shape] ?? 0 }

    /// Which part of the filled cells has the shape.
    func share(_ shape: CellShape) -> Double { filled == 0 ? 0 : Double(count(shape)) / Double(filled) }
}
