import Domain

/// Which function a title's words speak for, and how firmly.
struct TitleWork {
    private(set) var function: JobFunction?
    /// The function of who leads the trade, when it is another.
    private(set) var managed: JobFunction?
    private(set) var strength = 0.0
    private(set) var fallback: JobFunction?
    private(set) var hasUnknownWords = false
    /// Functions that a decisive phrase names, chosen or not.
    private var named: Set<JobFunction> = []

    /// Whether some decisive phrase of the title names this function.
    func says(_ function: JobFunction) -> Bool { named.contains(function) }

    init(sense: TitleSense, range: Range<Int>, traps: [TitleSense.Found]) {
        let telling = traps.filter { $0.meaning.trap?.function != nil }
        if let serving = telling.first(where: { $0.meaning.trap?.isServing == true }) {
            function = serving.meaning.trap?.function
            strength = sense.weights.trap
            return
        }
        let phrases = sense.sweep(range, blocked: telling.map(\.range)) { $0.work != nil }
        weigh(phrases, telling, sense: sense, range: range)
        // "Senior" and "specialist" say less than "manager" and "director", which come behind them.
        let quiet = phrases.lazy.filter { $0.meaning.work?.strength == .fallback }.compactMap(
            \.meaning.work?.function)
        fallback = quiet.first { $0 != .other } ?? quiet.first
        hasUnknownWords = range.contains { index in
            let covered =
                phrases.contains { $0.range.contains(index) } || telling.contains { $0.range.contains(index) }
            return !covered && sense.isContent(index)
        }
    }

    /// Sums the weights of all phrases by function; the first named wins ties.
    private mutating func weigh(
        _ phrases: [TitleSense.Found], _ traps: [TitleSense.Found], sense: TitleSense, range: Range<Int>
    ) {
        // "CEO coach": the last word makes the chief somebody else.
        let isFollowed = range.last.map { !sense.cues(at: $0).isDisjoint(with: .follower) } ?? false
        let speaking = phrases.filter { phrase in
            guard let work = phrase.meaning.work, work.strength != .fallback else { return false }
            return !(isFollowed && work.function == .executive && phrase.range.upperBound < range.upperBound)
        }
        let title = sense.mainPart(range, saying: speaking + traps)
        let cut = title.dropFirst().dropLast().first { !sense.cues(at: $0).isDisjoint(with: .cut) }
        var scores: [(function: JobFunction, score: Double, first: Int)] = []
        func add(_ function: JobFunction, _ score: Double, at index: Int) {
            if let known = scores.firstIndex(where: { $0.function == function }) {
                let best = max(scores[known].score, score)
                scores[known].score = best + sense.weights.further * min(scores[known].score, score)
                scores[known].first = min(scores[known].first, index)
            } else {
                scores.append((function, score, index))
            }
        }
        for trap in traps {
            guard let function = trap.meaning.trap?.function else { continue }
            named.insert(function)
            let words = Double(trap.range.count - 1)
            let isLast = cut == nil && trap.range.upperBound == title.upperBound
            // "Sales and Marketing Executive": the second of two trades joined counts as any other.
            let isJoined = sense.isJoined(trap.range, to: phrases)
            let base = isJoined ? sense.weights.decisive * sense.weights.joined : sense.weights.trap
            let score =
                (base + sense.weights.furtherWord * words) * (isLast && !isJoined ? sense.weights.last : 1)
            add(function, score, at: trap.range.lowerBound)
        }
        let lastEnd = speaking.last { $0.range.upperBound <= title.upperBound }?.range.upperBound
        let namesHolder = speaking.contains { phrase in
            guard let cut, phrase.range.upperBound <= cut else { return false }
            return phrase.meaning.work?.function != .executive && phrase.meaning.work?.strength != .hint
        }
        for phrase in speaking {
            guard let work = phrase.meaning.work else { continue }
            if work.strength == .decisive { named.insert(work.function) }
            let isJoined = sense.isJoined(phrase.range, to: speaking)
            var score = sense.weights.score(
                work, phrase.range, isLast: phrase.range.upperBound == lastEnd && !isJoined, cut: cut,
                isAlone: speaking.count + traps.count == 1)
            if isJoined { score *= sense.weights.joined }
            if lastEnd != nil, phrase.range.lowerBound >= title.upperBound { score *= sense.weights.aside }
            if let cut, phrase.range.lowerBound > cut, namesHolder { score *= sense.weights.afterCut }
            add(work.function, score, at: phrase.range.lowerBound)
        }
        guard let best = scores.max(by: { ($0.score, -$0.first) < ($1.score, -$1.first) }) else { return }
        function = best.function
        strength = best.score
        managed =
            speaking.first { $0.meaning.work?.function == best.function && $0.meaning.work?.managed != nil }?
            .meaning.work?.managed
    }
}

extension TitleSense {
    /// A title up to its last word for a holder or rank; behind it, or behind a comma, stands what it is about.
    ///
    /// "Product Manager Climate Comfort" manages products. Where that part says no trade ("Director Sales"), the
    /// title up to its first comma or bracket.
    func mainPart(_ range: Range<Int>, saying phrases: [Found]) -> Range<Int> {
        let end = range.dropFirst().first { !line.words[$0].gap.isDisjoint(with: [.comma, .open, .colon]) }
        let part = range.lowerBound..<(end ?? range.upperBound)
        guard let holder = part.last(where: namesHolder) else { return part }
        let named = part.lowerBound..<holder + 1
        return phrases.contains { $0.range.lowerBound < named.upperBound } ? named : part
    }

    /// Whether a word alone says that somebody does or leads something.
    private func namesHolder(_ index: Int) -> Bool {
        if !cues(at: index).isDisjoint(with: .holder) { return true }
        if line.words[index].parts?.rank != nil { return true }
        let word = line.words[index].id
        guard word != TitleBook.unknown, let node = book.node(after: 0, word) else { return false }
        return book.meanings[Int(node)].rank != nil
    }

    /// "Sales & Marketing": the second of two trades joined does not gain by standing last.
    func isJoined(_ range: Range<Int>, to others: [Found]) -> Bool {
        let first = range.lowerBound
        let isAfterWord = first > 0 && !cues(at: first - 1).isDisjoint(with: .and)
        guard isAfterWord || line.words[first].gap.contains(.and) || line.words[first].gap.contains(.slash)
        else {
            return false
        }
        let end = isAfterWord ? first - 1 : first
        return others.contains { $0.range.upperBound == end }
    }

    /// Whether a word may carry a trade: no rank, filler, area, number or short sign.
    func isContent(_ index: Int) -> Bool {
        let word = line.words[index]
        if word.id == TitleBook.number { return false }
        let quiet: TitleMeaning.Cues = [
            .filler, .cut, .and, .area, .deputy, .chief, .officer, .head, .staff, .of,
        ]
        if !cues(at: index).isDisjoint(with: quiet) { return false }
        if word.id != TitleBook.unknown, let node = book.node(after: 0, word.id),
            book.meanings[Int(node)].rank != nil
        {
            return false
        }
        return word.end - word.start > 1
    }
}
