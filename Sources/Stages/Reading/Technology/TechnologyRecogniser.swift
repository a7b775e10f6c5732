import Domain
import Lexicon

/// Finds the technologies a text uses or asks for, as written.
///
/// Names that are also words count beside other names or after words that introduce tools.
struct TechnologyRecogniser: Recogniser {
    private let names: PhraseBook<Technology>
    private let cues: CueBook<TechnologyCue>

    init(data: DataFile) throws {
        names = try TechnologyTable.book(data)
        cues = try CueBook("lexicon/technology_cues.json", data)
    }

    /// Words before a name within which it may be said to be somebody else's.
    private static let reach = 16

    func recognise(_ document: Document, _ findings: inout Findings) {
        let matches = names.longestMatches(in: document.tokens)
        guard !matches.isEmpty else { return }
        let hits = cues.hits(in: document)
        var sieve = TechnologySieve(document: document, hits: hits)
        let places = matches.map { (names.entries[$0.entry], $0.tokens) }
        let kept = sieve.keep(places)
        var seen = Set(findings.companyNames.flatMap(Self.ownNames))
        for (technology, range) in kept where !isOthers(range, document, hits) {
            let written = document.text(range)
            let isNew = seen.insert(technology.identity).inserted
            guard isNew, technology.identity == written.alphanumeric || !seen.contains(written.alphanumeric)
            else { continue }
            findings.add(document.fact(.technology, .text(written), at: range))
        }
    }

    /// A company's product is no tool it uses, with or without "js" at its end.
    private static func ownNames(_ name: String) -> [String] {
        let plain = name.alphanumeric
        return [plain, plain + "js"]
    }

    private func isOthers(
        _ range: Range<Int>, _ document: Document, _ hits: CueHits<TechnologyCue>
    ) -> Bool {
        hits.ends(.denied, at: range.lowerBound)
            || hits.contains(.others, in: document.words(Self.reach, before: range.lowerBound))
    }
}

/// What words around a name do to it; raw values are those of `data/lexicon/technology_cues.json`.
enum TechnologyCue: String, CaseIterable, Sendable {
    /// Right before: introduces what is used.
    case use
    /// Right after: those who use it.
    case user
    /// Before, in the sentence: what follows is about others.
    case others
    /// Right before: it is not used.
    case denied
}
