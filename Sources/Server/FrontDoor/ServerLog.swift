import Glibc
import Wire

/// Where the server's log goes: JSON, one object a line.
package struct ServerLog: Sendable {
    /// Takes one line, line end included.
    private let write: @Sendable ([UInt8]) -> Void

    package init(_ write: @escaping @Sendable ([UInt8]) -> Void) { self.write = write }

    /// To nowhere.
    package static let none = ServerLog { _ in }

    /// To standard error, one system call a line, so that lines of several threads never mix.
    package static let standardError = ServerLog { line in
        _ = line.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    /// One request and its answer.
    ///
    /// The query is left out: people search for people.
    func request(_ request: Request, status: Int, bytes: Int?, took nanoseconds: Int64) {
        var line = LogLine(level: status < 500 ? "info" : "error", event: "request")
        line.add("id", plain: request.id.text)
        line.add("method", request.method.name)
        line.add("path", request.target.path)
        line.add("route", request.match.label)
        line.add("status", status)
        line.add("us", Int(nanoseconds / 1000))
        line.add("in", request.body.count)
        if let bytes { line.add("out", bytes) }
        line.add("peer", plain: request.peer.address)
        line.add("port", Int(request.door.port))
        write(line.finish())
    }

    /// A request the listener turned away before it had come in whole.
    func refused(_ request: Request?, _ error: HTTPError) {
        var line = LogLine(level: "info", event: "refused")
        if let request {
            line.add("id", plain: request.id.text)
            line.add("method", request.method.name)
            line.add("path", request.target.path)
            line.add("peer", plain: request.peer.address)
        }
        line.add("status", error.code.status)
        line.add("code", plain: error.code.rawValue)
        write(line.finish())
    }

    /// An error nobody expected: the client was told only the request's id.
    func fault(_ error: any Error, _ request: Request) {
        var line = LogLine(level: "error", event: "fault")
        line.add("id", plain: request.id.text)
        line.add("route", request.match.label)
        line.add("error", String(describing: error))
        write(line.finish())
    }
}

/// One line of the log in the making.
///
/// Written by hand: it is made for every request, and a JSON value built and written costs six times as much.
struct LogLine {
    private var bytes: [UInt8] = []

    init(level: StaticString, event: StaticString) {
        bytes.reserveCapacity(320)
        append("{\"time\":\"")
        Clock.appendNow(to: &bytes)
        append("\",\"level\":\"\(level)\",\"event\":\"\(event)\"")
    }

    /// Adds text that may hold anything.
    mutating func add(_ key: StaticString, _ text: String) {
        let isPlain = text.utf8.allSatisfy {
            $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
        }
        if isPlain { return add(key, plain: text) }
        append(",\"\(key)\":")
        bytes.append(contentsOf: JSON.string(text).bytes)
    }

    /// Adds text known to hold nothing that JSON would escape.
    mutating func add(_ key: StaticString, plain text: String) {
        appendKey(key)
        bytes.append(UInt8(ascii: "\""))
        append(text)
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func add(_ key: StaticString, _ number: Int) {
        appendKey(key)
        append(String(number))
    }

    consuming func finish() -> [UInt8] {
        append("}\n")
        return bytes
    }

    private mutating func appendKey(_ key: StaticString) {
        append(",\"")
        key.withUTF8Buffer { bytes.append(contentsOf: $0) }
        append("\":")
    }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }
}

/// The wall clock as RFC 3339 in UTC with milliseconds.
enum Clock {
    static func appendNow(to bytes: inout [UInt8]) {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        var parts = tm()
        gmtime_r(&now.tv_sec, &parts)
        append(Int(parts.tm_year) + 1900, digits: 4, to: &bytes)
        for (mark, number) in [
            ("-", parts.tm_mon + 1), ("-", parts.tm_mday), ("T", parts.tm_hour), (":", parts.tm_min),
            (":", parts.tm_sec),
        ] {
            bytes.append(contentsOf: mark.utf8)
            append(Int(number), digits: 2, to: &bytes)
        }
        bytes.append(UInt8(ascii: "."))
        append(now.tv_nsec / 1_000_000, digits: 3, to: &bytes)
        bytes.append(UInt8(ascii: "Z"))
    }

    private static func append(_ number: Int, digits: Int, to bytes: inout [UInt8]) {
        var divisor = 1
        for _ in 1..<digits { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }
}
