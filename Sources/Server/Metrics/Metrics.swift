import Synchronization

/// Numbers about the running process, as Prometheus reads them (text format 0.0.4).
///
/// Instruments are made once and kept by whoever counts; values that live elsewhere (a queue's depth) are asked for
/// when somebody reads.
package final class Metrics: Sendable {
    /// One value with its labels.
    package struct Sample: Sendable {
        package let name: String
        package let labels: [(String, String)]
        package let value: Double

        package init(_ name: String, _ labels: [(String, String)] = [], _ value: Double) {
            self.name = name
            self.labels = labels
            self.value = value
        }
    }

    /// What kind of number a family holds.
    package enum Kind: String, Sendable {
        case counter
        case gauge
        case histogram
    }

    /// Values of one name.
    package struct Family: Sendable {
        package let name: String
        package let kind: Kind
        package let help: String
        package let samples: [Sample]

        package init(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
            self.name = name
            self.kind = kind
            self.help = help
            self.samples = samples
        }
    }

    /// Says its values when somebody reads the metrics.
    package typealias Collector = @Sendable () async -> [Family]

    private let collectors = Mutex<[Collector]>([])

    package init() {}

    /// Adds a source of values.
    package func collect(_ collector: @escaping Collector) { collectors.withLock { $0.append(collector) } }

    /// A number that only grows.
    package func counter(_ name: String, _ help: String) -> Counter {
        let counter = Counter()
        collect { [Family(name, .counter, help, [Sample(name, [], Double(counter.value))])] }
        return counter
    }

    /// A number that goes up and down.
    package func gauge(_ name: String, _ help: String) -> Counter {
        let gauge = Counter()
        collect { [Family(name, .gauge, help, [Sample(name, [], Double(gauge.value))])] }
        return gauge
    }

    /// How long something takes.
    package func histogram(_ name: String, _ help: String) -> Histogram {
        let histogram = Histogram()
        collect { [Family(name, .histogram, help, histogram.snapshot.samples(name, []))] }
        return histogram
    }

    /// Every value, as text.
    package func text() async -> String {
        var text = ""
        for collector in collectors.withLock({ $0 }) {
            for family in await collector() { Self.write(family, to: &text) }
        }
        return text
    }

    private static func write(_ family: Family, to text: inout String) {
        guard !family.samples.isEmpty else { return }
        text += "# HELP \(family.name) \(escape(family.help, quotes: false))\n"
        text += "# TYPE \(family.name) \(family.kind.rawValue)\n"
        for sample in family.samples {
            text += sample.name
            if !sample.labels.isEmpty {
                let labels = sample.labels.map { "\($0.0)=\"\(escape($0.1, quotes: true))\"" }
                text += "{\(labels.joined(separator: ","))}"
            }
            text += " \(number(sample.value))\n"
        }
    }

    private static func escape(_ text: String, quotes: Bool) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"" where quotes: escaped += "\\\""
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    private static func number(_ value: Double) -> String {
        if let whole = Int64(exactly: value) { return String(whole) }
        return value.isNaN ? "NaN" : value.isInfinite ? (value < 0 ? "-Inf" : "+Inf") : "\(value)"
    }
}

/// A whole number that many threads change.
package final class Counter: Sendable {
    private let number = Atomic(0)

    package init() {}

    package func add(_ count: Int = 1) { number.add(count, ordering: .relaxed) }
    package func set(_ count: Int) { number.store(count, ordering: .relaxed) }
    package var value: Int { number.load(ordering: .relaxed) }
}

/// Counts durations in buckets.
package final class Histogram: Sendable {
    /// What a histogram holds at one moment.
    package struct Snapshot: Sendable {
        /// Durations counted up to each bound, and beyond the last.
        var counts = [Int](repeating: 0, count: Histogram.bounds.count + 1)
        var nanoseconds: Int64 = 0

        /// Adds one duration.
        mutating func record(_ nanoseconds: Int64) {
            let bucket = Histogram.bounds.firstIndex { nanoseconds <= $0 } ?? Histogram.bounds.count
            counts[bucket] += 1
            self.nanoseconds += nanoseconds
        }

        /// The Prometheus form: bucket counts that add up, the sum in seconds, the number of durations.
        func samples(_ name: String, _ labels: [(String, String)]) -> [Metrics.Sample] {
            var samples: [Metrics.Sample] = []
            var total = 0
            for (count, bound) in zip(counts, Histogram.labels) {
                total += count
                samples.append(.init("\(name)_bucket", labels + [("le", bound)], Double(total)))
            }
            samples.append(.init("\(name)_sum", labels, Double(nanoseconds) / 1e9))
            samples.append(.init("\(name)_count", labels, Double(total)))
            return samples
        }
    }

    /// From a tenth of a millisecond, which a cached read takes, to ten seconds, which nothing should.
    static let bounds: [Int64] = [
        100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000,
        100_000_000, 250_000_000, 1_000_000_000, 10_000_000_000,
    ]
    private static let labels = bounds.map { "\(Double($0) / 1e9)" } + ["+Inf"]

    private let state = Mutex(Snapshot())

    package func record(_ duration: Duration) { state.withLock { $0.record(duration.nanoseconds) } }

    var snapshot: Snapshot { state.withLock { $0 } }
}
