import Glibc

/// The server's doors: every address it listens on, the threads behind them, and how it stops.
package final class Listener: Sendable {
    /// Descriptors left for databases, logs and uploads when the process may open few.
    private static let reservedDescriptors = 64

    /// The addresses with the ports really taken, in the order asked for.
    package let addresses: [ListenAddress]
    private let daemons: [Daemon]
    private let watch: Watch
    private let traffic: Traffic

    private init(daemons: [Daemon], watch: Watch, traffic: Traffic) {
        self.daemons = daemons
        self.watch = watch
        self.traffic = traffic
        addresses = daemons.map(\.address)
    }

    /// Opens every address, or none and says why.
    package static func start(_ settings: ListenerSettings, gate: Gate) throws(ListenError) -> Listener {
        let watch = try Watch(settings)
        let traffic = Traffic()
        let connections = max(1, connectionLimit(settings) / max(1, settings.addresses.count))
        var daemons: [Daemon] = []
        do {
            for (index, address) in settings.addresses.enumerated() {
                let daemon = try Daemon(
                    address, threads: index == 0 ? settings.threads : 1, connections: connections,
                    settings: settings, gate: gate, watch: watch, traffic: traffic)
                daemons.append(daemon)
            }
            try watch.start()
        } catch {
            for daemon in daemons {
                daemon.quiesce()
                daemon.stop()
            }
            throw error
        }
        return Listener(daemons: daemons, watch: watch, traffic: traffic)
    }

    /// Requests being answered.
    package var requestsInFlight: Int { traffic.inFlight }

    /// Connections open.
    package var openConnections: Int { traffic.openConnections }

    /// Takes nothing new, ends live streams, lets requests finish for up to `grace`, then ends what is left.
    package func stop(grace: Duration = .seconds(10)) async {
        for daemon in daemons { daemon.quiesce() }
        traffic.drain()
        await settle(within: grace)
        traffic.abandon()
        // Each abandoned request is answered 503; a second is ample for that, and the stop cannot be held up.
        await settle(within: .seconds(1))
        for daemon in daemons { daemon.stop() }
        watch.stop()
    }

    private func settle(within time: Duration) async {
        let end = Moment.now + time
        while traffic.inFlight > 0, Moment.now < end {
            // Asked rather than told, so that requests pay nothing for a stop that comes once.
            guard (try? await Task.sleep(for: .milliseconds(5))) != nil else { return }
        }
    }

    private static func connectionLimit(_ settings: ListenerSettings) -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return settings.connections
        }
        let room = Int(clamping: limit.rlim_cur) - reservedDescriptors
        return max(reservedDescriptors, min(settings.connections, room))
    }
}
