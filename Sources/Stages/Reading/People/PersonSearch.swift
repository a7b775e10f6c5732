import Domain
import Lexicon

/// Looks for people among the possible names of a document.
struct PersonSearch {
    struct Person {
        let name: Range<Int>
        let role: String?
    }

    let document: Document
    let patterns: CueHits<PersonCue>
    let words: CueHits<PersonCue>
    let titles: [TitlePlace]
    let names: [Int: [Range<Int>]]
    /// Jobs on offer: nobody holds them.
    let openings: [Span]

    /// Tokens between a name and its job.
    private static let reach = 6
    /// Scalars from the end within which a name after a dash signs.
    private static let signature = 160

    /// In the order of the text; the same person may turn up twice.
    func people() -> [Person] {
        let found = introduced() + contacts() + titled() + signed()
        return found.filter { !isOthers($0.name) }.sorted { rank($0) < rank($1) }
    }

    /// By place; of one place the longest name, and rather one with a role.
    private func rank(_ person: Person) -> (Int, Int, Int) {
        (person.name.lowerBound, -person.name.count, person.role == "contact" ? 1 : 0)
    }

    private func introduced() -> [Person] {
        patterns[.introduction].flatMap { hit in
            let names = hit.match.captures.filter { ["name", "fullname"].contains($0.name) }.map(\.tokens)
            guard let first = names.first else { return [Person]() }
            let role = hit.cue.value ?? self.role(after: first.upperBound)
            // "I'm Excited to …" goes on; a name is followed by a sign, a job or "from".
            guard hit.cue.value != nil || role != nil || endsClause(first.upperBound) else { return [] }
            return names.map { Person(name: $0, role: role ?? "contact") }
        }
    }

    private func contacts() -> [Person] {
        patterns[.contact].compactMap { hit in
            guard
                let name = hit.match.captures.first(where: { ["name", "fullname"].contains($0.name) })?.tokens
            else { return nil }
            let role = role(after: name.upperBound)
            let isAlone = parts(name) < 2 && hit.match.capture("fullname") == nil
            let isFollowed =
                isAlone ? announcesAddress(name.upperBound) : endsClause(name.upperBound)
            let isAddressed = words.contains(.honorific, in: hit.tokens)
            guard role != nil || isFollowed || isAddressed else { return nil }
            return Person(name: name, role: role ?? hit.cue.value ?? "contact")
        }
    }

    /// "Anna Bauer, CEO", "CEO Anna Bauer", "Founder: Anna", and cards with one above the other.
    private func titled() -> [Person] {
        titles.compactMap { title -> Person? in
            let isOffered = openings.contains { $0.overlaps(document.tokens.span(title.tokens)) }
            guard title.isLeader || !isOffered else { return nil }
            let role = document.text(title.tokens)
            if let name = name(before: title.tokens, title.isLeader) { return Person(name: name, role: role) }
            guard !isOffered else { return nil }
            return name(after: title.tokens, title.isLeader).map { Person(name: $0, role: role) }
        }
    }

    private func name(before title: Range<Int>, _ isLeader: Bool) -> Range<Int>? {
        let tokens = document.tokens
        var (index, signs, breaks) = (title.lowerBound, 0, 0)
        while index > 0, title.lowerBound - index <= Self.reach {
            let token = tokens[index - 1]
            if token.kind == .lineBreak {
                breaks += 1
            } else if token.kind == .symbol {
                let sign = tokens.scalars[token.start]
                // Cells of a header hold companies and openings side by side; only leaders' are told from them.
                guard ",(-–—/".unicodeScalars.contains(sign) || sign == "|" && isLeader else { break }
                signs += 1
            } else if !words.opens(.link, at: index - 1), !isPossessive(index - 1) {
                break
            }
            index -= 1
        }
        guard breaks < 2, let name = name(endingAt: index) else { return nil }
        let line = document.line(of: name.lowerBound)
        if breaks == 1 { return signs == 0 && line == name && parts(name) > 1 ? name : nil }
        guard signs > 0 || index < title.lowerBound || isLeader else { return nil }
        guard parts(name) > 1 || tokens.isSymbol(index, "(") || tokens.isSymbol(index, ",") && isLeader else {
            return nil
        }
        // "Berlin, Marketing Manager" has a comma too: a plain job must end its clause.
        return isLeader || endsClause(title.upperBound) || isFollowedByEmployer(title.upperBound) ? name : nil
    }

    /// "my6sense's": whose officer somebody is.
    private func isPossessive(_ index: Int) -> Bool {
        let next = index + 1
        return next < document.tokens.count && document.tokens.foldedText(next) == "'s"
            || document.tokens.foldedText(index) == "'s"
    }

    private func name(endingAt end: Int) -> Range<Int>? {
        for start in max(0, end - 6)..<max(0, end) {
            if let name = names[start]?.first(where: { $0.upperBound == end }) {
                let isInside = start > 0 && names[start - 1]?.contains { $0.upperBound == end } == true
                if !isInside { return name }
            }
        }
        return nil
    }

    private func name(after title: Range<Int>, _ isLeader: Bool) -> Range<Int>? {
        let tokens = document.tokens
        var (index, hasColon, breaks) = (title.upperBound, false, 0)
        let isColon = tokens.isSymbol(index, ":")
        while index < tokens.count, index - title.upperBound < 4 {
            if words.opens(.honorific, at: index) {
                hasColon = true
            } else if tokens[index].kind == .lineBreak {
                breaks += 1
            } else if tokens[index].kind == .symbol,
                ":-–—,.".unicodeScalars.contains(tokens.scalars[tokens[index].start])
            {
                if tokens.isSymbol(index, ".") && !hasColon { break }
                hasColon = hasColon || !tokens.isSymbol(index, ",")
            } else {
                break
            }
            index += 1
        }
        guard let name = names[index]?.first else { return nil }
        if breaks > 0 {
            return breaks == 1 && document.line(of: index) == name && parts(name) > 1 ? name : nil
        }
        if hasColon { return isLeader && isColon || parts(name) > 1 ? name : nil }
        return isLeader && parts(name) > 1 ? name : nil
    }

    /// "- Devika" or "Cheers,\nAnna" at the end.
    private func signed() -> [Person] {
        let tokens = document.tokens
        let floor = tokens.index(atOrAfter: document.scalars.count - Self.signature)
        guard floor < tokens.count else { return [] }
        return (floor..<tokens.count).compactMap { index -> Person? in
            guard let name = names[index]?.first, opensSignature(index) else { return nil }
            guard endsLine(name.upperBound) || role(after: name.upperBound) != nil else { return nil }
            return Person(name: name, role: role(after: name.upperBound) ?? "contact")
        }
    }

    private func opensSignature(_ index: Int) -> Bool {
        let tokens = document.tokens
        guard index > 0 else { return false }
        var before = index - 1
        // "--" on a line of its own, the name below.
        if before > 0, tokens[before].kind == .lineBreak, tokens[before - 1].kind == .symbol,
            "-–—".unicodeScalars.contains(tokens.scalars[tokens[before - 1].start])
        {
            before -= 1
            let earlier = before > 1 ? tokens[before - 1] : tokens[before]
            if earlier.isGlued || earlier.kind == .symbol { return true }
        }
        if tokens[before].kind == .symbol,
            "-–—~".unicodeScalars.contains(tokens.scalars[tokens[before].start]),
            !tokens[before].isHyphenated, !tokens[index].isHyphenated
        {
            // A dash between words parts; one after a sentence or line end signs.
            guard before > 0 else { return true }
            let earlier = tokens[before - 1]
            return earlier.kind == .lineBreak || earlier.kind == .symbol
        }
        while before > 0, tokens[before].kind == .lineBreak || tokens.isSymbol(before, ",") { before -= 1 }
        return words.ends(.closing, at: before + 1)
    }

    private func role(after index: Int) -> String? {
        let tokens = document.tokens
        var place = index
        while place < tokens.count, place - index < Self.reach {
            if let title = title(at: place) { return document.text(title.tokens) }
            let isSign = tokens[place].kind == .symbol && !tokens.isSymbol(place, ".")
            let isBreak = tokens[place].kind == .lineBreak && place == index
            guard isSign || isBreak || words.opens(.link, at: place) else { return nil }
            place += 1
        }
        return nil
    }

    private func title(at token: Int) -> TitlePlace? {
        var (low, high) = (0, titles.count)
        while low < high {
            let middle = (low + high) / 2
            if titles[middle].tokens.lowerBound < token { low = middle + 1 } else { high = middle }
        }
        return low < titles.count && titles[low].tokens.lowerBound == token ? titles[low] : nil
    }
}
