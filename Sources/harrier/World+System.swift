import Crawl
import Domain

#if canImport(Glibc)
    import Glibc
#endif

extension World {
    /// The real clock and the guarded client with egress closed: whoever needs the network is handed more.
    static func system(client: HTTPClient) -> World {
        let keys = KeySource(now: clock, random: { UInt64.random(in: .min ... .max) })
        return World(now: clock, newKey: keys.next, send: client.sender(.off))
    }

    /// The moment it is.
    @Sendable static func clock() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
