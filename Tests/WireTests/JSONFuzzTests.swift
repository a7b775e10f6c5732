import Foundation
import Testing
import Wire

@Suite struct JSONFuzzTests {
    /// How long to try; `make test` asks for a minute.
    private static let seconds =
        Double(ProcessInfo.processInfo.environment["HARRIER_FUZZ_SECONDS"] ?? "") ?? 2

    private static let seeds = [
        #"{"a":[1,-2.5e3,"x\u00e9\ud83d\ude00",true,null],"b":{"c":""}}"#, #"["\\\"\/\b\f\n\r\t"]"#,
        "123456789012345678901234567890.5E-12", "[[[[[[[[{}]]]]]]]]",
    ].map { Array($0.utf8) }

    /// What is read must write back to the same value; what is refused must be placed inside the text.
    private func check(_ bytes: [UInt8]) throws {
        do {
            let value = try JSON.parse(bytes)
            let again = try JSON.parse(value.bytes)
            try #require(again == value, "\(bytes)")
        } catch let error as JSONError {
            try #require((0...bytes.count).contains(error.offset), "\(bytes)")
            try #require(error.line >= 1 && error.column >= 1)
        }
    }

    @Test func `no bytes crash the reader, and what it reads it reads alike again`() throws {
        var random = SplitMix(seed: 42)
        let deadline = ContinuousClock.now + .seconds(Self.seconds)
        var tried = 0
        while ContinuousClock.now < deadline {
            for _ in 0..<500 {
                try check(Self.mutant(using: &random))
                tried += 1
            }
        }
        #expect(tried > 0)
    }

    /// A seed, or nothing, with a few bytes replaced, inserted, cut or repeated.
    private static func mutant(using random: inout SplitMix) -> [UInt8] {
        let tokens = Array("{}[]\",:\\u0123456789eE+-.truefalsn \n".utf8) + [0, 0x1F, 0x80, 0xC3, 0xED, 0xFF]
        var bytes = seeds[Int(random.next() % UInt64(seeds.count))]
        for _ in 0..<(random.next() % 6) {
            let place = Int(random.next() % UInt64(bytes.count + 1))
            let byte = tokens[Int(random.next() % UInt64(tokens.count))]
            switch random.next() % 4 {
            case 0 where place < bytes.count: bytes[place] = byte
            case 1: bytes.insert(byte, at: place)
            case 2: bytes.removeSubrange(place..<min(place + Int(random.next() % 5), bytes.count))
            default: bytes.insert(contentsOf: bytes.prefix(Int(random.next() % 20)), at: place)
            }
        }
        return bytes
    }
}
