import Domain
import Wire

// How values that many nouns share are written: ids as prefixed texts, times as RFC 3339, points as numbers.

extension JSON {
    static func id<Noun: Identified>(_ id: ID<Noun>?) -> JSON { id.map { .string($0.description) } ?? .null }

    static func time(_ time: Timestamp?) -> JSON { time.map { .string($0.description) } ?? .null }

    /// Points to the hundredth, as in 82.5.
    static func points(_ points: Points?) -> JSON { points.map { .double($0.doubleValue) } ?? .null }

    static func text(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }

    static func count(_ count: Int?) -> JSON { count.map { .int(Int64($0)) } ?? .null }

    static func texts(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }
}

extension Schema {
    /// A prefixed id, as in `lead_01j9…`.
    static func id<Noun: Identified>(_ noun: Noun.Type) -> Schema {
        string.described("As in \(Noun.prefix)_01j9….")
    }

    static let texts = array(of: string)
}
