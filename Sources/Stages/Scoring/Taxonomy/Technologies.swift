import Lexicon
import Wire

/// Technologies under their several names.
struct Technologies: Sendable {
    /// The key of a row's first name, by the key of each of its names.
    private let same: [String: String]

    /// What two names of one technology have in common; empty for a name without letters.
    func key(_ name: String) -> String {
        let plain = Self.plain(name)
        return same[plain] ?? same[Self.withoutVersion(name)] ?? Self.withoutVersion(name)
    }

    /// Folded letters, digits, `+` and `#`.
    private static func plain(_ name: some StringProtocol) -> String {
        let kept = Fold.bytes(name).filter { byte in
            switch byte {
            case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "#"), 0x80...: true
            default: false
            }
        }
        return String(decoding: kept, as: UTF8.self)
    }

    /// Without a version that stands apart: `Python 3`, `PHP 8.1`; never `S3` or `EC2`.
    private static func withoutVersion(_ name: String) -> String {
        let parts = name.split(separator: " ")
        guard parts.count > 1, let last = parts.last,
            last.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") })
        else { return plain(name) }
        return plain(parts.dropLast().joined())
    }

    /// Keys of everything a text names, up to three words long.
    ///
    /// Names of one or two letters are left out: `go` in prose is seldom the language.
    func keys(in text: String) -> Set<String> {
        let tokens = Tokens(text)
        var keys: Set<String> = []
        for start in tokens.list.indices {
            for end in start..<min(start + Self.longestName, tokens.count) {
                if tokens[end].kind == .lineBreak { break }
                let key = key(tokens.text(start..<end + 1))
                if key.utf8.count > 2 { keys.insert(key) }
            }
        }
        return keys
    }

    /// `Google Cloud Platform` is the longest kind; dots and hyphens are tokens too.
    private static let longestName = 4

    static func field() -> Field<Technologies> {
        .object { fields throws(FieldError) in
            _ = try fields.read("name", .filledString)
            _ = try fields.read("version", .int)
            _ = try fields.read("why", .filledString)
            var same: [String: String] = [:]
            for names in try fields.read("same", .list(.object(entry))) {
                for name in names { same[plain(name)] = names.first.map { plain($0) } }
            }
            return Technologies(same: same)
        }
    }

    private static func entry(_ fields: inout Fields) throws(FieldError) -> [String] {
        let names = try fields.read("names", .list(.filledString))
        _ = try fields.read("why", .filledString)
        guard names.count > 1 else { throw fields.invalid("names", "one name alone says nothing") }
        return names
    }
}
