import Domain
import Wire

/// The files under `data/lexicon/titles/`, each entry with its reason.
extension TitleBook {
    /// Reads and compiles the whole vocabulary.
    ///
    /// - Throws: what `data` throws, or a complaint that names file and entry.
    init(data: DataFile) throws {
        self.init()
        // Parts first: a compound among the functions ("Vertriebsleiter") takes its rank from its last part.
        try readParts(data)
        try readCues(data)
        for function in JobFunction.allCases { try readFunction(function, data) }
        try readRanks(data)
        try readTraps(data)
        try readWords(data)
    }

    private static let folder = "lexicon/titles/"

    private mutating func readCues(_ data: DataFile) throws {
        for file in ["cues.json", "holders.json"] {
            let entries = try Vocabulary.entries(
                Self.folder + file, data, gives: .choice(TitleCue.self), extra: { _ throws(FieldError) in () }
            )
            for entry in entries {
                let cue = TitleMeaning.Cues(entry.gives)
                for phrase in entry.say { add(phrase) { $0.cues.formUnion(cue) } }
            }
        }
    }

    private mutating func readRanks(_ data: DataFile) throws {
        let entries = try Vocabulary.entries(
            Self.folder + "ranks.json", data, gives: .choice(Seniority.self)
        ) { fields throws(FieldError) in
            (
                place: try fields.read("where", .choice(TitleMeaning.Place.self), default: .anywhere),
                unless: try fields.readIfPresent("unless", .choice(JobFunction.self))
            )
        }
        for entry in entries {
            let rank = TitleMeaning.Rank(
                seniority: entry.gives, place: entry.extra.place, unless: entry.extra.unless)
            for phrase in entry.say { add(phrase) { $0.rank = rank } }
        }
    }

    /// What a trap gives: a seniority, or nothing at all.
    private static var trapSeniority: Field<Seniority?> {
        Field(expects: "a seniority or \"nothing\"") { json, place throws(FieldError) in
            json.stringValue == "nothing" ? nil : try Field.choice(Seniority.self).read(json, place)
        }
    }

    private mutating func readTraps(_ data: DataFile) throws {
        let entries = try Vocabulary.entries(
            Self.folder + "traps.json", data, gives: Self.trapSeniority
        ) { fields throws(FieldError) in
            (
                function: try fields.readIfPresent("function", .choice(JobFunction.self)),
                isServing: try fields.read("serves", .bool, default: false)
            )
        }
        for entry in entries {
            let trap = TitleMeaning.Trap(
                seniority: entry.gives, function: entry.extra.function, isServing: entry.extra.isServing)
            for phrase in entry.say { add(phrase) { $0.trap = trap } }
        }
    }

    private mutating func readFunction(_ function: JobFunction, _ data: DataFile) throws {
        let entries = try Vocabulary.entries(
            Self.folder + "functions/\(function.rawValue).json", data,
            gives: .choice(TitleMeaning.Strength.self)
        ) { fields throws(FieldError) in
            try fields.readIfPresent("managed", .choice(JobFunction.self))
        }
        for entry in entries {
            let work = TitleMeaning.Work(function: function, strength: entry.gives, managed: entry.extra)
            for phrase in entry.say { add(phrase, work) }
        }
    }

    private mutating func readParts(_ data: DataFile) throws {
        let entries = try Vocabulary.entries(
            Self.folder + "compounds.json", data, gives: .string
        ) { fields throws(FieldError) in
            (
                part: try fields.read("part", .choice(TitleAffixes.CompoundPart.self)),
                function: try fields.readIfPresent("function", .choice(JobFunction.self))
            )
        }
        for entry in entries {
            let place = entry.place.member("gives")
            switch entry.extra.part {
            case .stem:
                let function = try Field.choice(JobFunction.self).read(.string(entry.gives), place)
                for stem in entry.say { affixes.add(stem: stem, function) }
            case .suffix:
                let seniority = try Field.choice(Seniority.self).read(.string(entry.gives), place)
                for suffix in entry.say { affixes.add(suffix: suffix, seniority, entry.extra.function) }
            }
        }
    }

    private mutating func readWords(_ data: DataFile) throws {
        let none: (inout Fields) throws(FieldError) -> Void = { _ throws(FieldError) in () }
        for entry in try Vocabulary.entries(Self.folder + "endings.json", data, gives: .string, extra: none) {
            for ending in entry.say { affixes.add(ending: ending, replacedBy: entry.gives) }
        }
        for entry in try Vocabulary.entries(Self.folder + "words.json", data, gives: .string, extra: none) {
            for word in entry.say { alias(word, as: entry.gives) }
        }
    }
}
