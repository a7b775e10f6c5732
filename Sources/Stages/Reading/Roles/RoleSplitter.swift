import Lexicon

/// Cuts a cell or clause that lists titles into one part per title.
///
/// "UX and UI Designer" stays whole, because "UX" is no title by itself; "Designer and Developer" are two.
struct RoleSplitter {
    let grammar: RoleGrammar
    private var tokens: Tokens { grammar.tokens }

    init(_ grammar: RoleGrammar) {
        self.grammar = grammar
    }

    private struct Part {
        var range: Range<Int>
        /// What parts it from the next.
        var separator: Separator
    }

    private enum Separator {
        case comma, and, slash, end
    }

    /// Words of the longest modifier list that may share a job noun: "UX, UI and graphic designer".
    private static let mostShared = 4

    func split(_ range: Range<Int>) -> [Range<Int>] {
        var joined: [Part] = []
        for part in parts(of: range) {
            if let last = joined.last, joins(last, part.range) {
                joined[joined.count - 1].range = last.range.lowerBound..<part.range.upperBound
                joined[joined.count - 1].separator = part.separator
            } else {
                joined.append(part)
            }
        }
        return joined.compactMap { grammar.trimmed($0.range) }
    }

    private func parts(of range: Range<Int>) -> [Part] {
        var parts: [Part] = []
        var (start, depth) = (range.lowerBound, 0)
        for index in range {
            if tokens.isSymbol(index, "(") { depth += 1 }
            if tokens.isSymbol(index, ")") { depth = max(0, depth - 1) }
            guard depth == 0, let separator = separator(at: index, in: range, from: start) else { continue }
            if start < index { parts.append(Part(range: start..<index, separator: separator)) }
            start = index + 1
        }
        if start < range.upperBound { parts.append(Part(range: start..<range.upperBound, separator: .end)) }
        return parts
    }

    private func separator(at index: Int, in range: Range<Int>, from start: Int) -> Separator? {
        if tokens[index].kind == .word {
            return Self.joiners.contains(tokens[index].key) ? .and : nil
        }
        guard tokens[index].kind == .symbol else { return nil }
        switch tokens.scalars[tokens[index].start] {
        case ",", ";": return .comma
        case "&": return tokens[index].isGlued ? nil : .and
        case "+": return tokens[index].isGlued ? nil : .comma
        case "/":
            let isSpaced = !tokens[index].isGlued
            return isSpaced || partsTitles(index, in: range, from: start) ? .slash : nil
        default: return nil
        }
    }

    private static let joiners = Set(
        ["and", "or", "und", "oder", "sowie", "et", "ou", "y", "e", "o"].map { WordKey.of($0.utf8) })

    /// "Frontend Developer/Backend Developer": a tight slash with a whole title on both sides.
    private func partsTitles(_ slash: Int, in range: Range<Int>, from start: Int) -> Bool {
        var end = slash + 1
        while end < range.upperBound, tokens[end].kind == .word { end += 1 }
        guard slash - start >= 2, end - slash - 1 >= 2 else { return false }
        return grammar.isRole(start..<slash, strict: true) && grammar.isRole(slash + 1..<end, strict: true)
    }

    /// Whether two neighbours are one title.
    private func joins(_ last: Part, _ next: Range<Int>) -> Bool {
        let left = last.range
        let isShort = left.filter { tokens.isWordOrNumber($0) }.count <= Self.mostShared
        let leftIsRole = isRole(left, strict: last.separator == .slash)
        let rightIsRole = isRole(next, strict: false)
        switch last.separator {
        case .and, .slash:
            if !leftIsRole, rightIsRole, isShort, isAllModifiers(left) { return true }
            // "Developer Advocate / Evangelist" is one opening.
            if last.separator == .slash, leftIsRole, next.count == 1, grammar.isHead(next.lowerBound) {
                return true
            }
            // "Head of Marketing & Strategy", "Director of Sales and Growth".
            return !rightIsRole && leftIsRole && hasOf(left) && isAllModifiers(next)
        case .comma:
            // "Director, Marketing", "Software Engineer, International Growth".
            guard !rightIsRole, leftIsRole || isLeading(left), next.count <= Self.mostShared else {
                return false
            }
            return isAllModifiers(next) && !next.contains { grammar[$0].contains(.employment) }
                && (isLeading(left) || isTitled(next))
        case .end: return false
        }
    }

    private func isRole(_ range: Range<Int>, strict: Bool) -> Bool {
        grammar.trimmed(range).map { grammar.isRole($0, strict: strict) } ?? false
    }

    private func isAllModifiers(_ range: Range<Int>) -> Bool {
        let words = range.filter { tokens.isWordOrNumber($0) }
        return !words.isEmpty
            && words.allSatisfy {
                !grammar[$0].isDisjoint(with: [.modifier, .level]) || tokens[$0].isUpperCase
            }
    }

    private func isTitled(_ range: Range<Int>) -> Bool { range.allSatisfy { tokens[$0].isCapitalised } }

    private func hasOf(_ range: Range<Int>) -> Bool { range.contains { grammar.isOf($0) } }

    /// A leading noun alone or with its level: "Director", "Senior Manager".
    private func isLeading(_ range: Range<Int>) -> Bool {
        let words = range.filter { tokens.isWordOrNumber($0) }
        guard let last = words.last, grammar[last].contains(.leading) else { return false }
        return words.dropLast().allSatisfy { !grammar[$0].isDisjoint(with: [.level, .junk]) }
    }
}
