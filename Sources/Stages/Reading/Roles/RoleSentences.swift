import Lexicon

/// Finds titles in running text, behind words such as "looking for".
struct RoleSentences {
    let document: Document
    let grammar: RoleGrammar
    let cues: RoleCues.Found

    private var tokens: Tokens { document.tokens }

    /// Scalars behind a cue within which its title stands.
    private static let reach = 150
    /// Words in front of a job noun.
    private static let mostModifiers = 6
    /// Unknown words that a title in title case may have.
    private static let mostUnknown = 2

    func candidates() -> [RoleCandidate] {
        var found: [RoleCandidate] = []
        var lastEnd = -1
        for cue in cues.cues where isLive(cue) {
            let clause = clause(after: cue.upperBound)
            guard !clause.isEmpty else { continue }
            // Cues that end together lead to the same words.
            if cue.upperBound == lastEnd { continue }
            lastEnd = cue.upperBound
            found += titles(in: clause)
        }
        if document.isShort { found += clauses() }
        return found + suffixed()
    }

    // MARK: Titles in front of their cue

    /// "Sales executives wanted", "Verkäufer (m/w/d)".
    private func suffixed() -> [RoleCandidate] {
        let starts = cues.afters + tokens.list.indices.filter { isGenderBracket($0) }
        return starts.compactMap { start in
            guard let title = title(endingAt: start), !document.isNegated(at: title.lowerBound),
                !cues.notCueEnds.contains(title.lowerBound)
            else { return nil }
            return RoleCandidate(tokens: title, source: .sentence)
        }
    }

    /// "(m/w/d)", "(H/F)", "(w/m)": German and French posts put it behind the title.
    private func isGenderBracket(_ index: Int) -> Bool {
        guard tokens.isSymbol(index, "("), index + 4 < tokens.count else { return false }
        return Self.genders.contains(tokens[index + 1].key) && Self.genders.contains(tokens[index + 3].key)
            && tokens[index + 2].kind == .symbol
    }

    private static let genders = Set(
        ["m", "w", "d", "f", "x", "h", "i", "all", "gn"].map { WordKey.of($0.utf8) })

    /// The title that ends right before a token, back to the first word that cannot be part of one.
    private func title(endingAt end: Int) -> Range<Int>? {
        let floor = max(document.sentence(of: end).lowerBound, end - 2 * Self.mostModifiers)
        var start = end
        while start > floor, isTitlePart(start - 1, before: start) { start -= 1 }
        guard start < end, let clean = grammar.withoutJunk(start..<end), clean.upperBound == end,
            clean.contains(where: { grammar.isHead($0) || grammar[$0].contains(.leading) }),
            grammar.isRole(clean)
        else { return nil }
        return clean
    }

    private func isTitlePart(_ index: Int, before start: Int) -> Bool {
        let token = tokens[index]
        if token.kind == .symbol {
            return token.isGlued && ["-", "/", "&", "."].contains(tokens.scalars[token.start])
        }
        guard token.kind == .word, !grammar[index].contains(.notInRole) else { return false }
        if grammar.isOf(index) { return tokens[start].isCapitalised && !grammar[index].contains(.junk) }
        if grammar[index].contains(.junk), grammar[index].isDisjoint(with: [.modifier, .head]) {
            return false
        }
        return token.isCapitalised || isKnown(index)
    }

    /// Not denied, not supposed, not somebody else's, not in a header of cells.
    private func isLive(_ cue: Range<Int>) -> Bool {
        let start = cue.lowerBound
        if document.isInHeader(start), document.header.hasBars, document.header.segments.count > 1 {
            return false
        }
        if document.isNegated(at: cue.upperBound - 1) || document.isHypothetical(at: start) { return false }
        return !cues.notCueEnds.contains(start)
    }

    /// The words a cue governs: to the end of the sentence or the first stop, and past a colon or "!!" right behind.
    private func clause(after end: Int) -> Range<Int> {
        var start = end
        while start < tokens.count, tokens[start].kind == .symbol, start - end < 3, isPassable(start) {
            start += 1
        }
        if start < tokens.count, tokens[start].kind == .lineBreak, start > end { start += 1 }
        guard start < tokens.count, tokens[start].kind != .lineBreak, tokens[start].key != Self.to else {
            return end..<end
        }
        let sentence = document.sentence(of: start)
        let limit = tokens[start].start + Self.reach
        var index = start
        while index < sentence.upperBound, tokens[index].start < limit, !isEnd(index, from: start) {
            index += 1
        }
        return start..<index
    }

    private func isPassable(_ index: Int) -> Bool {
        [":", "!", "-", "–", "*", "\"", "“", "'", "("].contains(tokens.scalars[tokens[index].start])
    }

    private func isEnd(_ index: Int, from start: Int) -> Bool {
        if document.followsAddress(index), index > start { return true }
        if cues.stops.contains(index), index > start,
            !(grammar.isOf(index) && grammar[index - 1].contains(.leading))
        {
            return true
        }
        guard tokens[index].kind == .symbol else { return false }
        return [":", ";", "?", "!", "–", "—", "“", "”"].contains(tokens.scalars[tokens[index].start])
            || tokens.isSymbol(index, "-") && !tokens[index].isGlued && !continuesTitle(index)
    }

    /// "Marketing Manager - Exports" at the end of its sentence.
    private func continuesTitle(_ dash: Int) -> Bool {
        guard dash > 0, grammar.isHead(dash - 1), dash + 1 < tokens.count, tokens[dash + 1].isCapitalised
        else { return false }
        let sentence = document.sentence(of: dash)
        return dash + 2 >= sentence.upperBound || tokens[dash + 2].kind == .symbol
    }

    private func titles(in clause: Range<Int>) -> [RoleCandidate] {
        var found: [RoleCandidate] = []
        for part in RoleSplitter(grammar).split(clause) {
            if let title = title(in: part) {
                guard !cues.notCueEnds.contains(title.lowerBound) || part.lowerBound < title.lowerBound else {
                    continue
                }
                found.append(RoleCandidate(tokens: title, source: .sentence))
            } else if !found.isEmpty {
                break
            }
        }
        return found
    }

    /// The title a part opens with, articles and praise aside.
    private func title(in part: Range<Int>) -> Range<Int>? {
        guard let clean = grammar.withoutJunk(part),
            !clean.contains(where: { grammar[$0].contains(.notInRole) && $0 < clean.lowerBound + 2 })
        else { return nil }
        let words = clean.filter { tokens.isWordOrNumber($0) }
        guard let place = words.firstIndex(where: { isNoun($0, after: words) }), place <= Self.mostModifiers
        else { return nil }
        guard let first = opening(words, upTo: place) else { return nil }
        let end = extended(words, from: place, within: clean)
        let title = words[first]..<end
        if !grammar.isHead(words[place]), grammar[words[place]].contains(.weakHead), place == first {
            return nil
        }
        return grammar.trimmed(title)
    }

    /// A job noun, or a leading noun with its field behind it.
    private func isNoun(_ index: Int, after words: [Int]) -> Bool {
        if grammar.isHead(index) { return true }
        if grammar[index].contains(.leading), let place = words.firstIndex(of: index),
            place + 1 < words.count,
            grammar.isOf(words[place + 1]) || grammar[words[place + 1]].contains(.modifier)
        {
            return true
        }
        return grammar[index].contains(.weakHead) && index != words.first
    }

    /// The first word of the title: all words in front of the noun must be known, or few and in title case.
    private func opening(_ words: [Int], upTo noun: Int) -> Int? {
        let isTitled = words[0...noun].allSatisfy { tokens[$0].isCapitalised || tokens[$0].kind == .number }
        let unknown = words[..<noun].filter { !isKnown($0) }
        if unknown.count <= (isTitled ? Self.mostUnknown : 0) { return 0 }
        if unknown.count == 1, noun <= 2, document.isShort, !tokens[unknown[0]].isCapitalised { return 0 }
        guard let last = unknown.last, let place = words.firstIndex(of: last) else { return 0 }
        // Drop what is unknown in front, if known words are left or the noun can stand alone.
        return place + 1 <= noun && place <= 3 ? place + 1 : nil
    }

    private func isKnown(_ index: Int) -> Bool {
        if !grammar[index].isDisjoint(with: [.modifier, .level, .head, .weakHead]) { return true }
        if tokens[index].kind == .number { return true }
        // "and", "of" between known words; acronyms and names of tools in capitals.
        return grammar.isOf(index) || tokens[index].isUpperCase || Self.joiners.contains(tokens[index].key)
    }

    private static let joiners = Set(
        ["and", "or", "und", "et", "y", "oder", "ou"].map { WordKey.of($0.utf8) })

    /// Past further nouns, grades, and the field a leading noun names.
    private func extended(_ words: [Int], from place: Int, within part: Range<Int>) -> Int {
        var last = place
        let leads = grammar[words[place]].contains(.leading)
        while last + 1 < words.count, isAdjacent(words[last], words[last + 1]) {
            let next = words[last + 1]
            if grammar.isHead(next) || Self.grades.contains(tokens[next].key) {
                last += 1
            } else if grammar.isOf(next), leads || isOfChain(words, last + 1), last + 2 < words.count {
                last += 2
            } else if leads, isField(next) {
                last += 1
            } else {
                break
            }
        }
        return words[last] + 1
    }

    private static let grades = Set(
        ["i", "ii", "iii", "iv", "1", "2", "3", "intern"].map { WordKey.of($0.utf8) })

    /// "Director of", "VP of", "Head of": an "of" with a known field behind.
    private func isOfChain(_ words: [Int], _ of: Int) -> Bool {
        of + 1 < words.count && (isField(words[of + 1]) || grammar.isHead(words[of + 1]))
            && tokens[words[of]].key == Self.of
    }

    private static let of = WordKey.of("of".utf8)
    private static let to = WordKey.of("to".utf8)

    private func isField(_ index: Int) -> Bool {
        grammar[index].contains(.modifier) || tokens[index].isUpperCase
            || Self.joiners.contains(tokens[index].key)
            || tokens[index].isCapitalised
    }

    /// Nothing but hyphens, slashes, "&" and stops of abbreviations between.
    private func isAdjacent(_ a: Int, _ b: Int) -> Bool {
        (a + 1..<b).allSatisfy { [".", "&", "/", "-", "'"].contains(tokens.scalars[tokens[$0].start]) }
    }

    /// Openings that a short note names in a clause of their own, as in "Social media intern".
    private func clauses() -> [RoleCandidate] {
        guard !cues.cues.isEmpty else { return [] }
        return document.sentences.flatMap { sentence in
            sentence.split {
                tokens.isSymbol($0, ",") || tokens.isSymbol($0, ";") || tokens.isSymbol($0, ":")
            }
            .compactMap { clause -> RoleCandidate? in
                guard let first = clause.first, let last = clause.last,
                    let range = grammar.trimmed(first..<last + 1)
                else { return nil }
                let words = range.filter { tokens.isWordOrNumber($0) }
                guard (2...5).contains(words.count), grammar.isRole(range, strict: true),
                    words.allSatisfy({ isKnown($0) }),
                    !words.contains(where: { Self.people.contains(tokens[$0].key) }),
                    !document.isNegated(at: range.lowerBound), !cues.notCueEnds.contains(range.lowerBound)
                else { return nil }
                return RoleCandidate(tokens: range, source: .list)
            }
        }
    }

    /// Words with which writers speak of themselves or of who is there already.
    private static let people = Set(
        [
            "founder", "cofounder", "ceo", "owner", "creator", "freelance", "freelancer", "coach",
            "consultant", "no", "not",
            "our", "my", "solo", "i", "we", "zero", "former", "all", "only", "studio", "agency", "firm",
            "and",
        ].map { WordKey.of($0.utf8) })
}
