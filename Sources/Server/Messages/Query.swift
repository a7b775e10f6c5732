/// Names and values of a query or a form, in order; names may repeat.
package struct Query: Hashable, Sendable {
    /// One name with its value; `?flag` has an empty one.
    package struct Pair: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    /// The pairs in the order sent.
    package let pairs: [Pair]

    /// Reads `application/x-www-form-urlencoded` text; `nil` when it cannot be decoded to text.
    package init?(_ encoded: String) {
        var pairs: [Pair] = []
        for part in encoded.split(separator: "&") {
            let cut = part.utf8.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
            let rawValue = cut < part.endIndex ? part[part.utf8.index(after: cut)...] : ""
            guard let name = Percent.decode(part[..<cut], plusIsSpace: true),
                let value = Percent.decode(rawValue, plusIsSpace: true)
            else { return nil }
            pairs.append(Pair(name: name, value: value))
        }
        self.pairs = pairs
    }

    /// The last value under `name`, as the published Python services read repeated names.
    package subscript(name: String) -> String? { pairs.last { $0.name == name }?.value }

    /// Every value under `name`.
    package func all(_ name: String) -> [String] { pairs.compactMap { $0.name == name ? $0.value : nil } }
}
