import Domain
import Wire

/// How long a server asks to be left alone.
enum RetryAfter {
    /// Reads the vendors' several spellings; nil when the server names no time.
    static func read(_ response: OutboundResponse, now: Timestamp) -> Duration? {
        if let text = response.header("retry-after-ms"), let milliseconds = Int64(text), milliseconds >= 0 {
            return .milliseconds(milliseconds)
        }
        if let text = response.header("retry-after") {
            if let seconds = Double(text), (0...1e6).contains(seconds) { return .seconds(seconds) }
            if let moment = moment(text) {
                return .milliseconds(max(0, moment.milliseconds - now.milliseconds))
            }
        }
        return googleDelay(response)
    }

    /// Google puts `google.rpc.RetryInfo` into the error's details, as in `"retryDelay": "34s"`.
    private static func googleDelay(_ response: OutboundResponse) -> Duration? {
        guard response.status == 429 || response.status == 503,
            // What is no JSON names no delay.
            let details = try? JSON.parse(response.body)["error"]?["details"]?.arrayValue
        else { return nil }
        let delays = details.compactMap { $0["retryDelay"]?.stringValue }
        guard let text = delays.first, text.hasSuffix("s"), let seconds = Double(text.dropLast()),
            (0...1e6).contains(seconds)
        else { return nil }
        return .seconds(seconds)
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Reads `Wed, 21 Oct 2026 07:28:00 GMT` (RFC 9110, IMF-fixdate).
    private static func moment(_ text: String) -> Timestamp? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", let month = months.firstIndex(of: String(words[2])),
            let date = CivilDate("\(words[3])-\(month + 1)-\(words[1])")
        else { return nil }
        let clock = words[4].split(separator: ":").compactMap { Int64($0) }
        guard clock.count == 3, (0..<24).contains(clock[0]), (0..<60).contains(clock[1]),
            (0...60).contains(clock[2])
        else { return nil }
        let seconds = date.daysSinceEpoch * 86_400 + clock[0] * 3_600 + clock[1] * 60 + clock[2]
        return Timestamp(milliseconds: seconds * 1_000)
    }
}
