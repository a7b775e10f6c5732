import Domain

/// What a run of words says: rank, function, and whether it names a job at all.
struct TitleSense {
    let line: TitleLine
    let book: TitleBook
    let weights: TitleWeights

    /// A phrase of the run that counts.
    struct Found {
        let range: Range<Int>
        let meaning: TitleMeaning
    }

    /// A title read: the best rank, the best function and how firmly it is meant.
    struct Reading {
        var seniority: Seniority
        var function: JobFunction?
        /// Summed weight of the function; 0 when only a fallback speaks.
        var strength: Double
        var fallback: JobFunction?
        /// Words that no phrase of work explains, apart from fillers and areas.
        var hasUnknownWords: Bool
    }

    func meaning(_ match: TitleLine.Match) -> TitleMeaning { book.meanings[Int(match.node)] }

    func cues(at index: Int) -> TitleMeaning.Cues {
        let word = line.words[index]
        var cues: TitleMeaning.Cues = word.parts?.cues ?? []
        if word.id != TitleBook.unknown, let node = book.node(after: 0, word.id) {
            cues.formUnion(book.meanings[Int(node)].cues)
        }
        return cues
    }

    /// The longest phrase with one of these cues that opens at a word.
    func cue(_ wanted: TitleMeaning.Cues, at index: Int, upTo end: Int) -> Range<Int>? {
        for match in line.matches(at: index, upTo: end)
        where !meaning(match).cues.isDisjoint(with: wanted) { return match.start..<match.end }
        if let parts = line.words[index].parts, !parts.cues.isDisjoint(with: wanted) {
            return index..<index + 1
        }
        return nil
    }

    /// Phrases of one kind, the longest from the left, none overlapping and none over a blocked word.
    func sweep(
        _ range: Range<Int>, blocked: [Range<Int>] = [], where counts: (TitleMeaning) -> Bool
    ) -> [Found] {
        var found: [Found] = []
        var index = range.lowerBound
        var blocks = blocked[...]
        while index < range.upperBound {
            while let block = blocks.first, block.upperBound <= index { blocks.removeFirst() }
            if let block = blocks.first, block.contains(index) {
                index = block.upperBound
                continue
            }
            let end = min(range.upperBound, blocks.first?.lowerBound ?? Int.max)
            if let hit = longest(at: index, upTo: end, where: counts) {
                found.append(hit)
                index = hit.range.upperBound
            } else {
                index += 1
            }
        }
        return found
    }

    private func longest(
        at index: Int, upTo end: Int, where counts: (TitleMeaning) -> Bool
    ) -> Found? {
        for match in line.matches(at: index, upTo: end) {
            let meaning = meaning(match)
            if counts(meaning) { return Found(range: match.start..<match.end, meaning: meaning) }
        }
        if let parts = line.words[index].parts, counts(parts) {
            return Found(range: index..<index + 1, meaning: parts)
        }
        return nil
    }

    /// Phrases to be read before all others.
    func traps(_ range: Range<Int>) -> [Found] { sweep(range) { $0.trap != nil } }

    /// Whether the run names somebody who works for another, as "assistant to the CEO" does.
    func serves(_ range: Range<Int>) -> Bool { traps(range).contains { $0.meaning.trap?.isServing == true } }

    /// Whether the run names a job: a rank from owner to intern, or a word for somebody who does something.
    func hasTitle(_ range: Range<Int>) -> Bool {
        let traps = traps(range)
        if traps.contains(where: { $0.meaning.trap?.seniority != nil }) { return true }
        let blocked = traps.map(\.range)
        return !sweep(range, blocked: blocked) { meaning in
            if !meaning.cues.isDisjoint(with: .holder) { return true }
            return meaning.rank.map { $0.seniority != .leadSeniorPrincipal } ?? false
        }.isEmpty
    }

    /// Whether the run holds a rank of the first order: owner, C-level or vice president.
    func hasHighTitle(_ range: Range<Int>) -> Bool {
        let blocked = traps(range).map(\.range)
        return sweep(range, blocked: blocked) { $0.rank != nil }
            .contains { ($0.meaning.rank?.seniority.height ?? 0) >= Seniority.vp.height }
    }

    /// Whether the run is nothing but regions.
    func isArea(_ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            guard let area = cue([.area, .and, .filler, .of], at: index, upTo: range.upperBound) else {
                return false
            }
            index = area.upperBound
        }
        return !range.isEmpty
    }

    /// Whether any word of the run carries one of these cues.
    func hasCue(_ wanted: TitleMeaning.Cues, in range: Range<Int>) -> Bool {
        range.contains { cue(wanted, at: $0, upTo: range.upperBound) != nil }
    }

    /// Reads a title whole.
    func read(_ range: Range<Int>) -> Reading {
        let range = withoutInitials(range)
        let traps = traps(range)
        let work = TitleWork(sense: self, range: range, traps: traps)
        let rank = TitleRank(sense: self, range: range, traps: traps)
        let seniority = rank.seniority(function: work.function, saysFunction: work.says)
        return Reading(
            seniority: seniority,
            function: seniority == .manager ? work.managed ?? work.function : work.function,
            strength: work.strength, fallback: work.fallback,
            hasUnknownWords: work.hasUnknownWords)
    }

    /// Leaves out a closing bracket with the initials of the words before: "Medical Doctor (MD)".
    private func withoutInitials(_ range: Range<Int>) -> Range<Int> {
        guard range.count > 2, let last = range.last, line.words[last].gap.contains(.open),
            line.words[last].isUpperCase
        else { return range }
        var letters = line.tokens.foldedBytes(line.words[last].token)[...]
        for index in range.dropLast().reversed() {
            guard let letter = letters.last else { break }
            if line.tokens.foldedBytes(line.words[index].token).first == letter {
                letters.removeLast()
            } else if cue([.cut, .filler, .and], at: index, upTo: index + 1) == nil {
                return range
            }
        }
        return letters.isEmpty ? range.lowerBound..<last : range
    }
}
