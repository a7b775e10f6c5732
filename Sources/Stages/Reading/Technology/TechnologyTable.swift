import Domain
import Lexicon
import Wire

/// A technology by one of its names.
struct Technology: Sendable {
    /// How much the name alone says.
    enum Trust: String, CaseIterable, Sendable {
        /// Always the technology.
        case sure
        /// The technology unless written in small letters: "Less", "Oracle".
        case capital
        /// A word of the language too, or a single letter: "Go", "Swift", "C".
        case word
        /// A channel more often than a tool: "Instagram".
        case social
    }

    let trust: Trust
    /// The same for all names of one technology.
    let identity: String
}

/// Names of technologies, out of `data/lexicon/technologies.tsv`.
enum TechnologyTable {
    /// A row that cannot be read.
    struct Fault: Error, CustomStringConvertible {
        let line: Int
        let reason: String
        var description: String { "data/\(path) line \(line): \(reason)" }
    }

    static let path = "lexicon/technologies.tsv"
    private static let columns = ["name", "trust", "same_as", "group", "why"]

    static func book(_ data: DataFile) throws -> PhraseBook<Technology> {
        let lines = String(decoding: try data(path), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.first?.split(separator: "\t").map(String.init) == columns else {
            throw Fault(line: 1, reason: "the columns must be \(columns.joined(separator: ", "))")
        }
        var book = PhraseBook<Technology>()
        for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
            let (phrase, technology) = try row(line, number: index + 1)
            book.add(phrase, technology)
        }
        return book
    }

    private static func row(_ line: Substring, number: Int) throws -> (Phrase, Technology) {
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard cells.count == columns.count, !cells[4].isEmpty else {
            throw Fault(line: number, reason: "\(columns.count) cells are needed, with a why")
        }
        guard let trust = Technology.Trust(rawValue: String(cells[1])) else {
            throw Fault(line: number, reason: "“\(cells[1])” is no trust")
        }
        do {
            let identity = cells[2].isEmpty ? cells[0] : cells[2]
            return (
                try Phrase(String(cells[0])), Technology(trust: trust, identity: identity.alphanumeric)
            )
        } catch {
            throw Fault(line: number, reason: error.description)
        }
    }
}

extension StringProtocol {
    /// Folded letters, digits, `+` and `#` alone: `Node.js` → `nodejs`.
    var alphanumeric: String {
        let kept = Fold.bytes(self).filter { byte in
            byte &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "#")
                || byte >= 0x80
        }
        return String(decoding: kept, as: UTF8.self)
    }
}
