import Synchronization

/// Names one request, in its answer, the log and any error.
package struct RequestID: Hashable, Sendable, CustomStringConvertible {
    package let text: String
    package var description: String { text }

    /// Longest name taken from a client: enough for a UUID or a trace id with its parts.
    private static let longest = 128

    /// The client's own name for the request, if it is fit for a log line and a header.
    package init?(client text: String?) {
        guard let text, !text.isEmpty, text.utf8.count <= Self.longest, text.utf8.allSatisfy(Self.isPlain)
        else { return nil }
        self.text = text
    }

    /// A new name: unlike any other of this process, and in all likelihood of any process.
    package init() {
        let count = Self.counter.add(1, ordering: .relaxed).newValue
        text = "req_" + Self.process + String(count, radix: 36)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte.isAlphanumeric || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
    }

    private static let counter = Atomic<UInt64>(0)
    /// Forty random bits, so that names of two runs do not meet in one log.
    private static let process: String = {
        let bits = String(UInt64.random(in: 0..<1 << 40), radix: 36)
        return String(repeating: "0", count: 8 - bits.count) + bits
    }()
}
