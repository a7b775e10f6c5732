import CMicroHTTPD
import Glibc
import Synchronization

/// One listening socket with the HTTP library's threads behind it.
///
/// `@unchecked`: the library's handle is set once, and used by `quiesce` and `stop`, which run once each.
final class Daemon: @unchecked Sendable {
    let settings: ListenerSettings
    let gate: Gate
    let watch: Watch
    let traffic: Traffic
    let address: ListenAddress
    let door: Door
    private let socket: Int32
    private var library: OpaquePointer?
    private let isQuiet = Atomic(false)
    private let isStopped = Atomic(false)

    /// Opens `address` and starts to serve it.
    init(
        _ wanted: ListenAddress, threads: Int, connections: Int, settings: ListenerSettings, gate: Gate,
        watch: Watch, traffic: Traffic
    ) throws(ListenError) {
        let open = try ListenSocket.open(wanted)
        self.settings = settings
        self.gate = gate
        self.watch = watch
        self.traffic = traffic
        address = open.address
        door = Door(port: open.address.port, isLoopback: open.address.isLoopback)
        socket = open.descriptor
        var callbacks = Self.callbacks(for: self)
        var limits = harrier_mhd_limits(
            listen_socket: socket, threads: UInt32(threads), idle_seconds: UInt32(settings.idleSeconds),
            connections: UInt32(connections), memory_per_connection: settings.memoryPerConnection)
        library = harrier_mhd_start(&callbacks, &limits)
        guard library != nil else {
            let number = errno
            close(socket)
            throw .system(call: "MHD_start_daemon", number: number)
        }
    }

    /// Takes no more connections; those that are open go on.
    func quiesce() {
        guard let library, !isQuiet.exchange(true, ordering: .relaxed) else { return }
        MHD_quiesce_daemon(library)
        close(socket)
    }

    /// Ends every connection and the threads, and blocks until they have ended; nothing may be suspended.
    func stop() {
        guard let library, !isStopped.exchange(true, ordering: .relaxed) else { return }
        MHD_stop_daemon(library)
    }
}

// MARK: - Callbacks

extension Daemon {
    /// The library is given plain functions; what they need comes through its `void *`.
    private static func callbacks(for daemon: Daemon) -> harrier_mhd_callbacks {
        harrier_mhd_callbacks(
            context: Unmanaged.passUnretained(daemon).toOpaque(),
            target: { _, target, library in
                guard let target, let library, let connection = Daemon.connection(of: library) else {
                    return nil
                }
                return Unmanaged.passRetained(connection.begin(target: target, library: library)).toOpaque()
            },
            access: { _, _, _, method, version, data, count, context in
                guard let method, let version, let count, let raw = context?.pointee else { return .NO }
                let piece = UnsafeRawBufferPointer(start: data, count: count.pointee)
                count.pointee = 0
                return Unmanaged<Exchange>.fromOpaque(raw).takeUnretainedValue()
                    .access(method: method, version: version, piece: piece)
            },
            completed: { _, _, context, _ in
                guard let context, let raw = context.pointee else { return }
                context.pointee = nil
                Unmanaged<Exchange>.fromOpaque(raw).takeRetainedValue().end()
            },
            connection: { context, library, slot, code in
                guard let context, let library, let slot else { return }
                let daemon = Unmanaged<Daemon>.fromOpaque(context).takeUnretainedValue()
                if code == .CONNECTION_NOTIFY_STARTED {
                    slot.pointee = daemon.connect(library)
                } else if let raw = slot.pointee {
                    slot.pointee = nil
                    daemon.disconnect(Unmanaged<Connection>.fromOpaque(raw).takeRetainedValue())
                }
            })
    }

    private static func connection(of library: OpaquePointer) -> Connection? {
        harrier_mhd_socket_context(library).map { Unmanaged<Connection>.fromOpaque($0).takeUnretainedValue() }
    }

    private func connect(_ library: OpaquePointer) -> UnsafeMutableRawPointer {
        let connection = Connection(
            id: watch.nextID(), descriptor: harrier_mhd_socket(library),
            peer: Peer(harrier_mhd_peer(library)),
            daemon: self)
        traffic.connect()
        watch.add(connection)
        return Unmanaged.passRetained(connection).toOpaque()
    }

    private func disconnect(_ connection: Connection) {
        watch.remove(connection, lingering: connection.close())
        traffic.disconnect()
    }
}
