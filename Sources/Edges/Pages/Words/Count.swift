/// Numbers of things in words.
enum Count {
    /// With thousands apart: `2,318`.
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var letters: [Character] = []
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { letters.append(",") }
            letters.append(digit)
        }
        return (number < 0 ? "−" : "") + String(letters)
    }

    /// `1 lead`, `1,248 leads`.
    static func of(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(grouped(number)) \(number == 1 ? one : many ?? one + "s")"
    }

    /// Sizes as people say them: `92 MB`, in powers of 1000 as disks are sold.
    static func bytes(_ number: Int) -> String {
        var (size, unit) = (Double(number), "bytes")
        for next in ["kB", "MB", "GB", "TB"] where size >= 1000 {
            (size, unit) = (size / 1000, next)
        }
        if unit == "bytes" { return of(number, "byte") }
        return size < 10 ? "\((size * 10).rounded() / 10) \(unit)" : "\(Int(size.rounded())) \(unit)"
    }

    /// `16 s`, `3 min`, `2 h 5 min`.
    static func duration(seconds: Int) -> String {
        switch seconds {
        case ..<100: "\(max(0, seconds)) s"
        case ..<5400: "\((seconds + 30) / 60) min"
        default: "\(seconds / 3600) h \(seconds / 60 % 60) min"
        }
    }

    /// `d`, `d and e`, `d, e and f`.
    static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }
}
