import Domain
import Lexicon
import Wire

/// The words job titles are made of; `data/lexicon/roles.json`.
struct RoleWords: Sendable {
    /// What a word is in a title.
    enum Kind: String, CaseIterable, Sendable {
        /// A job noun, with which a title may end.
        case head
        /// A job noun only behind another word: "social media person".
        case weakHead = "weak_head"
        /// Opens a title and names its field behind: "Head of Growth".
        case leadingHead = "leading_head"
        /// The end of a German compound: "Vertriebsmitarbeiter".
        case headEnding = "head_ending"
        case modifier
        case level
        /// Stands in front of a title and is no part of it.
        case junk
        /// Never part of a title.
        case notInRole = "not_in_role"
        /// Terms of employment.
        case employment
    }

    private let sets: [Kind: Set<UInt64>]
    private let phrases: PhraseBook<Kind>
    private let endings: [[UInt8]]
    private let endingLengths: Set<Int>

    init(data: DataFile) throws {
        let entries = try Vocabulary.entries(
            "lexicon/roles.json", data, gives: .choice(Kind.self), extra: { _ throws(FieldError) in () })
        var sets: [Kind: Set<UInt64>] = [:]
        var phrases = PhraseBook<Kind>()
        var endings: [[UInt8]] = []
        for entry in entries {
            for word in entry.say {
                if entry.gives == .headEnding { endings.append(Fold.bytes(word)) }
                let tokens = Tokens(word)
                if tokens.count == 1, !word.hasSuffix("*") {
                    sets[entry.gives, default: []].insert(tokens[0].key)
                } else {
                    phrases.add(try Vocabulary.compile(word, at: entry.place), entry.gives)
                }
            }
        }
        self.sets = sets
        self.phrases = phrases
        self.endings = endings
        endingLengths = Set(endings.map(\.count))
    }

    func has(_ key: UInt64, _ kind: Kind) -> Bool { sets[kind]?.contains(key) == true }

    /// Kinds of the phrases of several words in a document, by first token and end.
    func phrases(in tokens: Tokens) -> [(range: Range<Int>, kind: Kind)] {
        phrases.matches(in: tokens).map { ($0.tokens, phrases.entries[$0.entry]) }
    }

    /// Whether folded letters end as a German job noun does, with something in front.
    func hasHeadEnding(_ folded: ArraySlice<UInt8>) -> Bool {
        endings.contains { folded.count > $0.count + 2 && folded.suffix($0.count).elementsEqual($0) }
    }
}
