/// An HTTP method, spelled as on the wire.
package struct Method: Hashable, Sendable, CustomStringConvertible {
    /// The method's name: `GET`.
    package let name: String

    package init(_ name: String) { self.name = name }

    package static let get = Method("GET")
    package static let head = Method("HEAD")
    package static let post = Method("POST")
    package static let put = Method("PUT")
    package static let patch = Method("PATCH")
    package static let delete = Method("DELETE")
    package static let options = Method("OPTIONS")

    package var description: String { name }

    /// Whether a request may be sent again, or by another site's page, without changing anything (RFC 9110 9.2.1).
    package var isSafe: Bool { self == .get || self == .head || self == .options }
}
