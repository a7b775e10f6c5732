/// What the listener asks of the rest of the server.
package struct Gate: Sendable {
    /// Looks at the header section of a request that announces a body: how much may come, or why none may.
    let admit: @Sendable (Request) throws(HTTPError) -> BodyPolicy
    /// Answers a whole request.
    let handle: Handler
    /// The answer to a request the listener itself turns away; `nil` when not even its header section came in.
    let refuse: @Sendable (HTTPError, Request?) -> Response

    package init(
        admit: @escaping @Sendable (Request) throws(HTTPError) -> BodyPolicy,
        handle: @escaping Handler,
        refuse: @escaping @Sendable (HTTPError, Request?) -> Response
    ) {
        self.admit = admit
        self.handle = handle
        self.refuse = refuse
    }
}

/// How a listener behaves.
package struct ListenerSettings: Sendable {
    /// Where to listen; at least one.
    package var addresses: [ListenAddress]
    /// A directory for uploads while they come in; its files have no names and vanish with the process.
    package var spool: String
    /// From a request's first byte (or the connection's start) to its last: header section and body together.
    package var requestDeadline: Duration = .seconds(30)
    /// How long a refused client may go on sending, so that it reads our answer, before it is cut off.
    package var linger: Duration = .seconds(2)
    /// How long a connection may be silent, in whole seconds as the library counts.
    package var idleSeconds = 15
    /// Threads that read and write sockets, for the first address; further addresses have one each.
    package var threads = 2
    /// Most connections open at once, over all addresses; lowered to what the process may open.
    package var connections = 4000
    /// Memory for one connection's header section and buffers; a longer header section is refused (431).
    package var memoryPerConnection = 32 << 10

    package init(addresses: [ListenAddress], spool: String) {
        self.addresses = addresses
        self.spool = spool
    }
}
