import Domain
import Lexicon
import Wire

/// The words around places, and the names that are words; `data/lexicon/places.json`.
struct PlaceWords: Sendable {
    /// What an entry's phrases do.
    enum Kind: String, CaseIterable, Sendable {
        /// What follows is where the company or the job is.
        case officeBefore = "office_before"
        /// The same, behind the place: "our Pune office".
        case officeAfter = "office_after"
        /// What follows is a customer's, a traveller's or another one's place.
        case notBefore = "not_before"
        /// The place is part of another name: "Delhi University".
        case notAfter = "not_after"
        /// Never a place.
        case never
        /// A plain word: only with its state or country.
        case named
        /// Also a word or a first name: needs more around it.
        case risky
    }

    let never: [String]
    private let named: Set<UInt64>
    private let risky: Set<UInt64>
    private let before: PhraseBook<Kind>
    private let after: PhraseBook<Kind>

    init(data: DataFile) throws {
        let entries = try Vocabulary.entries(
            "lexicon/places.json", data, gives: .choice(Kind.self), extra: { _ throws(FieldError) in () })
        func says(_ kind: Kind) -> [String] { entries.filter { $0.gives == kind }.flatMap(\.say) }
        never = says(.never)
        named = Set(says(.named).map(Gazetteer.key))
        risky = Set(says(.risky).map(Gazetteer.key))
        before = try Vocabulary.book(
            entries.filter { $0.gives == .officeBefore || $0.gives == .notBefore }, payload: \.gives)
        after = try Vocabulary.book(
            entries.filter { $0.gives == .officeAfter || $0.gives == .notAfter }, payload: \.gives)
    }

    func isNamed(_ name: Gazetteer.Hit) -> Bool { named.contains(name.key) }
    func isRisky(_ name: Gazetteer.Hit) -> Bool { risky.contains(name.key) }

    /// What the phrases of a document say about the tokens they touch.
    struct Around: Sendable {
        /// By the token at which a phrase ends, whether it speaks for (true) or against a place there.
        fileprivate(set) var endingAt: [Int: Kind] = [:]
        fileprivate(set) var startingAt: [Int: Kind] = [:]
    }

    func around(_ document: Document) -> Around {
        var around = Around()
        for match in before.matches(in: document.tokens) {
            let end = match.tokens.upperBound
            // Of two phrases that end together the one against wins: "clients in" over "office in".
            if around.endingAt[end] != .notBefore { around.endingAt[end] = before.entries[match.entry] }
        }
        for match in after.matches(in: document.tokens) {
            let start = match.tokens.lowerBound
            if around.startingAt[start] != .notAfter { around.startingAt[start] = after.entries[match.entry] }
        }
        return around
    }
}
