import Domain
import Lexicon

/// An amount of money as a text writes it: `$50K`, `₹3.5 crore`, `Rs. 80 lakh`, `2 Mio. €`, `1,5 M€`.
struct Amount: Hashable, Sendable {
    let tokens: Range<Int>
    /// In whole units of the currency.
    let units: Int64
    /// ISO 4217.
    let currency: String?
}

/// Finds the amounts of a document and offers them to phrases as `<amount>`.
struct AmountFinder {
    let document: Document
    let words: MoneyWords

    func amounts() -> (byStart: [Int: Amount], marks: PhraseMarks) {
        var byStart: [Int: Amount] = [:]
        var marks = PhraseMarks()
        var next = 0
        let tokens = document.tokens
        for index in 0..<tokens.count where tokens[index].kind == .number && index >= next {
            guard let amount = amount(at: index) else { continue }
            byStart[amount.tokens.lowerBound] = amount
            marks.add("amount", amount.tokens)
            next = amount.tokens.upperBound
        }
        return (byStart, marks)
    }

    private func amount(at index: Int) -> Amount? {
        let before = currencyBefore(index)
        var (number, end) = (index, index + 1)
        // "₹10-15 lakh": the lower end counts, in the measure of the upper.
        if let other = rangeEnd(after: index) { (number, end) = (index, other + 1) }
        let measure = words.measure(document.tokens, at: end)
        if let measure { end = measure.end }
        if document.tokens.isSymbol(end, "+"), document.tokens[end].isGlued { end += 1 }
        let after =
            measure == nil
            ? words.currency(document.tokens, at: end)
            : words.currencyAfterMeasure(document.tokens, at: end)
        if before == nil, let after { end = after.end }
        guard let currency = before?.code ?? after?.code ?? measure?.currency else {
            // A bare number is money only with a measure ("50k"), and then only where a phrase says so.
            guard measure != nil, let units = units(number, measure) else { return nil }
            return Amount(tokens: index..<end, units: units, currency: nil)
        }
        guard let units = units(number, measure) else { return nil }
        return Amount(tokens: (before?.start ?? index)..<end, units: units, currency: currency)
    }

    private func rangeEnd(after index: Int) -> Int? {
        let tokens = document.tokens
        guard index + 1 < tokens.count else { return nil }
        if tokens[index + 1].isHyphenated, tokens[index + 1].kind == .number { return index + 1 }
        let dash = tokens.isSymbol(index + 1, "-") || tokens.isSymbol(index + 1, "–")
        guard index + 2 < tokens.count, dash || tokens.foldedText(index + 1) == "to",
            tokens[index + 2].kind == .number
        else { return nil }
        return index + 2
    }

    /// `$`, `US$`, `Rs.`, `INR` before a number.
    private func currencyBefore(_ index: Int) -> (code: String, start: Int)? {
        var start = index - 1
        if start > 0, document.tokens.isSymbol(start, "."), document.tokens[start].isGlued { start -= 1 }
        guard start >= 0, let found = words.currency(document.tokens, at: start), found.end <= index else {
            return nil
        }
        // US$, A$, S$: the letters tell whose dollars.
        if document.tokens.isSymbol(start, "$"), document.tokens[start].isGlued,
            let code = words.prefix(document.tokens, at: start - 1)
        {
            return (code, start - 1)
        }
        return (found.code, start)
    }

    private func units(_ index: Int, _ measure: MoneyWords.Measure?) -> Int64? {
        guard let value = DecimalWords.value(document.tokens.foldedText(index)) else { return nil }
        let units = value * Double(measure?.factor ?? 1)
        return units < 1e15 ? Int64(units.rounded()) : nil
    }
}

/// Numbers with points and commas in the conventions of several languages.
enum DecimalWords {
    /// `1,5` and `1.5` are fractions; `1,500`, `1.500`, `1.500.000` and `20,00,000` are whole.
    static func value(_ text: String) -> Double? {
        let groups = text.split(whereSeparator: { $0 == "," || $0 == "." })
        let separators = text.filter { $0 == "," || $0 == "." }
        guard let last = groups.last, groups.count == separators.count + 1 else { return nil }
        let isMixed = Set(separators).count == 2
        let isFraction = isMixed && last.count != 3 || separators.count == 1 && last.count != 3
        guard isFraction else { return Double(groups.joined()) }
        return Double(groups.dropLast().joined() + "." + last)
    }
}
