import Domain

/// Splits "Founder & CEO", "CTO Co-Founder" and "Product Owner / Scrum Master" into the titles they join.
struct TitleSplit {
    let sense: TitleSense

    /// The titles of a part, at least one.
    func titles(in part: Range<Int>) -> [Range<Int>] {
        var joined: [Range<Int>] = []
        for piece in pieces(part) {
            let isServed = joined.last.map(sense.serves) ?? false
            if let last = joined.last, isServed || !areSeparate(last, piece.words, piece.sign) {
                joined[joined.count - 1] = last.lowerBound..<piece.words.upperBound
            } else {
                joined.append(piece.words)
            }
        }
        return joined.flatMap(sideBySide)
    }

    /// How two pieces are joined.
    private enum Sign { case slash, spaced }

    /// Runs between "and", "&", "+" and slashes; a joining word belongs to no run.
    private func pieces(_ part: Range<Int>) -> [(words: Range<Int>, sign: Sign)] {
        var out: [(words: Range<Int>, sign: Sign)] = []
        var start = part.lowerBound
        var sign = Sign.spaced
        for index in part.dropFirst() where index >= start {
            let word = sense.line.words[index]
            if word.depth > 0 { continue }
            if !sense.cues(at: index).isDisjoint(with: .and), index > start, index + 1 < part.upperBound {
                out.append((start..<index, sign))
                (start, sign) = (index + 1, .spaced)
            } else if word.gap.contains(.slash) || word.gap.contains(.and) {
                out.append((start..<index, sign))
                let isSpaced = word.gap.contains(.space)
                (start, sign) = (index, isSpaced ? .spaced : .slash)
            }
        }
        out.append((start..<part.upperBound, sign))
        return out.filter { !$0.words.isEmpty }
    }

    /// Two titles are two only if each could stand alone.
    private func areSeparate(_ first: Range<Int>, _ second: Range<Int>, _ sign: Sign) -> Bool {
        guard sense.hasTitle(first), sense.hasTitle(second) else { return false }
        let isHigh = (sense.hasHighTitle(first), sense.hasHighTitle(second))
        if sign == .slash { return isHigh.0 && isHigh.1 }
        if isHigh.0 || isHigh.1 { return true }
        return first.count >= 2 && second.count >= 2 && endsInHolder(first) && endsInHolder(second)
    }

    /// "Analyst & Development Intern" shares its last word: an intern's title is not split.
    private func endsInHolder(_ range: Range<Int>) -> Bool {
        guard let last = range.last else { return false }
        if let trap = sense.traps(range).last, trap.range.upperBound == range.upperBound {
            return trap.meaning.trap?.seniority != nil
        }
        let ranks = sense.sweep(last..<range.upperBound) { $0.rank != nil }
        if let rank = ranks.first?.meaning.rank { return rank.seniority != .internAssistant }
        return !sense.cues(at: last).isDisjoint(with: .holder)
    }

    /// "CTO Co-Founder": two ranks of the first order, and nothing else.
    private func sideBySide(_ title: Range<Int>) -> [Range<Int>] {
        guard title.count >= 2, sense.traps(title).isEmpty else { return [title] }
        let ranks = sense.sweep(title) { $0.rank != nil }
        guard ranks.count == 2, ranks[0].range.upperBound == ranks[1].range.lowerBound,
            sense.line.words[ranks[1].range.lowerBound].gap.isDisjoint(with: .open),
            ranks[0].range.lowerBound == title.lowerBound, ranks[1].range.upperBound == title.upperBound,
            ranks.allSatisfy({ ($0.meaning.rank?.seniority.height ?? 0) >= Seniority.cLevel.height })
        else { return [title] }
        return ranks.map(\.range)
    }
}
