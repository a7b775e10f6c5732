/// Points of a score in fixed point: one unit is 1/100 point, so sums are the same on every machine.
package struct Points: Hashable, Comparable, Sendable, CustomStringConvertible {
    package var hundredths: Int

    package init(hundredths: Int) {
        self.hundredths = hundredths
    }

    /// Whole points.
    package init(_ whole: Int) {
        hundredths = whole * 100
    }

    package static let zero = Points(0)

    package static func < (a: Points, b: Points) -> Bool { a.hundredths < b.hundredths }
    package static func + (a: Points, b: Points) -> Points { Points(hundredths: a.hundredths + b.hundredths) }
    package static func - (a: Points, b: Points) -> Points { Points(hundredths: a.hundredths - b.hundredths) }
    package static prefix func - (a: Points) -> Points { Points(hundredths: -a.hundredths) }
    package static func += (a: inout Points, b: Points) { a = a + b }

    /// This share of the points, rounded half up.
    package func scaled(by numerator: Int, over denominator: Int) -> Points {
        let product = hundredths * numerator * 2 + denominator
        let doubled = denominator * 2
        let quotient = product / doubled
        return Points(hundredths: product % doubled < 0 ? quotient - 1 : quotient)
    }

    /// The nearest whole point, half up.
    package var rounded: Int { scaled(by: 1, over: 100).hundredths }

    /// As a number for JSON: 82.5.
    package var doubleValue: Double { Double(hundredths) / 100 }

    /// Two decimals, as in `82.50` and `-10.00`.
    package var description: String {
        let magnitude = hundredths.magnitude
        let cents = magnitude % 100
        return "\(hundredths < 0 ? "-" : "")\(magnitude / 100).\(cents < 10 ? "0" : "")\(cents)"
    }
}
