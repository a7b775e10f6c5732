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
        /// A field that a list or cell may name without a job noun: "DevOps".
        case field
    }

    private var marks: [UInt64: RoleGrammar.Marks] = [:]
    private var phrases = PhraseBook<Kind>()
    private var endings: Set<UInt64> = []
    private var endingLengths: [Int] = []

    /// Letters of the shortest German compound worth looking into: "Koch" is a word, "Beikoch" a compound.
    private static let shortestCompound = 7

    init(data: DataFile) throws {
        let entries = try Vocabulary.entries(
            "lexicon/roles.json", data, gives: .choice(Kind.self), extra: { _ throws(FieldError) in () })
        for entry in entries {
            for word in entry.say { try add(word, entry.gives, at: entry.place) }
        }
        endingLengths = Array(Set(endingLengths)).sorted()
    }

    private mutating func add(_ word: String, _ kind: Kind, at place: FieldPlace) throws {
        let tokens = Tokens(word)
        if kind == .headEnding {
            let folded = Fold.bytes(word)
            endings.insert(WordKey.of(folded))
            endingLengths.append(folded.count)
        } else if tokens.count == 1, !word.hasSuffix("*") {
            marks[tokens[0].key, default: []].formUnion(RoleGrammar.Marks(kind))
        } else {
            phrases.add(try Vocabulary.compile(word, at: place), kind)
        }
    }

    func marks(_ key: UInt64) -> RoleGrammar.Marks { marks[key] ?? [] }

    /// Kinds of the phrases of several words in a document.
    func phrases(in tokens: Tokens) -> [(range: Range<Int>, kind: Kind)] {
        phrases.matches(in: tokens).map { ($0.tokens, phrases.entries[$0.entry]) }
    }

    /// Whether folded letters end as a German job noun does, with something in front.
    func hasHeadEnding(_ folded: ArraySlice<UInt8>) -> Bool {
        guard folded.count >= Self.shortestCompound else { return false }
        return endingLengths.contains { length in
            folded.count > length + 2 && endings.contains(WordKey.of(folded.suffix(length)))
        }
    }
}

extension RoleGrammar.Marks {
    /// What a word of a kind is in a title.
    init(_ kind: RoleWords.Kind) {
        switch kind {
        case .head: self = .head
        case .weakHead: self = .weakHead
        case .leadingHead: self = .leading
        case .modifier: self = .modifier
        case .level: self = .level
        case .junk: self = .junk
        case .notInRole: self = .notInRole
        case .employment: self = .employment
        case .field: self = [.field, .modifier]
        case .headEnding: self = []
        }
    }
}
