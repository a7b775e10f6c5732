import Lexicon

/// Tells which cells of a header or row hold something else than a title.
struct CellKinds {
    let document: Document
    let gazetteer: Gazetteer
    let names: [String]

    /// Whether a cell is a place, a term of employment or the company's name.
    func isOther(_ range: Range<Int>) -> Bool { isEmployment(range) || isPlace(range) || isCompany(range) }

    func isEmployment(_ range: Range<Int>) -> Bool {
        let words = range.filter { document.tokens[$0].kind == .word }
        return !words.isEmpty && words.allSatisfy { document.grammar[$0].contains(.employment) }
    }

    /// Whether a cell opens with a place and holds no job noun.
    func isPlace(_ range: Range<Int>) -> Bool {
        guard let hit = gazetteer.hit(at: range.lowerBound, in: document.tokens),
            hit.tokens.upperBound <= range.upperBound
        else { return false }
        return !(hit.tokens.upperBound..<range.upperBound).contains { document.grammar.isHead($0) }
    }

    func isCompany(_ range: Range<Int>) -> Bool {
        let text = Fold.string(document.text(range))
        return names.contains { Fold.string($0) == text }
    }
}
