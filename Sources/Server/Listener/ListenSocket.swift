import CMicroHTTPD
import Glibc

/// A bound, listening socket, before the HTTP library takes it over.
///
/// We open it ourselves to say precisely why an address cannot be had, and to learn a port the system chose.
struct ListenSocket {
    let descriptor: Int32
    /// The address with the port really taken.
    let address: ListenAddress

    static func open(_ wanted: ListenAddress) throws(ListenError) -> ListenSocket {
        guard let family = ListenAddress.family(of: wanted.host) else { throw .unreadable(wanted.host) }
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = socket(family, type, 0)
        guard descriptor >= 0 else { throw .system(call: "socket", number: errno) }
        do throws(ListenError) {
            var on: Int32 = 1
            let size = socklen_t(MemoryLayout<Int32>.size)
            setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, size)
            // So that [::] and 0.0.0.0 are two doors, each opened knowingly.
            if family == AF_INET6 { setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &on, size) }
            try bind(descriptor, family, wanted)
            guard listen(descriptor, SOMAXCONN) == 0 else { throw failure("listen", wanted) }
            return ListenSocket(descriptor: descriptor, address: try bound(descriptor, wanted))
        } catch {
            close(descriptor)
            throw error
        }
    }

    private static func bind(
        _ descriptor: Int32, _ family: Int32, _ wanted: ListenAddress
    ) throws(ListenError) {
        var storage = sockaddr_storage()
        let size: Int = withUnsafeMutableBytes(of: &storage) { bytes in
            if family == AF_INET {
                var four = sockaddr_in()
                four.sin_family = sa_family_t(AF_INET)
                four.sin_port = wanted.port.bigEndian
                inet_pton(AF_INET, wanted.host, &four.sin_addr)
                bytes.storeBytes(of: four, as: sockaddr_in.self)
                return MemoryLayout<sockaddr_in>.size
            }
            var six = sockaddr_in6()
            six.sin6_family = sa_family_t(AF_INET6)
            six.sin6_port = wanted.port.bigEndian
            inet_pton(AF_INET6, wanted.host, &six.sin6_addr)
            bytes.storeBytes(of: six, as: sockaddr_in6.self)
            return MemoryLayout<sockaddr_in6>.size
        }
        let result = withUnsafePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                Glibc.bind(descriptor, address, socklen_t(size))
            }
        }
        guard result == 0 else { throw failure("bind", wanted) }
    }

    private static func bound(
        _ descriptor: Int32, _ wanted: ListenAddress
    ) throws(ListenError) -> ListenAddress {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
        }
        guard result == 0 else { throw .system(call: "getsockname", number: errno) }
        // The port sits at the same place in both families' addresses.
        let port = withUnsafeBytes(of: &storage) { bytes in
            UInt16(bigEndian: bytes.load(fromByteOffset: 2, as: UInt16.self))
        }
        return ListenAddress(host: wanted.host, port: port)
    }

    private static func failure(_ call: String, _ wanted: ListenAddress) -> ListenError {
        switch errno {
        case EADDRINUSE: .inUse(wanted)
        case EACCES, EPERM: .notPermitted(wanted)
        case EADDRNOTAVAIL: .notHere(wanted)
        case let number: .system(call: call, number: number)
        }
    }
}

extension Peer {
    /// The address in a socket's own form, as text.
    init(_ address: UnsafePointer<sockaddr>?) {
        guard let address else {
            self.init(address: "unknown")
            return
        }
        let family = Int32(address.pointee.sa_family)
        // An IPv4 address begins 4 bytes into its structure, an IPv6 address 8.
        let offset = family == AF_INET6 ? 8 : 4
        let text = withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { room in
            inet_ntop(family, UnsafeRawPointer(address) + offset, room.baseAddress, socklen_t(room.count))
                .map { String(cString: $0) }
        }
        self.init(address: text ?? "unknown")
    }
}
