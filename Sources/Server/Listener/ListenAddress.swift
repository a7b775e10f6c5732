import Glibc

/// Where a listener waits for connections: an address of this machine and a port.
package struct ListenAddress: Hashable, Sendable, CustomStringConvertible {
    /// A literal address: `127.0.0.1`, `::1`, `0.0.0.0`.
    package let host: String
    /// The port; 0 lets the system choose.
    package let port: UInt16

    package static let loopback = "127.0.0.1"

    /// An address on this machine's loopback.
    package init(loopbackPort port: UInt16) { self.init(host: Self.loopback, port: port) }

    /// A literal address, as `init(_:defaultPort:)` and the system give them.
    init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Reads `8080`, `localhost:8080`, `127.0.0.1:8080`, `[::1]:8080`, or a host alone with `defaultPort`.
    ///
    /// Names other than localhost are refused: whether one means loopback would depend on somebody's DNS.
    package init(_ text: String, defaultPort: UInt16 = 8080) throws(ListenError) {
        if let port = UInt16(text) {
            self.init(loopbackPort: port)
            return
        }
        let (host, port) = Self.split(text)
        let literal = host == "localhost" ? Self.loopback : host
        guard let number = port.isEmpty ? defaultPort : UInt16(port), Self.family(of: literal) != nil else {
            throw .unreadable(text)
        }
        self.init(host: literal, port: number)
    }

    /// Whether only this machine can reach the address.
    package var isLoopback: Bool { Self.isLoopback(host) }

    package var description: String {
        host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    /// Whether `host` is a literal address in 127.0.0.0/8, or ::1.
    static func isLoopback(_ host: String) -> Bool {
        var four = in_addr()
        if inet_pton(AF_INET, host, &four) == 1 { return UInt32(bigEndian: four.s_addr) >> 24 == 127 }
        var six = in6_addr()
        guard inet_pton(AF_INET6, host, &six) == 1 else { return false }
        return withUnsafeBytes(of: &six) { bytes in bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1
        }
    }

    /// The address family of a literal address.
    static func family(of host: String) -> Int32? {
        var room = in6_addr()
        if inet_pton(AF_INET, host, &room) == 1 { return AF_INET }
        return inet_pton(AF_INET6, host, &room) == 1 ? AF_INET6 : nil
    }

    /// Cuts host from port; both keep what was written, without brackets.
    static func split(_ text: String) -> (host: String, port: String) {
        if text.utf8.first == UInt8(ascii: "["), let close = text.firstIndex(of: "]") {
            let rest = text[text.index(after: close)...]
            let port = rest.first == ":" ? rest.dropFirst() : rest
            return (String(text[text.index(after: text.startIndex)..<close]), String(port))
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        // Two colons or more without brackets: an IPv6 address alone.
        return parts.count == 2 ? (String(parts[0]), String(parts[1])) : (text, "")
    }
}

/// Why a listener could not start.
package enum ListenError: Error, Hashable, CustomStringConvertible {
    case unreadable(String)
    case inUse(ListenAddress)
    case notPermitted(ListenAddress)
    case notHere(ListenAddress)
    case needsToken(ListenAddress)
    case system(call: String, number: Int32)

    package var description: String {
        switch self {
        case .unreadable(let text):
            "\"\(text)\" is not an address to listen on; write a port, or an address and a port: 127.0.0.1:8080"
        case .inUse(let address):
            "another program listens on \(address); stop it, or choose another port"
        case .notPermitted(let address):
            "not allowed to listen on \(address); ports below 1024 need a privilege, choose a higher one"
        case .notHere(let address):
            "\(address.host) is not an address of this machine"
        case .needsToken(let address):
            "\(address) can be reached from other machines; set HARRIER_TOKEN first, or listen on 127.0.0.1"
        case .system(let call, let number):
            "\(call) failed: \(String(cString: strerror(number)))"
        }
    }
}
