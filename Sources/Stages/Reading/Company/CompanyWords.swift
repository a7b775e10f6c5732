import Domain
import Lexicon
import Wire

/// What stands around company names; `data/lexicon/company.json`.
struct CompanyWords: Sendable {
    /// What a phrase says of the name beside it; raw values are the file's.
    enum Kind: String, CaseIterable, Sendable {
        /// Behind a name, anywhere: "is hiring", "sucht".
        case hires
        /// Behind a name that opens its sentence: "is a", "builds", "helps".
        case does
        /// In front of a name, and hardly of anything else: "careers at", "we're", "founder of".
        case announces
        /// In front of a name that a comma, colon or verb follows: "at", "about", "join".
        case introduces
        /// A legal form: "GmbH", "Pvt. Ltd."
        case legal
        /// Words behind a name that are no part of it but of its line of business: "bakery", "studio".
        case trade
        /// Never a name.
        case never
        /// In front of a name it is a customer, an investor or a former employer.
        case foreign
        /// Words that may stand in front of a name in capitals and are no part of it.
        case opener
    }

    private let phrases: PhraseBook<Kind>
    private let never: Set<UInt64>
    private let openers: Set<UInt64>

    init(data: DataFile) throws {
        let entries = try Vocabulary.entries(
            "lexicon/company.json", data, gives: .choice(Kind.self), extra: { _ throws(FieldError) in () })
        phrases = try Vocabulary.book(
            entries.filter { $0.gives != .never && $0.gives != .opener }, payload: \.gives)
        func keys(_ kind: Kind) -> Set<UInt64> {
            Set(entries.filter { $0.gives == kind }.flatMap(\.say).map(Gazetteer.key))
        }
        never = keys(.never)
        openers = keys(.opener)
    }

    func isNever(_ key: UInt64) -> Bool { never.contains(key) }
    func isOpener(_ key: UInt64) -> Bool { openers.contains(key) }

    /// Legal forms are written with capitals, and those of two letters with nothing else, or they are words: "as", "co".
    private static func isWritten(_ range: Range<Int>, _ tokens: Tokens) -> Bool {
        range.allSatisfy { index in
            let token = tokens[index]
            guard token.kind == .word, token.end - token.start > 1 else { return true }
            if token.end - token.start == 2 {
                return token.isUpperCase || mixed.contains(token.key) && token.isCapitalised
            }
            return token.isCapitalised || plain.contains(token.key) || index > range.lowerBound
        }
    }

    private static let mixed = Set(["co", "oy", "kg"].map { WordKey.of($0.utf8) })
    /// Forms so plain that small letters do.
    private static let plain = Set(["inc", "ltd", "llc", "gmbh", "llp", "pvt"].map { WordKey.of($0.utf8) })

    /// The phrases of a document, by where they start and where they end.
    struct Found {
        /// Kinds of the phrases that start at a token.
        var starting: [Int: Set<Kind>] = [:]
        /// Kinds of the phrases that end at a token.
        var ending: [Int: Set<Kind>] = [:]
        /// For each token at which a legal form starts, where the longest ends.
        var legal: [Int: Int] = [:]
    }

    func find(in tokens: Tokens) -> Found {
        var found = Found()
        for match in phrases.matches(in: tokens) {
            let kind = phrases.entries[match.entry]
            let (start, end) = (match.tokens.lowerBound, match.tokens.upperBound)
            if kind == .legal {
                guard Self.isWritten(match.tokens, tokens) else { continue }
                found.legal[start] = max(end, found.legal[start] ?? 0)
            } else {
                found.starting[start, default: []].insert(kind)
                found.ending[end, default: []].insert(kind)
            }
        }
        return found
    }
}
