import Domain

/// A time seen from another: relative to read, exact in `<time>` and on hover.
struct Moment {
    var time: Timestamp
    var now: Timestamp

    private static let day: Int64 = 86_400
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    /// 1 January 1970 was a Thursday.
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]

    /// How long ago, as short as a column needs it: `now`, `4 min`, `6 h`, `3 d`.
    var age: String {
        let seconds = (now.milliseconds - time.milliseconds) / 1000
        return switch seconds {
        case ..<60: "now"
        case ..<3600: "\(seconds / 60) min"
        case ..<Self.day: "\(seconds / 3600) h"
        case ..<(400 * Self.day): "\(seconds / Self.day) d"
        default: "\(seconds / (365 * Self.day)) y"
        }
    }

    /// A date as one says it: `08:12` today, `Fri 08:12` this week, then `4 Nov`, then `4 Nov 2025`.
    var spoken: String {
        let (today, day) = (Self.days(now), Self.days(time))
        if day == today { return clock }
        if (1...6).contains(today - day) { return "\(weekday) \(clock)" }
        let (date, present) = (CivilDate(daysSinceEpoch: day), CivilDate(daysSinceEpoch: today))
        return date.year == present.year ? dayAndMonth(date) : "\(dayAndMonth(date)) \(date.year)"
    }

    /// `Fri 13 Nov`, with the year when it is not this one.
    var dayName: String {
        let date = CivilDate(daysSinceEpoch: Self.days(time))
        let year = date.year == CivilDate(daysSinceEpoch: Self.days(now)).year ? "" : " \(date.year)"
        return "\(weekday) \(dayAndMonth(date))\(year)"
    }

    /// `13 Nov, 08:12`, with the year when it is not this one.
    var toTheMinute: String {
        let date = CivilDate(daysSinceEpoch: Self.days(time))
        let isThisYear = date.year == CivilDate(daysSinceEpoch: Self.days(now)).year
        return "\(dayAndMonth(date))\(isThisYear ? "" : " \(date.year)"), \(clock)"
    }

    /// To the minute and with its zone: `13 Nov 2026, 08:12 UTC`.
    var exact: String {
        let date = CivilDate(daysSinceEpoch: Self.days(time))
        return "\(dayAndMonth(date)) \(date.year), \(clock) UTC"
    }

    private var clock: String {
        let minutes = (time.milliseconds / 60_000) - Self.days(time) * 1440
        let (hour, minute) = (minutes / 60, minutes % 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }

    private var weekday: String {
        let offset = Int(Self.days(time) % 7)
        return Self.weekdays[offset < 0 ? offset + 7 : offset]
    }

    private func dayAndMonth(_ date: CivilDate) -> String {
        "\(date.day) \(Self.months[Int(date.month) - 1])"
    }

    private static func days(_ time: Timestamp) -> Int64 {
        let (quotient, rest) = time.milliseconds.quotientAndRemainder(dividingBy: day * 1000)
        return rest < 0 ? quotient - 1 : quotient
    }
}

extension HTML {
    /// A moment in the given words, exact for machines and on hover.
    mutating func time(_ moment: Moment, says words: String, _ attributes: Attribute = .none) {
        self(.time, attributes, .datetime(moment.time.description), .title(moment.exact), text: words)
    }
}
