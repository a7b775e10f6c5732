import Synchronization
import Testing

@testable import Server

/// The one place where a connection is suspended and resumed: each call once per wait, whoever comes first.
@Suite struct PauseTests {
    /// Stands in for a connection of the library: counts calls and notices what would hang or abort it.
    final class Line: Sendable {
        let suspended = Atomic(0)
        let resumed = Atomic(0)
        let mistakes = Atomic(0)

        var pointer: OpaquePointer { OpaquePointer(Unmanaged.passUnretained(self).toOpaque()) }

        static func of(_ pointer: OpaquePointer?) -> Line? {
            pointer.map { Unmanaged<Line>.fromOpaque(UnsafeRawPointer($0)).takeUnretainedValue() }
        }

        var pause: Pause {
            Pause(
                pointer,
                suspend: { pointer in
                    guard let line = Line.of(pointer) else { return }
                    let ahead = line.suspended.add(1, ordering: .sequentiallyConsistent).newValue
                    let isTwice = ahead != line.resumed.load(ordering: .sequentiallyConsistent) + 1
                    if isTwice { line.mistakes.add(1, ordering: .relaxed) }
                },
                resume: { pointer in
                    guard let line = Line.of(pointer) else { return }
                    let count = line.resumed.add(1, ordering: .sequentiallyConsistent).newValue
                    let isEarly = count > line.suspended.load(ordering: .sequentiallyConsistent)
                    if isEarly { line.mistakes.add(1, ordering: .relaxed) }
                })
        }
    }

    enum Step: Sendable {
        case wait
        case signal
        case end
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let says: String
        var testDescription: String { says }
        let steps: [Step]
        let suspended: Int
        let resumed: Int
    }

    @Test(arguments: [
        Case(says: "a wait suspends", steps: [.wait], suspended: 1, resumed: 0),
        Case(says: "a signal resumes it", steps: [.wait, .signal], suspended: 1, resumed: 1),
        Case(says: "a second signal does not", steps: [.wait, .signal, .signal], suspended: 1, resumed: 1),
        Case(
            says: "a signal that came first spares the wait", steps: [.signal, .wait], suspended: 0,
            resumed: 0),
        Case(says: "but only one", steps: [.signal, .signal, .wait, .wait], suspended: 1, resumed: 0),
        Case(says: "waiting twice suspends once", steps: [.wait, .wait], suspended: 1, resumed: 0),
        Case(
            says: "each wait has its own", steps: [.wait, .signal, .wait, .signal], suspended: 2, resumed: 2),
        Case(
            says: "after the end nothing is touched", steps: [.end, .wait, .signal], suspended: 0, resumed: 0),
    ]) func calls(_ test: Case) {
        let line = Line()
        let pause = line.pause
        for step in test.steps {
            switch step {
            case .wait: _ = pause.wait()
            case .signal: pause.signal()
            case .end: pause.end()
            }
        }
        #expect(line.suspended.load(ordering: .relaxed) == test.suspended, "\(test.says)")
        #expect(line.resumed.load(ordering: .relaxed) == test.resumed, "\(test.says)")
    }

    @Test func losesNoSignalAndRepeatsNoCallWhenThreadsRace() async throws {
        let line = Line()
        let pause = line.pause
        let rounds = 20_000
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<2 {
                group.addTask { try await onThread { for _ in 0..<rounds { pause.signal() } } }
            }
            group.addTask {
                try await onThread {
                    for _ in 0..<rounds where pause.wait() {
                        // Suspended: the library calls again only once resumed.
                        while line.resumed.load(ordering: .sequentiallyConsistent)
                            < line.suspended.load(ordering: .sequentiallyConsistent)
                        {
                            pause.signal()
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(line.mistakes.load(ordering: .relaxed) == 0)
        #expect(line.suspended.load(ordering: .relaxed) == line.resumed.load(ordering: .relaxed))
    }
}
