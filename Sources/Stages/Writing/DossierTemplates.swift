import Domain
import Wire

/// The sentences a dossier may hold, as data.
package struct DossierTemplates: Sendable {
    package let version: Int
    let names: [ShownName]
    let sections: [Section]

    /// A tag and what a reader would say for it.
    struct ShownName: Hashable, Sendable {
        let tag: String
        let words: String
    }

    struct Section: Sendable {
        let key: String
        let title: String
        let mostSentences: Int
        let mostWords: Int
        /// What is said when no sentence can be written; it claims nothing.
        let missing: String
        let sentences: [SentenceTemplate]
    }

    /// The six parts, in the order they are read.
    package static let keys = [
        "snapshot", "why_pain", "uncomfortable_truth", "reframe", "best_angle", "challenger_insight",
    ]

    /// Who writes with these templates, as it stands on the artifact.
    package var writer: String { "templates@\(version)" }

    /// Reads `data/writing/dossier.json`; the first fault refuses it.
    package static func load(_ bytes: [UInt8], named name: String) throws(FieldError) -> DossierTemplates {
        try Field.object(read).read(file: bytes, named: name)
    }

    private static func read(_ fields: inout Fields) throws(FieldError) -> DossierTemplates {
        _ = try fields.read("name", .filledString)
        let version = try fields.read("version", .int(in: 1...1_000_000))
        _ = try fields.read("why", .filledString)
        let names = try fields.read("names", .object(names))
        let sections = try fields.read("sections", .list(.object(section)))
        guard sections.map(\.key) == keys else {
            throw fields.invalid("sections", "must be \(keys.joined(separator: ", ")), in this order")
        }
        return DossierTemplates(version: version, names: names, sections: sections)
    }

    private static func names(_ fields: inout Fields) throws(FieldError) -> [ShownName] {
        _ = try fields.read("why", .filledString)
        return try fields.read("words", .map(.filledString)).map { ShownName(tag: $0.key, words: $0.value) }
    }

    private static func section(_ fields: inout Fields) throws(FieldError) -> Section {
        _ = try fields.read("why", .filledString)
        let section = Section(
            key: try fields.read("key", .filledString), title: try fields.read("title", .filledString),
            mostSentences: try fields.read("most_sentences", .int(in: 1...12)),
            mostWords: try fields.read("most_words", .int(in: 10...400)),
            missing: try fields.read("missing", .filledString),
            sentences: try fields.read("sentences", .list(.object(SentenceTemplate.read))))
        guard !section.sentences.isEmpty else { throw fields.invalid("sentences", "names none") }
        return section
    }
}

/// One sentence with slots that facts must fill.
struct SentenceTemplate: Sendable {
    enum Piece: Hashable, Sendable {
        case text(String)
        case slot(Slot)
    }

    /// What may stand in braces.
    enum Slot: Hashable, Sendable {
        /// The account's name; it needs no words behind it.
        case company
        /// The name of what is sold; it is ours.
        case offer
        /// City, else country.
        case place
        /// A value as shown.
        case value(Attribute)
        /// The words behind one value of an attribute.
        case quote(Attribute, of: String)
    }

    let pieces: [Piece]
    /// What must be known besides the slots.
    let conditions: [Slot]

    /// Every fact the sentence rests on.
    var slots: [Slot] {
        conditions
            + pieces.compactMap { piece in
                if case .slot(let slot) = piece { slot } else { nil }
            }
    }

    static func read(_ fields: inout Fields) throws(FieldError) -> SentenceTemplate {
        _ = try fields.read("why", .filledString)
        let text = try fields.read("text", .filledString)
        let when = try fields.read("when", .list(.filledString), default: [])
        var conditions: [Slot] = []
        for (index, name) in when.enumerated() {
            conditions.append(try slot(name, at: fields.place.member("when").element(index)))
        }
        let template = SentenceTemplate(
            pieces: try pieces(text, at: fields.place.member("text")), conditions: conditions)
        let isGrounded = template.slots.contains { $0 != .company && $0 != .offer }
        guard isGrounded else { throw fields.invalid("text", "rests on no fact, so nothing could be cited") }
        return template
    }

    private static func pieces(_ text: String, at place: FieldPlace) throws(FieldError) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            pieces.append(.slot(try slot(String(rest[rest.index(after: open)..<close]), at: place)))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        return pieces
    }

    private static func slot(_ name: String, at place: FieldPlace) throws(FieldError) -> Slot {
        switch name {
        case "company": return .company
        case "offer": return .offer
        case "place": return .place
        default: break
        }
        let parts = name.split(separator: "=", maxSplits: 1).map(String.init)
        guard let first = parts.first, let attribute = Attribute(rawValue: first) else {
            let near = NearMiss.best(for: name, among: Attribute.allCases.map(\.rawValue))
            let hint = near.map { "; did you mean \"\($0)\"?" } ?? ""
            throw place.fault(.invalid, "unknown slot \"\(name)\"\(hint)")
        }
        return parts.count == 2 ? .quote(attribute, of: parts[1]) : .value(attribute)
    }
}
