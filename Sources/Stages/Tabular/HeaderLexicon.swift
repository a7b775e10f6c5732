import Lexicon
import Wire

/// What people call columns, and the words that give a column away by its cells: `data/lexicon/csv_headers.json`.
package struct HeaderLexicon: Sendable {
    /// What the name of a column says it holds.
    enum Meaning: Hashable, Sendable {
        case attribute(ProspectAttribute)
        /// Something we have no use for, whatever the cells look like.
        case other
    }

    /// The groups of words in `values`.
    enum ValueGroup: String, Hashable, CaseIterable, Sendable {
        case role, company, industry, country, city, salutation
    }

    /// Meanings by column name without spaces.
    private let meanings: [String: Meaning]
    private let fillers: Set<String>
    private let values: [ValueGroup: Set<String>]

    /// The lexicon in a data file; `name` is for error messages.
    package init(file bytes: [UInt8], named name: String) throws(FieldError) {
        self = try Field.object(Self.init(fields:)).read(file: bytes, named: name)
    }

    private init(fields: inout Fields) throws(FieldError) {
        _ = try fields.read("about", .filledString)
        _ = try fields.read("source", .filledString)
        var meanings: [String: Meaning] = [:]
        var fillers: Set<String> = []
        for entry in try fields.read("headers", .list(.object(Entry.init(fields:)))) {
            if entry.gives == "filler" {
                fillers.formUnion(entry.say.map { Self.words($0).joined() })
                continue
            }
            let attribute = ProspectAttribute(rawValue: entry.gives)
            guard attribute != nil || entry.gives == "other" else { throw entry.unknown }
            let meaning = attribute.map(Meaning.attribute) ?? .other
            for name in entry.say {
                let key = Self.words(name).joined()
                if let before = meanings[key], before != meaning {
                    throw entry.place.fault(.invalid, "\"\(name)\" already means something else")
                }
                meanings[key] = meaning
            }
        }
        var values: [ValueGroup: Set<String>] = [:]
        for entry in try fields.read("values", .list(.object(Entry.init(fields:)))) {
            guard let group = ValueGroup(rawValue: entry.gives) else { throw entry.unknown }
            values[group, default: []].formUnion(entry.say.map { Self.words($0).joined(separator: " ") })
        }
        (self.meanings, self.fillers, self.values) = (meanings, fillers, values)
    }

    /// One line of the file.
    private struct Entry {
        let say: [String]
        let gives: String
        let place: FieldPlace

        init(fields: inout Fields) throws(FieldError) {
            say = try fields.read("say", .list(.filledString))
            gives = try fields.read("gives", .filledString)
            _ = try fields.read("why", .filledString)
            _ = try fields.readIfPresent("language", .filledString)
            place = fields.place
        }

        var unknown: FieldError {
            let known = ProspectAttribute.allCases.map(\.rawValue)
            let near = NearMiss.best(for: gives, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
            return place.member("gives").fault(.invalid, "\"\(gives)\" is nothing a column can hold\(near)")
        }
    }
}

extension HeaderLexicon {
    /// What a column's name means, how sure that is (in percent) and why.
    struct Reading {
        let meaning: Meaning
        let confidence: Int
        let reason: String
    }

    /// What the name of a column says; the tiers go from the very word to a likely slip of the hand.
    func read(_ title: String) -> Reading? {
        let words = Self.words(title)
        guard !words.isEmpty, words.count <= 12 else { return nil }  // a sentence is not a name
        if let meaning = meanings[words.joined()] {
            return Reading(meaning: meaning, confidence: 95, reason: "called \"\(title)\"")
        }
        let core = words.filter { !fillers.contains($0) }
        if !core.isEmpty, let meaning = meanings[core.joined()] {
            return Reading(meaning: meaning, confidence: 88, reason: "called \"\(title)\"")
        }
        // In English the last words say what it is, in French and Spanish the first.
        for count in stride(from: words.count - 1, to: 0, by: -1) {
            if let meaning = meanings[words.suffix(count).joined()] {
                let word = words.suffix(count).joined(separator: " ")
                return Reading(meaning: meaning, confidence: 75, reason: "\"\(title)\" ends with \"\(word)\"")
            }
        }
        for count in stride(from: words.count - 1, to: 0, by: -1) {
            if let meaning = meanings[words.prefix(count).joined()] {
                let word = words.prefix(count).joined(separator: " ")
                return Reading(
                    meaning: meaning, confidence: 65, reason: "\"\(title)\" begins with \"\(word)\"")
            }
        }
        return readMisspelt(title, words.joined())
    }

    private func readMisspelt(_ title: String, _ key: String) -> Reading? {
        // One letter in four to eight, two in longer words, the first right: "state" and "status", "site" and "kite"
        // must stay apart.
        let alike = meanings.keys.filter { $0.utf8.first == key.utf8.first }.sorted()
        guard key.utf8.count >= 4,
            let near = NearMiss.best(for: key, among: alike, allowance: key.utf8.count < 9 ? 1 : 2),
            let meaning = meanings[near]
        else { return nil }
        return Reading(
            meaning: meaning, confidence: 60, reason: "\"\(title)\" looks like \"\(near)\" misspelt")
    }

    /// Whether the whole of a folded cell is a word of the group.
    func holds(_ group: ValueGroup, whole cell: String) -> Bool { values[group]?.contains(cell) ?? false }

    /// Whether one of a cell's folded words is of the group.
    func holds(_ group: ValueGroup, amongWords words: [String]) -> Bool {
        guard let known = values[group] else { return false }
        return words.contains { known.contains($0) }
    }

    /// The folded words of a name: `companyName`, `Company_Name` and `COMPANY NAME` have the same two.
    static func words(_ text: String) -> [String] {
        var spaced = String.UnicodeScalarView()
        var wasLower = false
        for scalar in text.unicodeScalars {
            if wasLower, scalar.properties.isUppercase { spaced.append(" ") }
            wasLower = scalar.properties.isLowercase
            spaced.append(scalar)
        }
        let folded = Fold.bytes(String(spaced))
        return folded.split { byte in
            byte < 0x80 && !(0x30...0x39 ~= byte) && !(UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte)
        }
        .map { String(decoding: $0, as: UTF8.self) }
    }
}
