/// The paths a route answers: `/api/leads/{lead_id:int}/status`.
///
/// `{name}` is any one segment, `{name:int}` a whole number, `{name*}` all the rest of the path.
package struct PathPattern: Hashable, Sendable, CustomStringConvertible {
    /// What a parameter's value may be.
    package enum Kind: Hashable, Sendable {
        case text
        case integer
        case rest
    }

    enum Segment: Hashable, Sendable {
        case literal(String)
        case parameter(name: String, kind: Kind)
    }

    /// The pattern as it was written.
    package let description: String
    let segments: [Segment]

    init(_ text: String) {
        description = text
        segments = text.split(separator: "/").map(Self.segment)
    }

    /// The parameters in the order they stand.
    var parameters: [(name: String, kind: Kind)] {
        segments.compactMap { segment in
            guard case .parameter(let name, let kind) = segment else { return nil }
            return (name, kind)
        }
    }

    /// The path as OpenAPI writes it: `/api/leads/{lead_id}/status`.
    ///
    /// A slash at the end stays.
    var template: String {
        let parts = segments.map { segment in
            switch segment {
            case .literal(let text): text
            case .parameter(let name, _): "{\(name)}"
            }
        }
        let end = description.utf8.count > 1 && description.utf8.last == UInt8(ascii: "/") ? "/" : ""
        return "/" + parts.joined(separator: "/") + end
    }

    private static func segment(_ text: Substring) -> Segment {
        guard text.first == "{", text.last == "}" else { return .literal(String(text)) }
        let inside = text.dropFirst().dropLast()
        if inside.hasSuffix("*") { return .parameter(name: String(inside.dropLast()), kind: .rest) }
        if inside.hasSuffix(":int") { return .parameter(name: String(inside.dropLast(4)), kind: .integer) }
        return .parameter(name: String(inside), kind: .text)
    }
}
