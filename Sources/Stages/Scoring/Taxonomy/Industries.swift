import Lexicon
import Wire

/// The one vocabulary of industries: names, synonyms and what counts as what.
struct Industries: Sendable {
    struct Node: Sendable {
        let key: String
        /// As shown inside a sentence, as in `SaaS` or `consumer goods`.
        let label: String
        let parents: [String]
        /// Of its own key, as in `saas`.
        let nameKey: UInt64
    }

    let nodes: [Node]
    /// For every node, which nodes are itself or above it.
    private let above: [[Bool]]
    private let byName: [UInt64: Int]
    private let phrases: PhraseBook<Int>

    /// The industries a text names: one for a known name, else all whose names stand in it, longest first.
    func read(_ text: String) -> [Int] { NameKey.of(text).map { read(text, key: $0) } ?? [] }

    /// The same for a text whose key is known.
    func read(_ text: String, key: UInt64) -> [Int] {
        if let node = byName[key] { return [node] }
        // An industry is a few words; a longer text is somebody's prose, and its words are not its trade.
        guard text.utf8.count <= Self.longestName else { return [] }
        var found: [Int] = []
        for match in phrases.longestMatches(in: Tokens(text)) {
            let node = phrases.entries[match.entry]
            if !found.contains(node) { found.append(node) }
        }
        return found
    }

    private static let longestName = 120

    /// The node of a name in a scorecard or profile.
    func node(named name: String) -> Int? { NameKey.of(name).flatMap { byName[$0] } }

    /// Whether one industry counts as another.
    func isKind(_ node: Int, of other: Int) -> Bool { above[node][other] }
}

/// Industries wanted.
struct IndustryWish: Sendable {
    /// For every node, whether it counts.
    let isWanted: [Bool]
    /// For every node, whether something narrower counts: software where SaaS is wanted.
    let isBroader: [Bool]
    /// Names the taxonomy does not know, compared as they are.
    let otherNames: Set<UInt64>
    let label: String

    init(_ names: [String], in industries: Industries) {
        var wanted: [Int] = []
        var others: Set<UInt64> = []
        for name in names {
            let read = industries.read(name)
            wanted += read
            if read.isEmpty, let key = NameKey.of(name) { others.insert(key) }
        }
        isWanted = industries.nodes.indices.map { node in
            wanted.contains { industries.isKind(node, of: $0) }
        }
        isBroader = industries.nodes.indices.map { node in
            wanted.contains { $0 != node && industries.isKind($0, of: node) }
        }
        otherNames = others
        label = Words.list(names, "or")
    }
}

extension Industries {
    private struct Entry {
        let node: Node
        let synonyms: [String]
        let whole: [String]
    }

    static func field() -> Field<Industries> {
        .object { fields throws(FieldError) in
            _ = try fields.read("name", .filledString)
            _ = try fields.read("version", .int)
            _ = try fields.read("why", .filledString)
            let entries = try fields.read("nodes", .list(.object(entry)))
            return try Industries(entries, at: fields.place.member("nodes"))
        }
    }

    private static func entry(_ fields: inout Fields) throws(FieldError) -> Entry {
        let key = try fields.read("key", .filledString)
        let node = Node(
            key: key, label: try fields.read("label", .filledString),
            parents: try fields.read("parents", .list(.filledString), default: []),
            nameKey: NameKey.of(key) ?? 0)
        let entry = Entry(
            node: node, synonyms: try fields.read("synonyms", .list(.filledString), default: []),
            whole: try fields.read("whole", .list(.filledString), default: []))
        _ = try fields.read("why", .filledString)
        return entry
    }

    private init(_ entries: [Entry], at place: FieldPlace) throws(FieldError) {
        nodes = entries.map(\.node)
        var indexByKey: [String: Int] = [:]
        var byName: [UInt64: Int] = [:]
        var phrases = PhraseBook<Int>()
        for (index, entry) in entries.enumerated() {
            let here = place.element(index)
            guard indexByKey.updateValue(index, forKey: entry.node.key) == nil else {
                throw here.member("key").fault(.invalid, "“\(entry.node.key)” is there twice")
            }
            let names = [entry.node.key, entry.node.label] + entry.synonyms
            for name in names + entry.whole {
                guard let key = NameKey.of(name) else { continue }
                if let other = byName.updateValue(index, forKey: key), other != index {
                    throw here.fault(.invalid, "“\(name)” already means \(entries[other].node.key)")
                }
            }
            for name in names { try Self.add(name, index, to: &phrases, at: here) }
        }
        self.byName = byName
        self.phrases = phrases
        above = try Self.closure(nodes, indexByKey, at: place)
    }

    private static func add(
        _ name: String, _ index: Int, to phrases: inout PhraseBook<Int>, at place: FieldPlace
    ) throws(FieldError) {
        do {
            phrases.add(try Phrase(name.replacing("_", with: " ")), index)
        } catch { throw place.fault(.invalid, error.description) }
    }

    private static func closure(
        _ nodes: [Node], _ index: [String: Int], at place: FieldPlace
    ) throws(FieldError) -> [[Bool]] {
        var above: [[Bool]] = []
        for start in nodes.indices {
            var seen = Array(repeating: false, count: nodes.count)
            var open = [start]
            while let node = open.popLast() {
                guard !seen[node] else { continue }
                seen[node] = true
                for parent in nodes[node].parents {
                    guard let above = index[parent] else {
                        throw place.element(node).member("parents").unknown(
                            parent, among: index.keys.sorted())
                    }
                    open.append(above)
                }
            }
            above.append(seen)
        }
        return above
    }
}
