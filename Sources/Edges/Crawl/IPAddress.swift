/// An address a connection may go to.
package enum IPAddress: Hashable, Sendable {
    case v4(UInt32)
    case v6(high: UInt64, low: UInt64)

    /// Reads 4 or 16 bytes in network order.
    package init?(_ bytes: some Collection<UInt8>) {
        switch bytes.count {
        case 4: self = .v4(UInt32(truncatingIfNeeded: Self.number(bytes)))
        case 16: self = .v6(high: Self.number(bytes.prefix(8)), low: Self.number(bytes.dropFirst(8)))
        default: return nil
        }
    }

    /// Whether it means this very machine.
    package var isLoopback: Bool {
        switch self {
        case .v4(let address): address >> 24 == 127
        case .v6(let high, let low): high == 0 && low == 1
        }
    }

    /// What kind of non-public address this is, as in "private"; nil for one on the open internet.
    package var exclusion: String? {
        switch self {
        case .v4(let address):
            Self.special4.first { address >> (32 - $0.length) == $0.prefix >> (32 - $0.length) }?.kind
        case .v6(let high, let low): Self.exclusion6(high, low)
        }
    }

    private static func number(_ bytes: some Collection<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// IANA IPv4 Special-Purpose Address Registry, multicast and the reserved class E.
    private static let special4: [(prefix: UInt32, length: UInt32, kind: String)] = [
        (0x0000_0000, 8, "unspecified"), (0x0A00_0000, 8, "private"), (0x6440_0000, 10, "carrier-grade NAT"),
        (0x7F00_0000, 8, "loopback"), (0xA9FE_0000, 16, "link-local"), (0xAC10_0000, 12, "private"),
        (0xC000_0000, 24, "protocol assignment"), (0xC000_0200, 24, "documentation"),
        (0xC058_6300, 24, "6to4 relay"), (0xC0A8_0000, 16, "private"), (0xC612_0000, 15, "benchmarking"),
        (0xC633_6400, 24, "documentation"), (0xCB00_7100, 24, "documentation"),
        (0xE000_0000, 4, "multicast"), (0xF000_0000, 4, "reserved"),
    ]

    /// Only 2000::/3 is handed out to the public; within it a few blocks are not.
    private static func exclusion6(_ high: UInt64, _ low: UInt64) -> String? {
        // NAT64 (RFC 6052) carries an IPv4 address, the only way out of some IPv6-only networks.
        if high == 0x0064_FF9B_0000_0000, low >> 32 == 0 { return IPAddress.v4(UInt32(low)).exclusion }
        if high == 0, low >> 32 == 0xFFFF { return "IPv4-mapped" }
        if high == 0 { return low == 1 ? "loopback" : low == 0 ? "unspecified" : "IPv4-compatible" }
        if high >> 57 == 0xFC >> 1 { return "unique local" }
        if high >> 54 == 0xFE80 >> 6 { return "link-local" }
        if high >> 56 == 0xFF { return "multicast" }
        guard high >> 61 == 1 else { return "unassigned" }
        if high >> 41 == 0x2001_0000 >> 9 { return "protocol assignment" }
        if high >> 32 == 0x2001_0DB8 || high >> 44 == 0x3FFF0 { return "documentation" }
        return high >> 48 == 0x2002 ? "6to4" : nil
    }
}

extension IPAddress: CustomStringConvertible {
    /// Dotted decimal, or eight groups in hexadecimal without the short form.
    package var description: String {
        switch self {
        case .v4(let address):
            return [24, 16, 8, 0].map { String(address >> $0 & 0xFF) }.joined(separator: ".")
        case .v6(let high, let low):
            let groups = [high, low].flatMap { half in [48, 32, 16, 0].map { half >> UInt64($0) & 0xFFFF } }
            return groups.map { String($0, radix: 16) }.joined(separator: ":")
        }
    }
}
