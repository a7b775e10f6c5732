import Domain
import Synchronization

/// A clock that a test moves by hand, and a world that tells its time and has no network.
package final class TestClock: Sendable {
    private let moment: Mutex<Timestamp>

    /// 2026-01-05T09:00:00Z, a Monday.
    package static let start = Timestamp(milliseconds: 1_767_603_600_000)

    package init(_ start: Timestamp = TestClock.start) {
        moment = Mutex(start)
    }

    package var now: Timestamp { moment.withLock(\.self) }

    package func advance(seconds: Int64) {
        moment.withLock { $0 = $0.advanced(bySeconds: seconds) }
    }

    /// Every world has its own keys, as every process has.
    package var world: World {
        let keys = KeySource(now: { self.now }, random: { UInt64.random(in: .min ... .max) })
        return World(
            now: { self.now }, newKey: keys.next,
            send: { _ throws(OutboundFailure) in throw .refused(reason: "tests have no network") })
    }
}
