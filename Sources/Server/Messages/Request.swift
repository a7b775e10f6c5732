/// One request, as a handler gets it.
package struct Request: Sendable {
    /// Names this request in logs, answers and errors.
    package var id: RequestID
    package let method: Method
    package let target: Target
    package let headers: Headers
    /// The body; empty while only the header section has come in.
    package var body: Content
    /// Who sent it.
    package let peer: Peer
    /// The listener's door it came in by.
    package let door: Door
    /// Where the route table sends it.
    package var match: RouteMatch

    package init(
        id: RequestID, method: Method, target: Target, headers: Headers, body: Content = .none, peer: Peer,
        door: Door, match: RouteMatch = .unknown(.ops)
    ) {
        self.id = id
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.peer = peer
        self.door = door
        self.match = match
    }

    /// The query's names and values.
    package var query: Query { target.query }

    /// The value of the cookie `name`.
    package func cookie(_ name: String) -> String? {
        for header in headers.all(.cookie) {
            for pair in header.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1)
                if parts.count == 2, parts[0].trimmed == name { return String(parts[1].trimmed) }
            }
        }
        return nil
    }

    /// The media type of the body, in lower case and without parameters: `application/json`.
    package var mediaType: String? {
        guard let value = headers[.contentType] else { return nil }
        return value.prefix { $0 != ";" }.trimmed.lowercased()
    }
}

/// The other end of a connection.
package struct Peer: Hashable, Sendable {
    /// The address in text: `127.0.0.1`.
    package let address: String

    package init(address: String) { self.address = address }
}

/// The address and port a request came in by.
package struct Door: Hashable, Sendable {
    package let port: UInt16
    /// Whether only this machine can reach it.
    package let isLoopback: Bool

    package init(port: UInt16, isLoopback: Bool) {
        self.port = port
        self.isLoopback = isLoopback
    }
}

/// What a handler is: a request in, an answer out, never an error.
package typealias Handler = @Sendable (Request) async -> Response
