#if canImport(Glibc)
    import Glibc
#endif

/// A line on the terminal: share done, rate, time left.
///
/// Nothing where nobody looks.
struct Progress {
    let total: Int?
    let isShown: Bool
    var bytes = 0
    private let start = ContinuousClock.now
    private var lastShown = ContinuousClock.now

    /// Often enough to look alive.
    private static let every = Duration.milliseconds(200)

    init(total: Int?, isShown: Bool) {
        self.total = total
        self.isShown = isShown
    }

    mutating func show(rows: Int) {
        guard isShown, ContinuousClock.now - lastShown >= Self.every else { return }
        lastShown = .now
        let seconds = max(
            0.001,
            Double((lastShown - start).components.seconds)
                + Double((lastShown - start).components.attoseconds) / 1e18)
        var line = "\r\(rows) rows, \(Int(Double(rows) / seconds)) a second"
        if let total, total > 0, bytes > 0 {
            let share = min(1, Double(bytes) / Double(total))
            let filled = Int(share * 24)
            let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
            line =
                "\r\(bar) \(Int(share * 100)) %  \(line.dropFirst()), \(Int(seconds / share - seconds)) s left"
        }
        Console.write(Array((line + "\u{1B}[K").utf8), to: STDERR_FILENO)
    }

    func end() {
        if isShown { Console.write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO) }
    }
}
