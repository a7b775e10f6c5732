import Domain
import Lexicon

/// Scores runs of capitalised words by what stands around them.
struct NameScorer {
    let document: Document
    let words: CompanyWords
    let found: CompanyWords.Found
    let runs: [NameRun]
    let labels: HostLabels
    let cells: CellKinds

    private var tokens: Tokens { document.tokens }

    init(
        document: Document, words: CompanyWords, found: CompanyWords.Found, runs: [NameRun],
        labels: HostLabels,
        cells: CellKinds
    ) {
        self.document = document
        self.words = words
        self.found = found
        self.runs = runs
        self.labels = labels
        self.cells = cells
        counts = runs.reduce(into: [:]) { $0[HostLabels.plain(document.text($1.core)), default: 0] += 1 }
    }

    /// How telling each sign is.
    ///
    /// The order was fixed on job posts, the distances by hand: a labelled row beats a verb, a verb a bare mention.
    private enum Sign {
        static let row = 3.4
        static let hires = 2.7
        static let opening = 2.6
        static let announced = 2.5
        static let legal = 2.4
        static let does = 2.2
        static let introduced = 1.9
        static let firstLine = 1.7
        static let explained = 1.6
        static let trade = 1.3
        static let ownLine = 0.9
        static let mention = 0.4
    }

    /// What agreement with a host or mail domain, each repetition, and further signs add.
    private static let hostBonus = 2.5
    private static let mailBonus = 1.8
    private static let wordBonus = 1.2
    private static let repetition = 0.4
    private static let mostRepetition = 1.0
    private static let senderBonus = 6.0
    /// Scalars over which a sign loses a point: names come early.
    private static let fading = 1500.0

    func candidates() -> [NameCandidate] {
        var out: [NameCandidate] = []
        for run in runs {
            guard let sign = sign(of: run), isPossible(run) else { continue }
            let span = tokens.span(run.tokens)
            out.append(
                NameCandidate(
                    document.quote(span), span, score: sign - min(1, Double(span.start) / Self.fading)))
        }
        return out + rowNames() + hostNames()
    }

    // MARK: Signs

    /// The best sign around a run; nil when it is somebody else's name.
    private func sign(of run: NameRun) -> Double? {
        let (start, end) = (run.tokens.lowerBound, run.tokens.upperBound)
        let before = found.ending[start] ?? []
        var signs: [Double] = [Sign.mention]
        if run.hasLegalForm { signs.append(Sign.legal) }
        if before.contains(.announces) { signs.append(Sign.announced) }
        if before.contains(.introduces), isSetOff(end) { signs.append(Sign.introduced) }
        let behind = afterAside(end)
        let verbs = found.starting[behind] ?? []
        let opens = opensSentence(start)
        // German writes every noun with a capital, so a verb behind one says nothing inside a sentence.
        if verbs.contains(.hires), opens || document.language != .german { signs.append(Sign.hires) }
        if verbs.contains(.does) { signs.append(opens ? Sign.does : Sign.mention + 0.4) }
        if isAppositive(start, behind) { signs.append(Sign.opening) }
        if isExplained(behind) { signs.append(Sign.explained) }
        let isTrade = found.ending[run.core.upperBound]?.contains(.trade) == true || verbs.contains(.trade)
        if isTrade { signs.append(Sign.trade) }
        if isOwnLine(run) { signs.append(document.lineIndex(of: start) < 2 ? Sign.firstLine : Sign.ownLine) }
        let best = signs.max() ?? Sign.mention
        // A customer, an investor, a former employer, unless the name itself opens with what it does.
        if before.contains(.foreign), best == Sign.announced || best <= Sign.introduced { return nil }
        return best
    }

    /// Past "(YC S20)" or "(https://…)" and a comma.
    private func afterAside(_ end: Int) -> Int {
        var index = end
        if tokens.isSymbol(index, "("),
            let close = (index..<min(index + 14, tokens.count)).first(where: { tokens.isSymbol($0, ")") })
        {
            index = close + 1
        }
        if tokens.isSymbol(index, ","), found.starting[index + 1] != nil { index += 1 }
        return index
    }

    /// Whether a comma, colon, bracket, the end of a line or sentence, or "we" follows.
    private func isSetOff(_ end: Int) -> Bool {
        guard end < tokens.count else { return true }
        if tokens[end].kind != .word { return !tokens.isSymbol(end, "/") }
        return Self.pronouns.contains(tokens[end].key) || document.followsAddress(end)
    }

    private static let pronouns = Set(
        ["we", "you", "is", "our", "as", "and", "to", "in", "wir", "nous", "on", "are", "'s"].map {
            WordKey.of($0.utf8)
        })

    /// Only quotes, bullets and openers ("At", "Here at") stand in front of it in its sentence.
    private func opensSentence(_ start: Int) -> Bool {
        let sentence = document.sentence(of: start)
        guard start - sentence.lowerBound <= 4 else { return false }
        return (sentence.lowerBound..<start).allSatisfy {
            tokens[$0].kind == .symbol || words.isOpener(tokens[$0].key)
        } || tokens.isSymbol(start - 1, ",") && start - sentence.lowerBound <= 4
    }

    /// "Ferro Fab Works, manufacturer of …" at the start of a text or block.
    private func isAppositive(_ start: Int, _ end: Int) -> Bool {
        guard document.line(of: start).lowerBound == start, document.lineIndex(of: start) < 3,
            end + 1 < tokens.count,
            tokens.isSymbol(end, ",") || tokens.isSymbol(end, "-") || tokens.isSymbol(end, "–")
                || tokens.isSymbol(end, ":")
        else { return false }
        let next = tokens[end + 1]
        return next.kind == .word && (!next.isCapitalised || Self.articles.contains(next.key))
    }

    /// Whether "a …" explains the name behind a comma inside a sentence.
    private func isExplained(_ end: Int) -> Bool {
        tokens.isSymbol(end, ",") && end + 2 < tokens.count && Self.indefinite.contains(tokens[end + 1].key)
            && !tokens[end + 2].isCapitalised
    }

    private static let indefinite = Set(
        ["a", "an", "ein", "eine", "une", "un", "una"].map { WordKey.of($0.utf8) })
    private static let articles = Set(
        ["a", "an", "the", "ein", "eine", "une", "un", "una"].map { WordKey.of($0.utf8) })

    private func isOwnLine(_ run: NameRun) -> Bool {
        let line = document.line(of: run.tokens.lowerBound)
        return (line.lowerBound..<line.upperBound).allSatisfy {
            run.tokens.contains($0) || tokens[$0].kind == .symbol
        }
            && !document.followsAddress(line.upperBound)
    }

    // MARK: What cannot be a name

    /// Not a word we know for something else, a place, a title or a person.
    func isPossible(_ run: NameRun) -> Bool {
        if document.isLabel(run.core.lowerBound) { return false }
        if run.hasLegalForm { return run.core.count > 0 && !words.isNever(key(run.core)) }
        return isPossible(run.core) && !isPerson(run)
    }

    func isPossible(_ range: Range<Int>) -> Bool {
        guard !range.isEmpty else { return false }
        if labels.hosts.contains(HostLabels.plain(document.text(range))), !cells.isPlace(range) {
            return true
        }
        guard !words.isNever(key(range)), !isDescription(range) else { return false }
        let count = range.filter { tokens.isWordOrNumber($0) }.count
        guard count <= 6, tokens[range.upperBound - 1].end - tokens[range.lowerBound].start <= 50 else {
            return false
        }
        if cells.isEmployment(range) || isPlace(range) { return false }
        if document.grammar.isRole(range), !hasTrade(range) { return false }
        return !range.contains { Self.tellTale.contains(tokens[$0].key) }
    }

    /// Words that no company has in its name, but headers and titles do.
    private static let tellTale = Set(
        [
            "remote", "onsite", "hiring", "stealth", "startup", "wanted", "intern", "interns", "engineers",
            "developers",
            "fulltime", "vacancy", "job", "jobs",
        ]
        .map { WordKey.of($0.utf8) })

    /// "Leading Ad Tech Company": says what a company is, not what it is called.
    private func isDescription(_ range: Range<Int>) -> Bool {
        guard Self.kinds.contains(tokens[range.upperBound - 1].key) else { return false }
        return range.dropLast().allSatisfy {
            tokens[$0].kind == .symbol || !document.grammar[$0].isDisjoint(with: [.modifier, .junk])
                || Self.praise.contains(tokens[$0].key)
        }
    }

    private static let kinds = Set(
        ["company", "firm", "agency", "organization", "organisation", "client", "startup", "group"].map {
            WordKey.of($0.utf8)
        })
    private static let praise = Set(
        [
            "leading", "revolutionary", "reputed", "established", "funded", "tech", "mnc", "premier",
            "renowned", "known", "based",
        ]
        .map { WordKey.of($0.utf8) })

    private func hasTrade(_ range: Range<Int>) -> Bool {
        found.ending[range.upperBound]?.contains(.trade) == true
    }

    private func isPlace(_ range: Range<Int>) -> Bool {
        guard let hit = cells.gazetteer.hit(at: range.lowerBound, in: tokens) else { return false }
        // "New York", "Pune India", but not "Boston Dynamics".
        var end = hit.tokens.upperBound
        while end < range.upperBound, let more = cells.gazetteer.hit(at: end, in: tokens) {
            end = more.tokens.upperBound
        }
        return end >= range.upperBound
    }

    /// Whether an office stands behind the run, as in "Meher Quillton, CEO", or a form of address in front.
    private func isPerson(_ run: NameRun) -> Bool {
        let (start, end) = (run.core.lowerBound, run.core.upperBound)
        if start > 0, Self.honorifics.contains(tokens[start - 1].key) { return true }
        if start > 1, tokens.isSymbol(start - 1, "."), Self.honorifics.contains(tokens[start - 2].key) {
            return true
        }
        guard run.core.count <= 3,
            tokens.isSymbol(end, ",") || tokens.isSymbol(end, "-") || tokens.isSymbol(end, "("),
            end + 1 < tokens.count
        else { return false }
        let next = tokens[end + 1]
        return Self.offices.contains(next.key) && !(end + 2 < tokens.count && tokens[end + 2].isHyphenated)
    }

    private static let honorifics = Set(
        ["mr", "mrs", "ms", "dr", "herr", "frau", "monsieur", "madame", "shri", "smt"].map {
            WordKey.of($0.utf8)
        })
    private static let offices = Set(
        [
            "ceo", "founder", "cofounder", "co", "owner", "director", "president", "cto", "coo", "cmo",
            "chief", "managing", "partner",
            "head", "vp", "geschäftsführer", "inhaber", "proprietor", "manager", "recruiter", "hr",
        ].map { WordKey.of(Fold.bytes($0)) })

    func key(_ range: Range<Int>) -> UInt64 { Gazetteer.key(document.text(range)) }

    // MARK: Names from rows and hosts

    /// "Company: NAME".
    private func rowNames() -> [NameCandidate] {
        document.rows(.company).compactMap { row in
            let cut = HeaderNames(scorer: self).cut(row.value)
            guard !cut.isEmpty, isPossible(cut), tokens[cut.lowerBound].isCapitalised || cut.count <= 3 else {
                return nil
            }
            let span = tokens.span(cut)
            return NameCandidate(document.quote(span), span, score: Sign.row)
        }
    }

    /// A bare host as a name: "Scribie.com is …".
    private func hostNames() -> [NameCandidate] {
        document.hosts.compactMap { host in
            guard host.isBare, labels.hosts.contains(HostLabels.plain(host.label)) else { return nil }
            let next = tokens.index(atOrAfter: host.hostSpan.end)
            let verbs = found.starting[next] ?? []
            guard verbs.contains(.does) || verbs.contains(.hires), next < tokens.count,
                !document.followsAddress(next + 1)
            else { return nil }
            let fade = min(1, Double(host.hostSpan.start) / Self.fading)
            return NameCandidate(document.quote(host.hostSpan), host.hostSpan, score: Sign.does - fade)
        }
    }

    // MARK: Agreement

    /// A candidate with what hosts, repetition and the sender's word add.
    func rated(_ candidate: NameCandidate, given: String) -> NameCandidate {
        var out = candidate
        if labels.hostAgrees(with: candidate.plain) { out.score += Self.hostBonus }
        if labels.mailAgrees(with: candidate.plain) { out.score += Self.mailBonus }
        if out.score == candidate.score, labels.firstWordAgrees(candidate.text) {
            out.score += Self.wordBonus
        }
        let count = counts[candidate.plain] ?? 0
        out.score += min(Self.mostRepetition, Self.repetition * Double(max(0, count - 1)))
        if !given.isEmpty, HostLabels.agree(candidate.plain, HostLabels.plain(given)) {
            out.score += Self.senderBonus
        }
        return out
    }

    /// How often each name stands in the text.
    private let counts: [String: Int]

    /// The highest score; of equals the earliest.
    static func best(_ candidates: [NameCandidate]) -> NameCandidate? {
        candidates.max { a, b in (a.score, -a.span.start) < (b.score, -b.span.start) }
    }
}
