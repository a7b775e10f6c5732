import Domain
import Lexicon

/// Turns texts into documents.
struct DocumentScribe: Sendable {
    private let addresses: AddressFinder
    private let abbreviations: Set<UInt64>
    private let sentenceWords: Set<UInt64>
    private let languages: [Language: Set<UInt64>]
    private let rows: RowFinder
    private let roleWords: RoleWords
    private let scopes: PhraseBook<ScopeMap.Effect>

    /// Kinds of words that tell how a text is cut; raw values are those of `data/lexicon/layout.json`.
    private enum LayoutWord: String, CaseIterable {
        case abbreviation
        case sentenceWord = "sentence_word"
    }

    init(data: DataFile, tools: ReadingTools) throws {
        addresses = try AddressFinder(data: data, tools: tools)
        let layout = try Vocabulary.words("lexicon/layout.json", data, of: LayoutWord.self)
        abbreviations = layout[.abbreviation] ?? []
        sentenceWords = layout[.sentenceWord] ?? []
        languages = try Vocabulary.words("lexicon/languages.json", data)
        rows = try RowFinder(data: data)
        roleWords = try RoleWords(data: data)
        scopes = try Vocabulary.book("lexicon/negation.json", data)
    }

    func document(_ text: String) -> Document {
        let scalars = Array(text.unicodeScalars)
        let found = addresses.find(in: scalars)
        let tokens = Tokens(scalars: found.hidden)
        let layout = Layout(tokens, abbreviations: abbreviations)
        let header = HeaderCutter(
            tokens: tokens, line: layout.lines.first ?? 0..<0, hasBody: layout.lines.count > 1,
            sentenceWords: sentenceWords
        ).cut()
        return Document(
            scalars: scalars, tokens: tokens, emails: found.emails, hosts: found.hosts, layout: layout,
            header: header, rows: rows.rows(tokens, layout),
            language: Language.guess(tokens, words: languages),
            scopes: ScopeMap(tokens, sentences: layout.sentences, book: scopes),
            grammar: RoleGrammar(tokens, words: roleWords))
    }
}
