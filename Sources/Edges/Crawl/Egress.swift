import Domain

/// Where requests may go.
///
/// Hand the open internet to whatever follows addresses found in data, and one endpoint to a client a user
/// configured: so no page can send a crawl to a model server on this machine.
package struct Egress: Sendable {
    /// Whether addresses on the open internet are reachable at all.
    package var isOpen: Bool
    /// Configured endpoints, reachable at private addresses too; on loopback only when `isOpen` is false.
    package var allowed: Set<Endpoint>

    package init(isOpen: Bool, allowed: Set<Endpoint> = []) {
        self.isOpen = isOpen
        self.allowed = allowed
    }

    /// Public addresses and nothing else.
    package static let open = Egress(isOpen: true)
    /// Nothing at all.
    package static let off = Egress(isOpen: false)

    /// The same policy with one configured address let through as well.
    package func allowing(_ url: String) -> Egress {
        guard let endpoint = Endpoint(of: url) else { return self }
        return Egress(isOpen: isOpen, allowed: allowed.union([endpoint]))
    }

    /// Addresses one connection may be opened to.
    enum Reach: Sendable {
        case publicOnly, loopbackOnly, anywhere

        /// Why this address is out of reach; nil when it is not.
        func objection(to address: IPAddress) -> String? {
            switch self {
            case .anywhere: nil
            case .loopbackOnly: address.isLoopback ? nil : "egress is off, and \(address) is not this machine"
            case .publicOnly: address.exclusion.map { "\(address) is no public address (\($0))" }
            }
        }
    }

    /// Ports below this belong to other protocols, save the two of the web.
    private static let firstFreePort = 1_024

    /// Decides about one hop; `first` is the endpoint the caller asked for.
    func reach(of endpoint: Endpoint, from first: Endpoint) throws(OutboundFailure) -> Reach {
        // A redirect from elsewhere may not use the hatch.
        if endpoint == first, allowed.contains(endpoint) { return isOpen ? .anywhere : .loopbackOnly }
        guard isOpen else { throw .refused(reason: "egress is off; \(endpoint) is no configured endpoint") }
        guard endpoint.port == 80 || endpoint.port == 443 || endpoint.port >= Self.firstFreePort else {
            throw .refused(reason: "port \(endpoint.port) belongs to another protocol")
        }
        return .publicOnly
    }
}
