import Domain
import Lexicon

/// Finds runs of words that could be a person's name and offers them to phrases as `<name>` and `<fullname>`.
struct PersonNames {
    let document: Document
    /// Capitalised words that are no names: "Senior", "Please".
    let others: Set<UInt64>
    /// Small words within names: "van", "de".
    let particles: Set<UInt64>
    /// Tokens that belong to places and companies found before.
    let taken: Set<Int>

    /// Names have no more parts: "Maria del Carmen Lopez".
    private static let mostParts = 4

    /// All runs, by where they open; longer ones first.
    func names() -> (byStart: [Int: [Range<Int>]], marks: PhraseMarks) {
        var byStart: [Int: [Range<Int>]] = [:]
        var marks = PhraseMarks()
        for index in 0..<document.tokens.count {
            let ends = ends(from: index)
            guard !ends.isEmpty else { continue }
            byStart[index] = ends.reversed().map { index..<$0.end }
            for end in ends.reversed() {
                marks.add("name", index..<end.end)
                if end.parts > 1 { marks.add("fullname", index..<end.end) }
            }
        }
        return (byStart, marks)
    }

    private func ends(from start: Int) -> [(end: Int, parts: Int)] {
        var ends: [(end: Int, parts: Int)] = []
        var (index, parts) = (start, 0)
        while parts < Self.mostParts, let end = part(at: index) {
            parts += 1
            index = end
            // An initial alone ends no name: "Anna K" does, "Anna K." goes on.
            ends.append((index, parts))
            var next = index
            while parts > 0, next < document.tokens.count, next - index < 2,
                particles.contains(document.tokens[next].key), !document.tokens[next].isCapitalised
            {
                next += 1
            }
            if next > index {
                guard part(at: next) != nil else { break }
                index = next
            }
        }
        return ends.filter { isName(start..<$0.end) }
    }

    /// The end of one part of a name: "Anna", "O'Brien", "Jean-Luc", "K.".
    private func part(at index: Int) -> Int? {
        let tokens = document.tokens
        guard index < tokens.count, isPart(index), !tokens[index].isHyphenated else { return nil }
        var end = index + 1
        // "D'Souza", "Jean-Luc"; and the point of an initial.
        while end < tokens.count, end - index < 3, tokens[end].isCapitalised,
            tokens[end].isHyphenated || tokens[end].isGlued && endsInApostrophe(end - 1)
        {
            end += 1
        }
        if tokens[index].end - tokens[index].start == 1, tokens.isSymbol(end, "."), tokens[end].isGlued {
            end += 1
        }
        return end
    }

    private func isPart(_ index: Int) -> Bool {
        let token = document.tokens[index]
        guard token.isCapitalised, !others.contains(token.key), !taken.contains(index) else { return false }
        // "CEO", "ACME"; two capitals may be initials: "AK Sharma".
        return !token.isUpperCase || token.end - token.start <= 2
    }

    private func endsInApostrophe(_ index: Int) -> Bool {
        let last = document.tokens.scalars[document.tokens[index].end - 1]
        return last == "'" || last == "\u{2019}"
    }

    /// Initials alone are no name, and a name has letters of more than one kind.
    private func isName(_ range: Range<Int>) -> Bool {
        range.contains { index in
            let token = document.tokens[index]
            return token.kind == .word && token.end - token.start > 2
                && !Fold.bytes(document.tokens.text(index..<index + 1)).contains { $0 &- 0x30 < 10 }
        }
    }
}
