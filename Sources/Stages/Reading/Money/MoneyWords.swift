import Domain
import Lexicon
import Wire

/// Words and signs for currencies and magnitudes.
struct MoneyWords: Sendable {
    /// `crore`, `k`, `Mio.`: what a number is multiplied by.
    struct Measure {
        let factor: Int
        /// The currency the word implies: crore and lakh are said of rupees.
        let currency: String?
        let end: Int
    }

    private struct Word {
        let currency: String?
        let factor: Int?
        /// Only when nothing stands between it and the number: `4L`, never "4 l".
        let isGlued: Bool
    }

    /// What an entry's words are; raw values are those of `data/lexicon/currencies.json`.
    enum Kind: String, CaseIterable {
        case currency
        /// Letters before `$` that tell whose dollars: `US$`.
        case prefix
        case measure
        case gluedMeasure = "glued_measure"
    }

    private let words: [UInt64: Word]
    private let prefixes: [UInt64: String]

    init(data: DataFile) throws {
        let entries = try Vocabulary.entries(
            "lexicon/currencies.json", data, gives: .choice(Kind.self)
        ) { fields throws(FieldError) in
            (
                try fields.readIfPresent("code", .filledString),
                try fields.readIfPresent("times", .int)
            )
        }
        var words: [UInt64: Word] = [:]
        var prefixes: [UInt64: String] = [:]
        for entry in entries {
            for say in entry.say {
                guard let token = Tokens(say).list.first else { continue }
                if entry.gives == .prefix {
                    prefixes[token.key] = entry.extra.0
                } else {
                    words[token.key] = Word(
                        currency: entry.extra.0, factor: entry.extra.1,
                        isGlued: entry.gives == .gluedMeasure)
                }
            }
        }
        self.words = words
        self.prefixes = prefixes
    }

    /// The currency that token `index` names and where it ends.
    func currency(_ tokens: Tokens, at index: Int) -> (code: String, end: Int)? {
        guard index >= 0, index < tokens.count, let word = words[tokens[index].key], word.factor == nil,
            let code = word.currency
        else { return nil }
        let end = tokens.isSymbol(index + 1, ".") && tokens[index + 1].isGlued ? index + 2 : index + 1
        return (code, end)
    }

    /// Whose dollars a `$` after this token means.
    func prefix(_ tokens: Tokens, at index: Int) -> String? {
        index >= 0 ? prefixes[tokens[index].key] : nil
    }

    /// The currency after a measure, over an "of": "20 millones de pesos", "3 millions d'euros".
    func currencyAfterMeasure(_ tokens: Tokens, at index: Int) -> (code: String, end: Int)? {
        if let found = currency(tokens, at: index) { return found }
        guard index + 1 < tokens.count, ["de", "d'"].contains(tokens.foldedText(index)) else { return nil }
        return currency(tokens, at: index + 1)
    }

    /// The measure that token `index` names and where it ends.
    func measure(_ tokens: Tokens, at index: Int) -> Measure? {
        guard index < tokens.count, let word = words[tokens[index].key], let factor = word.factor,
            !word.isGlued || tokens[index].isGlued || tokens[index].isUpperCaseLetter
        else { return nil }
        // "2 Mio. €": the point belongs to the measure when a currency follows.
        let hasPoint =
            tokens.isSymbol(index + 1, ".") && tokens[index + 1].isGlued
            && currency(tokens, at: index + 2) != nil
        // "1 lakh crore" multiplies again; nobody writes more than two.
        return Measure(
            factor: factor, currency: word.currency, end: hasPoint ? index + 2 : index + 1)
    }
}

extension Token {
    /// A single capital: the `M` of "1,5 M€".
    fileprivate var isUpperCaseLetter: Bool { isCapitalised && end - start == 1 }
}
