import Glibc

/// A point on the machine's monotonic clock, in nanoseconds.
///
/// A number rather than `ContinuousClock.Instant`, because deadlines live in atomics.
struct Moment: Comparable, Hashable, Sendable {
    let nanoseconds: Int64

    static let never = Moment(nanoseconds: .max)

    static var now: Moment {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Moment(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    static func < (left: Moment, right: Moment) -> Bool { left.nanoseconds < right.nanoseconds }

    static func + (moment: Moment, duration: Duration) -> Moment {
        Moment(nanoseconds: moment.nanoseconds + duration.nanoseconds)
    }

    /// Nanoseconds from `earlier` to here.
    func since(_ earlier: Moment) -> Int64 { nanoseconds - earlier.nanoseconds }
}

extension Duration {
    /// This duration in whole nanoseconds.
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
