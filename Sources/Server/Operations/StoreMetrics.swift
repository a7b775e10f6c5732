import Domain
import Glibc
import Storage

/// What is counted about the stored things, when somebody reads the metrics.
package struct StoreMetrics: Sendable {
    let rooms: Rooms

    package init(_ rooms: Rooms) { self.rooms = rooms }

    /// Adds these numbers to what `/metrics` says.
    package func collect(into metrics: Metrics) { metrics.collect { await families() } }

    func families() async -> [Metrics.Family] {
        var families = [
            Metrics.Family(
                "harrier_writer_waiting", .gauge, "Writes waiting for the database's writer.",
                [.init("harrier_writer_waiting", [], Double(rooms.store.writerDepth))])
        ]
        // A database that does not answer leaves its numbers out; `/health` says why.
        if let counts = try? await rooms.store.read(in: rooms.home, { tx in try tx.leadCounts() }) {
            families.append(Self.leads(counts))
        }
        if let depths = try? await rooms.store.topicDepths() {
            families += Self.topics(depths, now: rooms.store.world.now())
        }
        if let size = databaseSize {
            families.append(
                Metrics.Family(
                    "harrier_database_bytes", .gauge, "Size of the database's files.",
                    [.init("harrier_database_bytes", [], Double(size))]))
        }
        return families
    }

    private static func leads(_ counts: [LeadCount]) -> Metrics.Family {
        let samples = counts.filter { $0.count > 0 }.map { count in
            Metrics.Sample(
                "harrier_leads",
                [
                    ("list", count.list), ("scorecard", count.card), ("tier", count.tier),
                    ("stage", count.stage.rawValue), ("hidden", count.isHidden ? "1" : "0"),
                ], Double(count.count))
        }
        return Metrics.Family("harrier_leads", .gauge, "Leads, by where they stand.", samples)
    }

    private static func topics(_ depths: [TopicDepth], now: Timestamp) -> [Metrics.Family] {
        func family(
            _ name: String, _ help: String, _ value: (TopicDepth) -> Double
        ) -> Metrics.Family {
            Metrics.Family(
                name, .gauge, help,
                depths.map { Metrics.Sample(name, [("topic", $0.topic.rawValue)], value($0)) })
        }
        return [
            family("harrier_topic_depth", "Messages that wait or are being worked on.") { Double($0.ready) },
            family("harrier_topic_oldest_seconds", "How long the oldest of them has waited.") {
                $0.oldest.map { max(0, now.seconds(since: $0)) } ?? 0
            },
            family("harrier_topic_quarantined", "Messages set aside for a person.") {
                Double($0.quarantined)
            },
        ]
    }

    /// The file and its log; nil where the database is a server of its own.
    private var databaseSize: Int? {
        guard case .sqlite(let path) = rooms.store.location.database else { return nil }
        return ["", "-wal", "-shm"].reduce(0) { $0 + Self.size(of: path + $1) }
    }

    private static func size(of path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}
