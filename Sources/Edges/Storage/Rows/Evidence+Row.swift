import Domain
import Wire

extension Evidence {
    /// As stored in scores, signals and artifacts: `[snapshot, start, end, quote]`.
    var packed: JSON {
        [
            snapshot.map { .int($0.key) } ?? .null, .int(Int64(span.start)), .int(Int64(span.end)),
            .string(quote),
        ]
    }

    init?(packed: JSON) {
        guard let start = packed[1]?.intValue, let end = packed[2]?.intValue,
            let quote = packed[3]?.stringValue
        else { return nil }
        self.init(
            snapshot: packed[0]?.intValue.map(ID.init(key:)), span: Span(Int(start), Int(end)), quote: quote)
    }
}

extension [Evidence] {
    var packed: JSON { .array(map(\.packed)) }

    init(packed: JSON?) {
        self = packed?.arrayValue?.compactMap(Evidence.init(packed:)) ?? []
    }
}
