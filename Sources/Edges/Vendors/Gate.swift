/// Lets a few callers in at a time; the others wait in order of arrival.
actor Gate {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var served = 0

    init(width: Int) {
        free = max(1, width)
    }

    /// Runs `body` when there is room.
    ///
    /// Waiting is not cut short by cancellation: everyone inside is bound by time-outs, and a cancelled
    /// caller's own body ends at once.
    nonisolated func pass<Value: Sendable>(_ body: () async -> Value) async -> Value {
        await enter()
        let value = await body()
        await leave()
        return value
    }

    private func enter() async {
        guard free == 0 else {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    /// Hands the place to the next in line, or frees it.
    private func leave() {
        guard served < waiting.count else {
            free += 1
            return
        }
        let next = waiting[served]
        served += 1
        if served == waiting.count { (waiting, served) = ([], 0) }
        next.resume()
    }
}
