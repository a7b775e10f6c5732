import Domain

extension Points {
    /// Two decimals with a true minus, as in `82.50` and `−10.00`.
    var words: String { hundredths < 0 ? "−" + (-self).description : description }

    /// With its sign, as in `+20.00`; nothing is `0.00`.
    var signed: String { hundredths > 0 ? "+" + description : words }

    /// One decimal, for lists where nothing is summed: `82.5`.
    var inList: String {
        let tenths = scaled(by: 1, over: 10).hundredths
        return "\(tenths < 0 ? "−" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
    }

    /// Without decimals when there are none: `50`, `47.50`.
    var short: String { hundredths % 100 == 0 ? String(words.dropLast(3)) : words }

    /// Rises and falls are ▲ ▼ with a number, never a colour.
    var asChange: String {
        if hundredths == 0 { return "" }
        return hundredths > 0 ? "▲ \(description)" : "▼ \(-self)"
    }
}
