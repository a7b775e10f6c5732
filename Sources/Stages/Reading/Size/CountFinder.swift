import Lexicon

/// A whole number of things, or a range of them, as a text writes it: `~10`, `51-200`, `eleven`, `10 to 15`.
struct Count: Hashable, Sendable {
    let range: ClosedRange<Int>
    /// Where it opens with the words that belong to it.
    var start: Int
    /// The digits or words alone, without "about".
    let tokens: Range<Int>
    /// Written in digits without separators, as a year is.
    let isPlain: Bool
}

/// Finds the counts of a document and offers them to phrases as `<count>`.
struct CountFinder {
    let document: Document
    /// Words such as "about" that may stand before a number without changing it.
    let approximations: Set<UInt64>

    /// Largest number taken for a count of people; the largest employers stay below it.
    private static let most = 3_000_000
    /// Words before a number that belong to it.
    private static let reach = 3

    func counts() -> (byStart: [Int: Count], marks: PhraseMarks) {
        var byStart: [Int: Count] = [:]
        var marks = PhraseMarks()
        for index in 0..<document.tokens.count {
            guard var count = count(at: index) else { continue }
            let starts = starts(before: index)
            count.start = starts.last ?? index
            for start in starts {
                byStart[start] = count
                marks.add("count", start..<count.tokens.upperBound)
            }
        }
        return (byStart, marks)
    }

    /// The number's own place and those of the words before it that belong to it.
    private func starts(before index: Int) -> [Int] {
        var starts = [index]
        while let last = starts.last, last > 0, starts.count <= Self.reach, isApproximation(last - 1) {
            starts.append(last - 1)
        }
        return starts
    }

    private func isApproximation(_ index: Int) -> Bool {
        let token = document.tokens[index]
        if token.kind == .symbol {
            return "~≈<>±".unicodeScalars.contains(document.tokens.scalars[token.start])
        }
        return approximations.contains(token.key)
    }

    private func count(at index: Int) -> Count? {
        let tokens = document.tokens
        guard let low = value(index), index == 0 || !opensAmount(index - 1) else { return nil }
        var (high, end) = (low, index + 1)
        if let other = rangeEnd(after: index), let value = value(other), value > low {
            (high, end) = (value, other + 1)
        }
        if end < tokens.count, tokens[end].isGlued, !tokens[end].isHyphenated {
            if tokens.isSymbol(end, "+") {
                end += 1
            } else if tokens.isSymbol(end, "%") || tokens[end].kind == .word && tokens.foldedText(end) != "er"
            {
                return nil
            }
        }
        return Count(
            range: low...high, start: index, tokens: index..<end,
            isPlain: tokens[index].kind == .number && tokens[index].end - tokens[index].start == 4)
    }

    /// The other end of "10-50", "10 – 50", "10 to 50"; "from 12 to 40" is two numbers, a before and an after.
    private func rangeEnd(after index: Int) -> Int? {
        let tokens = document.tokens
        guard index + 1 < tokens.count else { return nil }
        if tokens[index + 1].isHyphenated { return index + 1 }
        guard index + 2 < tokens.count else { return nil }
        if tokens[index + 1].kind == .symbol {
            return "-–—".unicodeScalars.contains(tokens.scalars[tokens[index + 1].start]) ? index + 2 : nil
        }
        let isTo = ["to", "bis", "or"].contains(tokens.foldedText(index + 1))
        let isFrom = index > 0 && ["from", "von"].contains(tokens.foldedText(index - 1))
        return isTo && !isFrom ? index + 2 : nil
    }

    private func value(_ index: Int) -> Int? {
        let tokens = document.tokens
        guard index < tokens.count, tokens[index].kind == .number || tokens[index].kind == .word,
            let value = tokens.wholeNumber(index), value > 0, value <= Self.most
        else { return nil }
        // "once" is Spanish for eleven, "un" French for one: number words count in their own language only.
        let isForeign = tokens[index].kind == .word && document.language == .english
        return isForeign && !Self.english.contains(tokens.foldedText(index)) ? nil : value
    }

    /// `$9`, `#4`, `Rs. 80`: a sign that makes a number something else.
    private func opensAmount(_ index: Int) -> Bool {
        let token = document.tokens[index]
        guard token.kind == .symbol else { return false }
        return "$€£₹¥#".unicodeScalars.contains(document.tokens.scalars[token.start])
    }

    private static let english: Set<String> = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    ]
}
