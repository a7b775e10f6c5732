import Domain
import Synchronization
import Testing

@Suite struct IDTests {
    @Test(arguments: [Int64(0), 1, 31, 32, 4_242_424_242, .max])
    func textRoundTrips(key: Int64) {
        let id = ID<Lead>(key: key)
        #expect(ID<Lead>(id.description) == id)
    }

    @Test func orderOfTextsIsOrderOfKeys() {
        let keys: [Int64] = [0, 9, 31, 32, 1 << 40, .max]
        let texts = keys.map { ID<Lead>(key: $0).description }
        #expect(texts == texts.sorted())
    }

    @Test(arguments: [
        "", "lead_", "acct_0000000000001", "lead_000000000000u", "lead_zzzzzzzzzzzzz", "0000000000001",
    ])
    func otherTextsAreRefused(text: String) {
        #expect(ID<Lead>(text) == nil)
    }

    @Test func keysGrowAlsoWhenTheClockStepsBack() {
        let clock = Ticker([5, 5, 4, 6])
        let source = KeySource(
            now: { Timestamp(milliseconds: 1_600_000_000_000 + clock.next()) }, random: { 7 })
        let keys = (0..<4).map { _ in source.next() }
        #expect(keys == keys.sorted() && Set(keys).count == 4)
    }
}

/// Gives prepared readings in order.
private final class Ticker: Sendable {
    private let rest: Mutex<[Int64]>

    init(_ readings: [Int64]) { rest = Mutex(readings) }

    func next() -> Int64 { rest.withLock { $0.isEmpty ? 0 : $0.removeFirst() } }
}
