import Domain
import Lexicon

/// One opening per title: the header's wording wins over a list's, a list's over a sentence's.
struct RoleMerger {
    let document: Document
    let grammar: RoleGrammar
    let kind: RoleKind

    private struct Entry {
        let candidate: RoleCandidate
        let role: Role
        /// Folded singular words that tell one title from another, without rank.
        let words: Set<UInt64>
        /// The same with rank: two openings of one list may differ in nothing else.
        let ranked: Set<UInt64>

        var isBare: Bool { words.count <= 1 }
    }

    func openings(_ candidates: [RoleCandidate]) -> [(role: Role, tokens: Range<Int>)] {
        let sorted = withoutSummaries(candidates).sorted { a, b in
            (a.source, a.tokens.lowerBound, -a.tokens.count) < (
                b.source, b.tokens.lowerBound, -b.tokens.count
            )
        }
        var kept: [Entry] = []
        var seen: Set<Set<UInt64>> = []
        for candidate in sorted {
            // A text with more openings than this is a catalogue; comparing all with all would take for ever.
            guard kept.count < Self.mostOpenings else { break }
            let (words, ranked) = identity(candidate.tokens)
            guard !seen.contains(ranked) else { continue }
            let entry = Entry(
                candidate: candidate, role: kind.role(title(candidate.tokens)), words: words, ranked: ranked)
            guard !kept.contains(where: { repeats(entry, $0) }) else { continue }
            seen.insert(ranked)
            kept.append(entry)
        }
        return withoutGeneric(kept).map { ($0.role, $0.candidate.tokens) }
            .sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
    }

    private static let mostOpenings = 60

    /// Without header titles that a list below spells out: "Web/iOS/Android Developers".
    private func withoutSummaries(_ candidates: [RoleCandidate]) -> [RoleCandidate] {
        let listed = candidates.prefix(Self.mostOpenings * 2).filter { $0.source == .list }
            .map { identity($0.tokens).words }
        return candidates.filter { candidate in
            guard candidate.source == .header,
                candidate.tokens.contains(where: { document.tokens.isSymbol($0, "/") })
            else { return true }
            let words = identity(candidate.tokens).words
            return Set(listed.filter { $0.isStrictSubset(of: words) && $0.count > 1 }).count < 2
        }
    }

    private func title(_ range: Range<Int>) -> String {
        // A title broken over two lines is said in one.
        document.text(range).replacing("\n", with: " ")
    }

    /// What tells titles apart: words without number, rank and joiners; "full-stack" and "fullstack" are one.
    private func identity(_ range: Range<Int>) -> (words: Set<UInt64>, ranked: Set<UInt64>) {
        var (out, ranked): (Set<UInt64>, Set<UInt64>) = ([], [])
        var index = range.lowerBound
        while index < range.upperBound {
            defer { index += 1 }
            guard document.tokens.isWordOrNumber(index) else { continue }
            var folded = Array(document.tokens.foldedBytes(index))
            if index + 1 < range.upperBound, Self.firstHalves.contains(document.tokens[index].key) {
                folded += document.tokens.foldedBytes(index + 1)
                index += 1
            }
            if folded.count > 3, folded.last == UInt8(ascii: "s"), folded.dropLast().last != UInt8(ascii: "s")
            {
                folded.removeLast()
            }
            let key = WordKey.of(folded)
            if !Self.small.contains(key) { ranked.insert(key) }
            if !Self.small.contains(key), !Self.ranks.contains(key) { out.insert(key) }
        }
        return (out.isEmpty ? ranked : out, ranked)
    }

    private static let firstHalves = Set(["full", "front", "back"].map { WordKey.of($0.utf8) })
    private static let ranks = Set(
        ["senior", "sr", "junior", "jr", "lead", "mid", "level", "staff", "principal", "experienced"]
            .map { WordKey.of($0.utf8) })
    private static let small = Set(
        ["to", "of", "and", "remote", "the", "a", "multiple", "de", "für", "und", "et", "y", "or"]
            .map { WordKey.of(Fold.bytes($0)) })

    /// Whether `new` names an opening that `old`, from a better source, names already.
    private func repeats(_ new: Entry, _ old: Entry) -> Bool {
        if new.ranked == old.ranked || overlap(new.candidate.tokens, old.candidate.tokens) { return true }
        if new.words == old.words, new.candidate.source != old.candidate.source {
            // "Senior" and "Junior" are two openings wherever they stand; a title without rank is either.
            return new.ranked == new.words || old.ranked == old.words
        }
        let isSameFunction = new.role.function == old.role.function
        if new.candidate.source != old.candidate.source, !isField(old) {
            if new.words.isSubset(of: old.words) { return true }
            let headerIsGeneric = isGeneric(old) && new.candidate.source == .list
            if old.words.isSubset(of: new.words), old.candidate.source == .header, !headerIsGeneric,
                isSameFunction
            {
                return true
            }
        }
        guard new.candidate.source == .sentence else { return false }
        if old.candidate.source != .sentence { return isGeneric(new) && isSameFunction }
        return isSameFunction && new.words.isSubset(of: old.words)
    }

    private func overlap(_ a: Range<Int>, _ b: Range<Int>) -> Bool { a.overlaps(b) }

    /// "Developers", "Software Engineers": says no more than that work is there.
    private func isGeneric(_ entry: Entry) -> Bool {
        entry.words.isSubset(of: Self.generic)
    }

    private static let generic = Set(
        [
            "engineer", "developer", "software", "designer", "programmer", "people", "professional",
            "marketing", "sale", "sales",
            "design", "engineering", "tech", "technical", "talent", "expert", "hire",
            "first",
        ].map { WordKey.of($0.utf8) })

    /// "tech professionals", "marketing hire": says less than any other title of the text.
    private func isVague(_ entry: Entry) -> Bool {
        entry.candidate.source == .sentence && isGeneric(entry) && !entry.words.isDisjoint(with: Self.vague)
    }

    private static let vague = Set(
        ["people", "professional", "talent", "expert", "hire"].map { WordKey.of($0.utf8) })

    /// A cell such as "Marketing" that names a field and no job.
    private func isField(_ entry: Entry) -> Bool {
        !entry.candidate.tokens.contains {
            grammar.isHead($0) || !grammar[$0].isDisjoint(with: [.leading, .weakHead])
        }
    }

    /// Without fields that a title spells out, and without the general title of a header above a list of them.
    private func withoutGeneric(_ entries: [Entry]) -> [Entry] {
        let listed = entries.filter {
            $0.candidate.source == .list && [.engineering, .data].contains($0.role.function)
        }
        return entries.filter { entry in
            if isVague(entry), entries.count > 1 { return false }
            if isField(entry), entry.candidate.source == .header {
                return !entries.contains {
                    $0.words != entry.words && $0.role.function == entry.role.function
                }
            }
            guard entry.candidate.source == .header, listed.count >= 2, isPlural(entry) else { return true }
            return
                !(isGeneric(entry) || entry.role.title.contains("/") && entry.role.function == .engineering)
        }
    }

    private func isPlural(_ entry: Entry) -> Bool {
        entry.role.title.lowercased().hasSuffix("s")
    }
}
