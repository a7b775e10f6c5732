import Domain
import Lexicon

/// Whether the work is remote, onsite, or either: one value per document, only when said.
struct RemoteRecogniser: Recogniser {
    /// What a phrase says; raw values are those of `data/lexicon/remote.json`.
    private enum Kind: String, CaseIterable {
        case remote
        case fullyRemote = "fully_remote"
        case noRemote = "no_remote"
        case optional
        case onsite
        /// The word means something else here: "remote sensing".
        case other
    }

    private let book: PhraseBook<Kind>

    init(data: DataFile) throws {
        book = try Vocabulary.book("lexicon/remote.json", data)
    }

    /// Scalars behind the header in which "remote possible" still speaks of the header's job.
    private static let headerTail = 200

    func recognise(_ document: Document, _ findings: inout Findings) {
        let found = phrases(document)
        guard let (value, range) = verdict(found, document, openingLines(document, findings)) else { return }
        findings.add(document.fact(.remote, .text(value), at: range))
    }

    /// Phrases by kind, without those another phrase explains away.
    private func phrases(_ document: Document) -> [Kind: [Range<Int>]] {
        let matches = book.matches(in: document.tokens)
        var explained: Set<Int> = []
        for match in matches where book.entries[match.entry] == .other { explained.formUnion(match.tokens) }
        var found: [Kind: [Range<Int>]] = [:]
        for match in matches {
            let kind = book.entries[match.entry]
            guard kind != .other, kind == .optional || !match.tokens.contains(where: explained.contains)
            else { continue }
            if kind == .optional, match.tokens.allSatisfy(explained.contains) { continue }
            // "not onsite" says nothing of where else.
            if kind == .onsite, document.isNegated(at: match.tokens.lowerBound) { continue }
            found[kind, default: []].append(match.tokens)
        }
        return found
    }

    /// In the order of what decides: ruled out; both in the header; the header's word; an option; onsite; remote.
    private func verdict(
        _ found: [Kind: [Range<Int>]], _ document: Document, _ placeLines: Set<Int>
    ) -> (String, Range<Int>)? {
        if let no = found[.noRemote]?.first { return ("onsite", no) }
        let remote = found[.remote] ?? []
        let onsite = found[.onsite] ?? []
        let optional = (found[.optional] ?? []) + remote.filter { isJoined($0, document) }
        let headRemote = remote.first { isHead($0, document) }
        let headOnsite = onsite.first { isHead($0, document) }
        if let headRemote, headOnsite != nil { return ("optional", headRemote) }
        if let headRemote {
            if let full = found[.fullyRemote]?.first { return ("remote", full) }
            if let option = optional.first(where: { isNearHead($0, document) }) {
                return ("optional", option)
            }
            return ("remote", headRemote)
        }
        if let option = optional.first {
            return isPlainOffer(option, document) && found[.onsite] == nil
                ? ("remote", option) : ("optional", option)
        }
        if let headOnsite { return ("onsite", headOnsite) }
        if let onsite = onsite.first {
            // One opening here and one there.
            return remote.contains { isCell($0, document) } ? ("optional", onsite) : ("onsite", onsite)
        }
        if let place = remote.first(where: { isOneOfSeveral($0, document, placeLines) }) {
            return ("optional", place)
        }
        if let full = found[.fullyRemote]?.first { return ("remote", full) }
        let meant = remote.filter { isMeant($0, document) }
        guard let first = meant.first else { return nil }
        return ("remote", first)
    }

    /// "REMOTE (Europe) or Berlin": past its bracket a joiner and a place follow.
    private func isJoined(_ range: Range<Int>, _ document: Document) -> Bool {
        let tokens = document.tokens
        var index = range.upperBound
        if tokens.isSymbol(index, "(") {
            guard
                let close = (index..<min(index + 8, tokens.count)).first(where: { tokens.isSymbol($0, ")") })
            else {
                return false
            }
            index = close + 1
        }
        guard index + 1 < tokens.count else { return false }
        let isJoiner =
            Self.joiners.contains(tokens[index].key) || tokens.isSymbol(index, "/")
            || tokens.isSymbol(index, "&")
        return isJoiner && (tokens[index + 1].isCapitalised || Self.spots.contains(tokens[index + 1].key))
    }

    private static let joiners = Set(["or", "oder", "ou", "o"].map { WordKey.of($0.utf8) })
    private static let spots = Set(
        ["onsite", "on", "office", "hybrid", "local", "in"].map { WordKey.of($0.utf8) })

    /// In the header, or in a row labelled for it.
    private func isHead(_ range: Range<Int>, _ document: Document) -> Bool {
        if document.isInHeader(range.lowerBound) { return true }
        let label = document.label(of: range.lowerBound)
        return label == .workMode || label == .location || label == .employment
    }

    private func isNearHead(_ range: Range<Int>, _ document: Document) -> Bool {
        guard !document.header.tokens.isEmpty else { return isHead(range, document) }
        let end = document.tokens[document.header.tokens.upperBound - 1].end
        return document.tokens[range.lowerBound].start < end + Self.headerTail
    }

    /// "remote ok" in a short note offers remote work; "open to remote", "remote or office" offer either.
    private func isPlainOffer(_ range: Range<Int>, _ document: Document) -> Bool {
        guard document.isShort, range.count <= 2 else { return false }
        return Self.plainOffers.contains(document.tokens[range.upperBound - 1].key)
    }

    private static let plainOffers = Set(
        ["ok", "okay", "fine", "welcome", "friendly"].map { WordKey.of($0.utf8) })

    /// One opening of a list is remote and others are in cities: a line of its own among lines with places.
    private func isOneOfSeveral(_ range: Range<Int>, _ document: Document, _ placeLines: Set<Int>) -> Bool {
        isCell(range, document) && placeLines.contains { $0 != document.lineIndex(of: range.lowerBound) }
    }

    /// Lines with cities, in a text without header that names several openings.
    private func openingLines(_ document: Document, _ findings: Findings) -> Set<Int> {
        guard document.header.tokens.isEmpty, findings.roles.count > 1 else { return [] }
        return Set(
            findings.facts(.city).compactMap(\.evidence).map { evidence in
                document.lineIndex(of: document.tokens.index(atOrAfter: evidence.span.start))
            })
    }

    private func isCell(_ range: Range<Int>, _ document: Document) -> Bool {
        Cell(document, around: range).isClause
    }

    /// A bare "remote" in a sentence speaks of the job behind certain words or signs, else of anything.
    private func isMeant(_ range: Range<Int>, _ document: Document) -> Bool {
        let start = range.lowerBound
        guard range.count == 1 else { return true }
        let sentence = document.sentence(of: start)
        if start == sentence.lowerBound || document.line(of: start).lowerBound == start { return true }
        for back in 1...2 where start - back >= sentence.lowerBound {
            let token = document.tokens[start - back]
            if token.kind == .symbol || Self.openers.contains(token.key) { return true }
        }
        return false
    }

    private static let openers = Set(
        [
            "fully", "100", "all", "are", "is", "work", "working", "team", "position", "job", "role", "we",
            "anywhere", "benefits",
            "offer", "in", "can", "or", "and", "also", "be", "location", "komplett", "vollständig", "en",
            "trabajo",
        ].map { WordKey.of(Fold.bytes($0)) })
}
