import Domain
import Lexicon
import Wire

/// Function and seniority of an opening: the title parser's, with what openings need on top.
struct RoleKind: Sendable {
    private let parseTitle: @Sendable (String) -> ParsedTitle
    private let rules: PhraseBook<Rule>
    private let levels: PhraseBook<Seniority>

    /// What a phrase in a title decides; raw values are those of `data/lexicon/role_kinds.json`.
    private struct Rule: Sendable {
        let function: JobFunction
        /// Whether it decides even when the parser found a function.
        let isFirm: Bool
        let unless: Set<UInt64>
    }

    init(data: DataFile, parseTitle: @escaping @Sendable (String) -> ParsedTitle) throws {
        self.parseTitle = parseTitle
        let entries = try Vocabulary.entries("lexicon/role_kinds.json", data, gives: .string) {
            fields throws(FieldError) in
            (
                isFirm: try fields.read("firm", .bool, default: false),
                unless: try fields.read("unless", .list(.filledString), default: [])
            )
        }
        var rules = PhraseBook<Rule>()
        var levels = PhraseBook<Seniority>()
        for entry in entries {
            let function = JobFunction(rawValue: entry.gives)
            let level = Seniority(rawValue: entry.gives)
            guard function != nil || level != nil else {
                throw entry.place.member("gives").fault(
                    .invalid, "“\(entry.gives)” is no function and no seniority")
            }
            for say in entry.say {
                let phrase = try Vocabulary.compile(say, at: entry.place)
                if let function {
                    let unless = Set(entry.extra.unless.flatMap { Tokens($0).list.map(\.key) })
                    rules.add(phrase, Rule(function: function, isFirm: entry.extra.isFirm, unless: unless))
                }
                if let level { levels.add(phrase, level) }
            }
        }
        self.rules = rules
        self.levels = levels
    }

    func role(_ title: String) -> Role {
        let parsed = parseTitle(title)
        var (function, seniority) = (parsed.function, parsed.seniority)
        let tokens = Tokens(title)
        let keys = Set(tokens.list.map(\.key))
        for match in rules.matches(in: tokens) {
            let rule = rules.entries[match.entry]
            guard rule.unless.isDisjoint(with: keys), rule.isFirm || function == .other else { continue }
            function = rule.function
            break
        }
        if let match = levels.matches(in: tokens).first { seniority = levels.entries[match.entry] }
        return Role(title: title, function: function, seniority: seniority)
    }
}
