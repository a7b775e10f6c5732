import Domain
import Lexicon
import Reading
import Reference
import Wire

/// The libraries behind `ReadingTools`, as the executable wires them.
func referenceTools() throws -> ReadingTools {
    let domains = try DomainBook()
    let phones = PhoneBook()
    return ReadingTools(
        phones: { text, region, possible in
            phones.find(in: text, region: region, leniency: possible ? .possible : .valid).map {
                ReadingTools.Phone(span: Span($0.span.lowerBound, $0.span.upperBound), e164: $0.e164)
            }
        },
        registrableDomain: { domains.registrable($0) },
        hasPublicSuffix: { domains.hasKnownSuffix($0) })
}

extension Fact {
    /// The form `harrier read` prints.
    var json: JSON {
        var members: JSONObject = [
            "attribute": .string(attribute.rawValue), "value": .string(value.canonical),
        ]
        members["start"] = evidence.map { .int(Int64($0.span.start)) } ?? .null
        members["end"] = evidence.map { .int(Int64($0.span.end)) } ?? .null
        members["strength"] = .string(strength.rawValue)
        if case .role(let role) = value {
            members["function"] = .string(role.function.rawValue)
            members["seniority"] = .string(role.seniority.rawValue)
        }
        if case .person(_, let role?) = value { members["role"] = .string(role) }
        return .object(members)
    }
}

/// Leaves out a share of every vocabulary, the same entries for the same seed.
struct Thinning {
    let share: Double
    let seed: UInt64

    func applied(to bytes: [UInt8], _ path: String) -> [UInt8] {
        // The title parser is measured with its own lists whole, by its own bench.
        guard share > 0, !path.hasPrefix("lexicon/titles/") else { return bytes }
        return path.hasSuffix(".tsv") ? thinnedTable(bytes, path) : thinnedVocabulary(bytes, path)
    }

    private func keeps(_ phrase: String, _ path: String) -> Bool {
        let key = WordKey.of("\(seed)|\(path)|\(phrase)".utf8)
        return Double(key >> 11) / Double(UInt64(1) << 53) >= share
    }

    /// Every row but the header.
    private func thinnedTable(_ bytes: [UInt8], _ path: String) -> [UInt8] {
        let rows = String(decoding: bytes, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        let header = rows.firstIndex { !$0.hasPrefix("#") } ?? 0
        let kept = rows.enumerated().filter { index, row in
            index <= header || row.hasPrefix("#") || keeps(String(row), path)
        }
        return Array(kept.map(\.element).joined(separator: "\n").utf8)
    }

    /// Every phrase of every entry; an entry without phrases goes too.
    private func thinnedVocabulary(_ bytes: [UInt8], _ path: String) -> [UInt8] {
        guard let json = try? JSON.parse(bytes), var file = json.objectValue,
            let entries = file["entries"]?.arrayValue
        else { return bytes }
        file["entries"] = .array(
            entries.compactMap { entry in
                guard var members = entry.objectValue, let say = members["say"] else { return entry }
                let phrases = (say.arrayValue ?? [say]).filter { keeps($0.stringValue ?? "", path) }
                members["say"] = .array(phrases)
                return phrases.isEmpty ? nil : .object(members)
            })
        return JSON.object(file).bytes
    }
}
