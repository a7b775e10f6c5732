import Domain

/// What the inbox is asked for, as it stands in its address.
package struct InboxQuery: Hashable, Sendable {
    /// A tier's key, as in `red_hot`; nil shows all tiers.
    package var tier: String?
    /// Words to look for.
    package var words: String
    package var stage: Lead.Stage?
    package var sort: Sort
    /// Where the page begins, as the store gave it.
    package var cursor: String?

    /// The orders on offer; raw values stand in the address.
    package enum Sort: String, Hashable, Sendable, CaseIterable {
        case score, newest, name

        var label: String {
            switch self {
            case .score: "Best first"
            case .newest: "Newest first"
            case .name: "By name"
            }
        }
    }

    package init(
        tier: String? = nil, words: String = "", stage: Lead.Stage? = nil, sort: Sort = .score,
        cursor: String? = nil
    ) {
        self.tier = tier
        self.words = words
        self.stage = stage
        self.sort = sort
        self.cursor = cursor
    }

    /// Whether anything narrows the list down.
    var isFiltered: Bool { tier != nil || !words.isEmpty || stage != nil }

    /// The same question with something changed, from its first page.
    func with(_ change: (inout InboxQuery) -> Void) -> InboxQuery {
        var query = self
        query.cursor = nil
        change(&query)
        return query
    }

    /// `?tier=…&q=…`, percent-encoded; empty when nothing is asked.
    var encoded: String {
        var fields: [(name: String, value: String)] = []
        if let tier { fields.append(("tier", tier)) }
        if !words.isEmpty { fields.append(("q", words)) }
        if let stage { fields.append(("stage", stage.rawValue)) }
        if sort != .score { fields.append(("sort", sort.rawValue)) }
        if let cursor { fields.append(("cursor", cursor)) }
        guard !fields.isEmpty else { return "" }
        return "?" + fields.map { "\($0.name)=\(percentEncoded($0.value))" }.joined(separator: "&")
    }
}

/// Encodes all but RFC 3986's unreserved characters.
private func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            bytes.append(byte)
        default:
            bytes.append(contentsOf: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]])
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}
