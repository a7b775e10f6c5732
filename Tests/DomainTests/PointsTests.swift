import Domain
import Testing

@Suite struct PointsTests {
    @Test(arguments: [
        (Points(20), 1, 5, 400), (Points(20), 1, 2, 1000), (Points(hundredths: 1), 1, 2, 1),
        (Points(hundredths: -1), 1, 2, 0), (Points(hundredths: -3), 1, 2, -1), (Points(10), 1, 3, 333),
    ])
    func sharesAreRoundedHalfUp(points: Points, numerator: Int, denominator: Int, hundredths: Int) {
        #expect(points.scaled(by: numerator, over: denominator).hundredths == hundredths)
    }

    @Test(arguments: [(8250, "82.50"), (-1000, "-10.00"), (5, "0.05"), (-5, "-0.05"), (0, "0.00")])
    func twoDecimalsAreShown(hundredths: Int, text: String) {
        #expect(Points(hundredths: hundredths).description == text)
    }
}
