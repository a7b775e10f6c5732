import Domain
import Testing

@Suite struct TimestampTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"),
            (1_795_172_400_123, "2026-11-20T11:00:00.123Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
        ] as [(Int64, String)])
    func writesAndReadsISO8601(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == text)
        #expect(Timestamp(text) == Timestamp(milliseconds: milliseconds))
    }

    @Test(arguments: [
        "", "2026", "2026-02-30", "2026-13-01", "2026-11-20T25:00:00Z", "2026-11-20T11:00:00", "x",
    ])
    func refusesWhatIsNoMoment(text: String) {
        #expect(Timestamp(text) == nil)
    }
}
