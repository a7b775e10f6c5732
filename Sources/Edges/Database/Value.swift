/// What is bound to a `?`.
package enum Value: Hashable, Sendable {
    case null
    case int(Int64)
    case double(Double)
    case text(String)
    case bytes([UInt8])

    package init(_ value: Int64?) { self = value.map(Value.int) ?? .null }
    package init(_ value: Int) { self = .int(Int64(value)) }
    package init(_ value: Int?) { self = value.map { .int(Int64($0)) } ?? .null }
    package init(_ value: String?) { self = value.map(Value.text) ?? .null }
    package init(_ value: Bool) { self = .int(value ? 1 : 0) }
}

extension Value: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
    package init(integerLiteral value: Int64) { self = .int(value) }
    package init(stringLiteral value: String) { self = .text(value) }
}
