import Synchronization

/// Makes keys that grow with time and are never given twice by one process.
///
/// 41 bits of milliseconds since 2020 (lasts until 2089), then 22 bits: they start at random in each millisecond, so
/// that two processes on one database collide about once in four million rows of the same millisecond, and the
/// database's primary key turns that into a retry.
package final class KeySource: Sendable {
    private static let epoch: Int64 = 1_577_836_800_000
    private static let counterBits: Int64 = 22

    private let last = Mutex<Int64>(0)
    private let now: @Sendable () -> Timestamp
    private let random: @Sendable () -> UInt64

    package init(now: @escaping @Sendable () -> Timestamp, random: @escaping @Sendable () -> UInt64) {
        self.now = now
        self.random = random
    }

    package func next() -> Int64 {
        let milliseconds = max(1, now().milliseconds - Self.epoch)
        return last.withLock { last in
            if last >> Self.counterBits >= milliseconds {
                // Within a millisecond, or when the clock stepped back, count on.
                last += 1
            } else {
                // The lower half of the counter's room is for the start, the upper for counting on. Randomness is asked
                // for only here: it is a system call, and an import takes ten keys a row.
                last = milliseconds << Self.counterBits | Int64(random() & 0x1F_FFFF)
            }
            return last
        }
    }
}
