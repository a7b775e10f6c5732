import Domain
import Lexicon

/// Finds people who speak for the company, with their roles.
struct PersonRecogniser: Recogniser {
    /// Phrases with names in them.
    private let patterns: CueBook<PersonCue>
    /// Jobs, and words around names.
    private let words: CueBook<PersonCue>
    private let notNames: Set<UInt64>
    private let particles: Set<UInt64>
    private let heads: Set<UInt64>

    private static let path = "lexicon/people.json"

    init(data: DataFile) throws {
        patterns = try CueBook(Self.path, data, kinds: [.introduction, .contact])
        words = try CueBook(
            Self.path, data, kinds: [.title, .leader, .link, .notAfter, .closing, .honorific])
        notNames = try CueBook.words(of: PersonCue.notName, Self.path, data)
        particles = try CueBook.words(of: PersonCue.particle, Self.path, data)
        heads = try CueBook.words(of: PersonCue.head, Self.path, data)
    }

    func recognise(_ document: Document, _ findings: inout Findings) {
        let words = words.hits(in: document)
        let titles = TitleFinder(document: document, words: words, heads: heads).titles()
        let finder = PersonNames(
            document: document, others: notNames.union(heads), particles: particles,
            taken: taken(document, findings).union(words[.leader].flatMap(\.tokens)))
        let names = finder.names()
        guard !names.byStart.isEmpty else { return }
        let search = PersonSearch(
            document: document, patterns: patterns.hits(in: document, marks: names.marks), words: words,
            titles: titles, names: names.byStart,
            openings: findings.facts(.roleHired).compactMap { $0.evidence?.span })
        var seen: Set<String> = []
        for person in search.people() where seen.insert(firstName(person.name, document)).inserted {
            let fact = FactValue.person(name: document.text(person.name), role: person.role)
            findings.add(document.fact(.person, fact, at: person.name))
        }
    }

    /// Tokens of places and companies.
    private func taken(_ document: Document, _ findings: Findings) -> Set<Int> {
        var taken: Set<Int> = []
        for fact in findings.facts where [.city, .country, .companyName, .region].contains(fact.attribute) {
            guard let span = fact.evidence?.span else { continue }
            var index = document.tokens.index(atOrAfter: span.start)
            while index < document.tokens.count, document.tokens[index].start < span.end {
                taken.insert(index)
                index += 1
            }
        }
        return taken
    }

    private func firstName(_ range: Range<Int>, _ document: Document) -> String {
        document.tokens.foldedText(range.lowerBound)
    }
}

/// What phrases about people are; raw values are those of `data/lexicon/people.json`.
enum PersonCue: String, CaseIterable, Sendable {
    /// Introduces its `<name>` or `<fullname>`: "I'm …", "founded by …".
    case introduction
    /// Announces whom to write to: "contact …".
    case contact
    /// Ends a letter: "Cheers,".
    case closing
    /// A job: "Head of Growth".
    case title
    /// A job whose holder's name follows without a sign: "CEO Anna Bauer".
    case leader
    /// May stand between a name and a job: "our", "as".
    case link
    /// Before a name: not of this company.
    case notAfter = "not_after"
    /// The last word of a job, before which capitalised words belong to it: "Manager".
    case head
    /// A capitalised word that is no name.
    case notName = "not_name"
    /// A small word within names.
    case particle
    /// Stands before names: "Mr".
    case honorific
}
