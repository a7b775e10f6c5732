/// A moment in UTC, in milliseconds since 1970.
package struct Timestamp: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }

    /// The moment so many seconds later (earlier when negative).
    package func advanced(bySeconds seconds: Int64) -> Timestamp {
        Timestamp(milliseconds: milliseconds + seconds * 1000)
    }

    /// Seconds from another moment to this one.
    package func seconds(since other: Timestamp) -> Double {
        Double(milliseconds - other.milliseconds) / 1000
    }
}

extension Timestamp: CustomStringConvertible {
    /// ISO 8601 with milliseconds, as in `2026-11-20T08:12:00.000Z`.
    package var description: String {
        let (days, inDay) = milliseconds.flooredDivision(by: 86_400_000)
        let date = CivilDate(daysSinceEpoch: days)
        let (seconds, millis) = (inDay / 1000, inDay % 1000)
        return date.description + "T"
            + [seconds / 3600, seconds / 60 % 60, seconds % 60].map { pad($0, 2) }
            .joined(separator: ":") + "." + pad(millis, 3) + "Z"
    }

    /// Reads `2026-11-20`, `2026-11-20T08:12:00Z` and fractions of a second; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard let first = parts.first, parts.count <= 2, let date = CivilDate(String(first)) else {
            return nil
        }
        var time: Int64 = 0
        if parts.count == 2 {
            guard parts[1].hasSuffix("Z"), let read = Self.timeOfDay(parts[1].dropLast()) else { return nil }
            time = read
        }
        self.init(milliseconds: date.daysSinceEpoch * 86_400_000 + time)
    }

    private static func timeOfDay(_ text: Substring) -> Int64? {
        let fields = text.split(separator: ":", omittingEmptySubsequences: false)
        guard fields.count == 3, let hour = Int64(fields[0]), let minute = Int64(fields[1]),
            let second = Double(fields[2]), (0..<24).contains(hour), (0..<60).contains(minute),
            (0..<61).contains(second)
        else { return nil }
        return (hour * 60 + minute) * 60_000 + Int64((second * 1000).rounded())
    }
}

/// A day of the proleptic Gregorian calendar.
package struct CivilDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let year: Int64
    package let month: Int64
    package let day: Int64

    package static func < (a: CivilDate, b: CivilDate) -> Bool { a.daysSinceEpoch < b.daysSinceEpoch }

    /// Days to date by Howard Hinnant's `civil_from_days`, exact over the whole range used here.
    package init(daysSinceEpoch: Int64) {
        let (era, dayOfEra) = (daysSinceEpoch + 719_468).flooredDivision(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shifted + 2) / 5 + 1
        month = shifted < 10 ? shifted + 3 : shifted - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Reads `2026-11-20`; nil when no such day exists.
    package init?(_ text: String) {
        let fields = text.split(separator: "-", omittingEmptySubsequences: false)
        guard fields.count == 3, let year = Int64(fields[0]), let month = Int64(fields[1]),
            let day = Int64(fields[2]),
            (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
        guard CivilDate(daysSinceEpoch: daysSinceEpoch).day == day else { return nil }
    }

    package var daysSinceEpoch: Int64 {
        let (era, yearOfEra) = (month <= 2 ? year - 1 : year).flooredDivision(by: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    package var description: String { "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))" }
}

extension Int64 {
    /// Quotient and remainder with the remainder never negative.
    fileprivate func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

private func pad(_ value: Int64, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
