/// The outside as values: clock, identity and network, so that tests own them.
package struct World: Sendable {
    package var now: @Sendable () -> Timestamp
    /// A key that no other row has, in time order.
    package var newKey: @Sendable () -> Int64
    package var send: @Sendable (OutboundRequest) async throws(OutboundFailure) -> OutboundResponse

    package init(
        now: @escaping @Sendable () -> Timestamp, newKey: @escaping @Sendable () -> Int64,
        send: @escaping @Sendable (OutboundRequest) async throws(OutboundFailure) -> OutboundResponse
    ) {
        self.now = now
        self.newKey = newKey
        self.send = send
    }

    /// A new id for any noun.
    package func newID<Noun: Identified>(_ noun: Noun.Type = Noun.self) -> ID<Noun> { ID(key: newKey()) }
}

/// Reads a data file by its path under `data/`, as in `lexicon/pains.json`; the executable hands it in.
package typealias DataFile = @Sendable (_ path: String) throws -> [UInt8]
