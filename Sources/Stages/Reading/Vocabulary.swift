import Domain
import Lexicon
import Wire

/// Reads vocabulary files: phrases, what each gives, and why it is there.
///
/// ```json
/// {"about": "…", "source": "…", "entries": [{"say": ["not", "don't"], "gives": "not", "why": "…"}]}
/// ```
/// An unknown key, an unknown value or a phrase that cannot be read refuses the file, naming file and entry.
enum Vocabulary {
    /// One entry: its phrases as written, its value, and what the file adds to the common keys.
    struct Entry<Gives, Extra> {
        let say: [String]
        let gives: Gives
        let extra: Extra
        let place: FieldPlace
    }

    /// All entries of a file, with its own further keys read by `extra`.
    static func entries<Gives, Extra>(
        _ path: String, _ data: DataFile, gives: Field<Gives>,
        extra: @escaping (inout Fields) throws(FieldError) -> Extra
    ) throws -> [Entry<Gives, Extra>] {
        let entry = Field<Entry<Gives, Extra>>.object { fields throws(FieldError) in
            let say = try fields.read("say", sayings)
            let gives = try fields.read("gives", gives)
            _ = try fields.read("why", .filledString)
            let extra = try extra(&fields)
            return Entry(say: say, gives: gives, extra: extra, place: fields.place)
        }
        let file = Field<[Entry<Gives, Extra>]>.object { fields throws(FieldError) in
            _ = try fields.read("about", .filledString)
            _ = try fields.read("source", .filledString)
            return try fields.read("entries", .list(entry))
        }
        return try file.read(file: try data(path), named: "data/" + path)
    }

    /// Phrases compiled into a book whose payload is what the entry gives, one of an enum's raw values.
    static func book<Gives>(
        _ path: String, _ data: DataFile, of type: Gives.Type = Gives.self
    ) throws -> PhraseBook<Gives>
    where Gives: RawRepresentable & CaseIterable & Sendable, Gives.RawValue == String {
        let entries = try entries(path, data, gives: .choice(type)) { _ throws(FieldError) in () }
        return try book(entries) { $0.gives }
    }

    /// Phrases compiled into a book, with a payload made of each entry.
    static func book<Gives, Extra, Payload>(
        _ entries: [Entry<Gives, Extra>], payload: (Entry<Gives, Extra>) -> Payload
    ) throws -> PhraseBook<Payload> {
        var book = PhraseBook<Payload>()
        for entry in entries {
            for phrase in entry.say { book.add(try compile(phrase, at: entry.place), payload(entry)) }
        }
        return book
    }

    /// Words of a file by what they give; each phrase must be a single token.
    static func words<Gives>(
        _ path: String, _ data: DataFile, of type: Gives.Type = Gives.self
    ) throws -> [Gives: Set<UInt64>]
    where Gives: RawRepresentable & CaseIterable & Hashable & Sendable, Gives.RawValue == String {
        var out: [Gives: Set<UInt64>] = [:]
        for entry in try entries(path, data, gives: .choice(type), extra: { _ throws(FieldError) in () }) {
            for word in entry.say {
                let tokens = Tokens(word)
                guard tokens.count == 1 else {
                    throw entry.place.member("say").fault(.invalid, "“\(word)” is not one word")
                }
                out[entry.gives, default: []].insert(tokens[0].key)
            }
        }
        return out
    }

    static func compile(_ phrase: String, at place: FieldPlace) throws -> Phrase {
        guard !hasBareChoice(phrase) else {
            throw place.member("say").fault(.invalid, "“\(phrase)”: write [(a|b)], not [a|b]")
        }
        do { return try Phrase(phrase) } catch {
            throw place.member("say").fault(.invalid, error.description)
        }
    }

    /// Whether "|" stands directly in square brackets, where it would be a sign to look for and never is meant so.
    private static func hasBareChoice(_ phrase: String) -> Bool {
        var open: [Character] = []
        for character in phrase {
            if character == "[" || character == "(" { open.append(character) }
            if character == "]" || character == ")" { _ = open.popLast() }
            if character == "|", open.last == "[" { return true }
        }
        return false
    }

    /// One phrase or several.
    private static var sayings: Field<[String]> {
        Field(expects: "a phrase or a list of phrases") { json, place throws(FieldError) in
            if case .array = json { return try Field.list(.filledString).read(json, place) }
            return [try Field.filledString.read(json, place)]
        }
    }
}
