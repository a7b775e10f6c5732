import Synchronization
import Testing

@testable import Vendors

@Suite struct GateTests {
    @Test(arguments: [0, 1, 3]) func `no more pass at once than there is room for, and all pass`(
        width: Int
    ) async {
        let gate = Gate(width: width)
        let crowd = Crowd()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    await gate.pass {
                        crowd.enter()
                        for _ in 0..<5 { await Task.yield() }
                        crowd.leave()
                    }
                }
            }
        }
        #expect(crowd.most == max(1, width) && crowd.done == 200)
    }
}

/// Counts who is inside.
private final class Crowd: Sendable {
    private let counts = Mutex((inside: 0, most: 0, done: 0))

    var most: Int { counts.withLock { $0.most } }
    var done: Int { counts.withLock { $0.done } }

    func enter() {
        counts.withLock {
            $0.inside += 1
            $0.most = max($0.most, $0.inside)
        }
    }

    func leave() {
        counts.withLock {
            $0.inside -= 1
            $0.done += 1
        }
    }
}
