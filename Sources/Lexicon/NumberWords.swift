/// Token classes that need no list from the caller.
enum NumberWords {
    /// The end of a token of this class at `index`; nil when another kind of token stands there.
    static func end(of kind: Phrase.TokenClass, in tokens: Tokens, at index: Int) -> Int? {
        if kind == .line {
            if index == tokens.count { return index }
            if index == 0, tokens.count > 0, tokens[0].kind != .lineBreak { return index }
        }
        guard index < tokens.count else { return nil }
        let token = tokens[index]
        let fits =
            switch kind {
            case .number: token.kind == .number || values[token.key] != nil
            case .cap: token.isCapitalised
            case .word: token.kind == .word
            case .line: token.kind == .lineBreak
            }
        return fits ? index + 1 : nil
    }

    /// One to twenty in English, one to ten in German, French and Spanish: sizes of small teams are written out.
    static let values: [UInt64: Int] = {
        let lists = [
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
                + "seventeen eighteen nineteen twenty",
            "ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf",
            "un deux trois quatre cinq six sept huit neuf dix onze douze",
            "uno dos tres cuatro cinco seis siete ocho nueve diez once doce",
        ]
        var values: [UInt64: Int] = [:]
        for list in lists {
            for (index, word) in list.split(separator: " ").enumerated() {
                values[WordKey.of(Array(word.utf8))] = index + 1
            }
        }
        return values
    }()
}

extension Tokens {
    /// The whole number a token writes, in digits (separators dropped) or as a word; nil for fractions and others.
    package func wholeNumber(_ index: Int) -> Int? {
        if let value = NumberWords.values[list[index].key] { return value }
        guard list[index].kind == .number else { return nil }
        let groups = foldedText(index).split(whereSeparator: { $0 == "," || $0 == "." })
        // 3.5 is a fraction; 1,000 and 1.000 and 20,00,000 are whole numbers.
        let isGrouped =
            groups.dropFirst().allSatisfy { $0.utf8.count == 3 || $0.utf8.count == 2 }
            && (groups.count == 1 || groups.last?.utf8.count == 3)
        return isGrouped ? Int(groups.joined()) : nil
    }
}
