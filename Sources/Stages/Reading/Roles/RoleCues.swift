import Domain
import Lexicon

/// What announces a title in running text and what ends it; `data/lexicon/role_cues.json`.
struct RoleCues: Sendable {
    /// What a phrase does; raw values are the file's.
    enum Kind: String, CaseIterable, Sendable {
        /// A title follows.
        case cue
        /// Titles stand in the lines below.
        case listCue = "list_cue"
        /// A title that follows is a colleague's, a customer's or nobody's.
        case notCue = "not_cue"
        /// Ends a title.
        case stop
        /// Opens a line that tells a duty, not a title.
        case duty
        /// The words in front of it are a title: "wanted".
        case after
    }

    private let book: PhraseBook<Kind>

    init(data: DataFile) throws {
        book = try Vocabulary.book("lexicon/role_cues.json", data)
    }

    /// The phrases found in one document.
    struct Found {
        /// Where cues end, in order, with where they start.
        var cues: [Range<Int>] = []
        var listCueLines: Set<Int> = []
        /// Tokens right behind a phrase that makes a title somebody else's, and tokens within one.
        var notCueEnds: Set<Int> = []
        /// Where phrases start that have their title in front of them.
        var afters: [Int] = []
        var stops: Set<Int> = []
        var duties: Set<Int> = []
    }

    func find(in document: Document) -> Found {
        var found = Found()
        for match in book.matches(in: document.tokens) {
            switch book.entries[match.entry] {
            case .cue: found.cues.append(match.tokens)
            case .listCue:
                let last = max(match.tokens.lowerBound, match.tokens.upperBound - 1)
                found.listCueLines.insert(document.lineIndex(of: min(last, document.tokens.count - 1)))
            case .notCue:
                found.notCueEnds.formUnion(match.tokens.dropFirst().lowerBound...match.tokens.upperBound)
            case .after: found.afters.append(match.tokens.lowerBound)
            case .stop: found.stops.insert(match.tokens.lowerBound)
            case .duty: found.duties.insert(match.tokens.lowerBound)
            }
        }
        return found
    }
}
