import CPhoneNumber

/// Finds and normalises telephone numbers of every country (libphonenumber).
///
/// The library's tables are compiled in and shared: about 4 MB and 5 ms at the first call, nothing before it.
/// Every call may run on any thread.
package struct PhoneBook: Sendable {
    /// How sure a number found in running text must be.
    package enum Leniency: Sendable {
        /// Its country's plan assigns it.
        case valid
        /// Its length fits; years and order numbers may too.
        case possible
    }

    /// Candidates the matcher may reject in one window before it gives up; a real one needs fewer than ten.
    private static let triesPerWindow: Int32 = 30
    /// Scalars of fruitless windows one text may cost; at 2–12 µs each that is 0.1–0.4 s for digit soup.
    private static let fruitlessScalars = 32_000
    /// Numbers one text may yield; a longer list is a table and belongs to the CSV reader.
    private static let mostMatches = 2_000
    /// libphonenumber's own limit on what it parses.
    private static let longestNumber = 250
    /// Numbers a window of `PhoneWindows.longest` can hold: five digits and a separator each.
    private static let perWindow = 48

    /// Makes a phone book; the tables load at the first call.
    package init() {}

    /// Finds the telephone numbers in running text, in order; `region` is assumed where no country is said.
    ///
    /// Work is bounded: a text with more digit soup than `fruitlessScalars` is searched only so far.
    package func find(
        in text: String, region: String = "IN", leniency: Leniency = .valid
    ) -> [PhoneMatch] {
        var text = text
        return text.withUTF8 { bytes in
            var found: [PhoneMatch] = []
            var buffer = [harrier_phone](repeating: harrier_phone(), count: Self.perWindow)
            var patience = Self.fruitlessScalars
            for window in PhoneWindows.find(in: bytes) where patience > 0 && found.count < Self.mostMatches {
                let part = UnsafeBufferPointer(rebasing: bytes[window.bytes])
                let count = Self.find(part, region, leniency, into: &buffer)
                if count == 0 { patience -= part.count }
                found += Self.matches(buffer[..<count], in: part, from: window.scalarStart)
            }
            return found
        }
    }

    /// Reads `raw` as one number and returns it as E.164 when its country's plan assigns it.
    package func e164(_ raw: String, region: String = "IN") -> String? {
        guard let number = parse(raw, region: region), number.isValid else { return nil }
        return number.e164
    }

    /// Reads the whole of `raw` as one number, valid or not; nil when it is none.
    package func parse(_ raw: String, region: String = "IN") -> PhoneMatch? {
        var raw = raw
        return raw.withUTF8 { bytes -> PhoneMatch? in
            guard (1...Self.longestNumber).contains(bytes.count) else { return nil }
            var number = harrier_phone()
            let isNumber = Self.characters(bytes) {
                harrier_phone_parse($0, Int32(bytes.count), region, &number)
            }
            return isNumber ? PhoneMatch(number, span: 0..<Self.scalars(bytes[...])) : nil
        }
    }

    private static func find(
        _ part: UnsafeBufferPointer<UInt8>, _ region: String, _ leniency: Leniency,
        into buffer: inout [harrier_phone]
    ) -> Int {
        let capacity = Int32(buffer.count)
        return buffer.withUnsafeMutableBufferPointer { out in
            let count = characters(part) {
                harrier_phone_find(
                    $0, Int32(part.count), region, leniency == .valid, triesPerWindow, out.baseAddress,
                    capacity)
            }
            return Int(count)
        }
    }

    private static func matches(
        _ found: ArraySlice<harrier_phone>, in part: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> [PhoneMatch] {
        found.map { number in
            let first = Int(number.start)
            let lower = start + scalars(part[..<first])
            let upper = lower + scalars(part[first..<first + Int(number.length)])
            return PhoneMatch(number, span: lower..<upper)
        }
    }

    private static func scalars(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        bytes.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    }

    private static func characters<Result>(
        _ bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafePointer<CChar>?) -> Result
    ) -> Result {
        bytes.withMemoryRebound(to: CChar.self) { body($0.baseAddress) }
    }
}
