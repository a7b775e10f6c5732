import Domain
import Wire

/// How much each kind of phrase weighs; read from `weights.json`.
struct TitleWeights: Sendable {
    var decisive = 0.0
    var head = 0.0
    var hint = 0.0
    var trap = 0.0
    var furtherWord = 0.0
    var last = 0.0
    var beforeCut = 0.0
    var otherInside = 0.0
    var executiveBeside = 0.0
    var aside = 0.0
    var further = 0.0
    var joined = 0.0
    var afterCut = 0.0
    /// From here on the words have said it themselves.
    var firm = 0.0
    /// Probability from which the occupation model is heard where words are silent, and where they only hint.
    var modelAlone = 0.0
    var modelOverHints = 0.0

    /// One entry of the file.
    private enum Name: String, CaseIterable {
        case decisive, head, hint, trap, last, aside, further, joined, firm
        case afterCut = "after_cut"
        case furtherWord = "further_word"
        case beforeCut = "before_cut"
        case otherInside = "other_inside"
        case executiveBeside = "executive_beside"
        case modelAlone = "model_alone"
        case modelOverHints = "model_over_hints"

        var path: WritableKeyPath<TitleWeights, Double> {
            switch self {
            case .decisive: \.decisive
            case .head: \.head
            case .hint: \.hint
            case .trap: \.trap
            case .last: \.last
            case .aside: \.aside
            case .further: \.further
            case .joined: \.joined
            case .afterCut: \.afterCut
            case .firm: \.firm
            case .furtherWord: \.furtherWord
            case .beforeCut: \.beforeCut
            case .otherInside: \.otherInside
            case .executiveBeside: \.executiveBeside
            case .modelAlone: \.modelAlone
            case .modelOverHints: \.modelOverHints
            }
        }
    }

    init(data: DataFile) throws {
        let path = "lexicon/titles/weights.json"
        var missing = Set(Name.allCases)
        let entries = try Vocabulary.entries(
            path, data, gives: .double, extra: { _ throws(FieldError) in () })
        for entry in entries {
            for say in entry.say {
                let name = try Field.choice(Name.self).read(.string(say), entry.place.member("say"))
                self[keyPath: name.path] = entry.gives
                missing.remove(name)
            }
        }
        if let name = missing.map(\.rawValue).min() {
            throw FieldPlace(origin: "data/" + path).fault(.missing, "no weight for \"\(name)\"")
        }
    }

    /// The weight of a phrase at its place in a title.
    ///
    /// The last words of a title name the trade ("school bus *driver*") unless an "of" stands before them
    /// ("*Dean* of Students"); "other" counts as a head only ("*film* editor" is one, "film *marketing*" is not).
    func score(
        _ work: TitleMeaning.Work, _ range: Range<Int>, isLast: Bool, cut: Int?, isAlone: Bool
    ) -> Double {
        var score =
            switch work.strength {
            case .decisive: decisive
            case .head: head
            case .hint: hint
            case .fallback: 0.0
            }
        score += furtherWord * Double(range.count - 1)
        if cut == nil, isLast { score *= last }
        guard work.strength == .decisive else { return score }
        if let cut, range.lowerBound < cut, work.function != .executive { score *= beforeCut }
        if work.function == .other, !isLast, range.upperBound != cut { score *= otherInside }
        if work.function == .executive, !isAlone { score *= executiveBeside }
        return score
    }
}
