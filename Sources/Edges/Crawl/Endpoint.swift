/// A host and port, as a user configures one.
package struct Endpoint: Hashable, Sendable, CustomStringConvertible {
    /// In lower case, IPv6 in brackets, no trailing dot.
    package let host: String
    package let port: UInt16

    package init(host: String, port: UInt16) {
        let lower = host.lowercased()
        self.host = lower.hasSuffix(".") ? String(lower.dropLast()) : lower
        self.port = port
    }

    /// The endpoint of an address such as `http://localhost:11434/v1`; nil when it is none.
    package init?(of url: String) {
        guard let address = WebAddress(url) else { return nil }
        self = address.endpoint
    }

    package var description: String { "\(host):\(port)" }
}
